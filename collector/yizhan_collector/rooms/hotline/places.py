"""Where a number is from, as far as its digits say; pure."""

from functools import lru_cache

from phonenumbers import NumberParseException, parse
from phonenumbers.geocoder import description_for_valid_number

HOME = "辽宁省"  # of the prefecture; its townships' codes begin with 21
COUNTRY = "中国"  # said where the digits name no province


@lru_cache(1024)
def place(number: str) -> str:
    """Province and city of a number in Chinese; empty where its digits do not say."""
    try:
        found = str(description_for_valid_number(parse(number, "CN"), "zh"))
    except NumberParseException:
        return ""
    return "" if found == COUNTRY else found


def elsewhere(number: str) -> bool:
    """Whether a number is of another province; whoever calls is helped all the same.

    The operator is told what the law says of place: legal aid is applied for where a matter lies.
    """
    found = place(number)
    return bool(found) and not found.startswith(HOME)
