"""What the papers of an answer and of a reply say."""

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.oversight.model import Complaint, Opinion, Outcome, Reply
from yizhan_collector.rooms.people.model import procuratorate

RESULTS: dict[Outcome, str] = {
    "upheld": "反映的情况属实",
    "partly": "反映的情况部分属实",
    "not_upheld": "反映的情况不属实",
}


def hearer(one: Complaint) -> str:
    """The body that answers: the county, or the prefecture when the county is complained of."""
    return one.about[:6] if one.heard_at == "county" else f"{one.about[:4]}00"


def answer(one: Complaint, name: str, outcome: Outcome, words: str) -> dict[str, object]:
    """The fields of the answer to a complaint."""
    return {
        "complainant": name,
        "raised_on": legal_day(one.filed_at),
        "matter": one.words,
        "findings": words,
        "result": RESULTS[outcome],
        "further": f"向{procuratorate(one.township)}反映",
    }


def reply(one: Opinion, given: Reply) -> dict[str, object]:
    """The fields of the reply to the procuratorate; adopted in part is not adopted."""
    said = f"{given.reply}\n{given.reasons}".strip()
    answered = {"opinion": one.words, "adopted": given.adopted == "yes", "measures": said}
    return {
        "procuratorate": procuratorate(one.county),
        "their_number": one.reference,
        "received_on": legal_day(one.raised_at),
        "opinions": [answered],
    }
