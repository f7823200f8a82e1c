"""What may stand as a name: nothing that a page, a paper or a sheet could take for more."""

import unicodedata

from yizhan_collector.ground.refusals import Refused

LONGEST = 60
JOINS = frozenset(" ·•・.'’-()（）")
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters by their class, nothing to the eye


class BadName(Refused):
    """A name holds letters, digits, spaces and · . ' - ( ) only, 1 to 60 of them; correct it."""

    status = 422


def require_name(name: str) -> str:
    """The name in composed form; raises BadName on markup, control and direction marks."""
    plain = unicodedata.normalize("NFC", name)
    shown = all(one in JOINS or unicodedata.category(one)[0] in "LMN" for one in plain)
    shown = shown and not BLANKS & set(plain)
    starts = plain[:1] != "" and unicodedata.category(plain[0])[0] in "LN"
    if not shown or not starts or plain != plain.strip() or len(plain) > LONGEST:
        raise BadName
    return plain
