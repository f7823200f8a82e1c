"""What the papers about entry to a conditional place say."""

from yizhan_collector.rooms.bans.model import Ban, Entry
from yizhan_collector.rooms.people.model import procuratorate

GROUND = "《中华人民共和国社区矫正法实施办法》第三十九条"
Letter = tuple[str, dict[str, object]]


def permission(ban: Ban, one: Entry, conditions: tuple[str, ...], county: str) -> Letter:
    """Entry is permitted; the court and the procuratorate receive a copy."""
    return "entry_permission", {
        "order_words": ban.said.words,
        "ordered_by": ban.said.court,
        "reason": one.why,
        "place": one.place,
        "from_on": one.from_on,
        "until_on": one.until_on,
        "conditions": conditions,
        "procuratorate": procuratorate(county),
    }


def refusal(one: Entry, reasons: str, complaint: str) -> Letter:
    """Entry is refused."""
    return "leave_refusal", {
        "matter": "entry",
        "asked_on": one.asked_on,
        "wish": f"进入{one.place}，事由：{one.why}",
        "reasons": reasons,
        "ground": GROUND,
        "complaint": complaint,
    }
