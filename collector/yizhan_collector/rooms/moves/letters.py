"""What the papers of a move say."""

from dataclasses import dataclass
from datetime import date

from yizhan_collector.rooms.moves.model import Move
from yizhan_collector.rooms.people.model import district
from yizhan_collector.rooms.terms.intake import case_of
from yizhan_collector.rooms.terms.model import Term

GROUND = "《中华人民共和国社区矫正法》第二十七条"
FILE = ("社区矫正档案", "有关法律文书", "变更执行地的申请、征求意见函和复函")


@dataclass(frozen=True)
class Letter:
    """A paper to be issued: its kind and its typed fields."""

    kind: str
    fields: dict[str, object]


@dataclass(frozen=True)
class Inquiry:
    """What the old place adds when it asks: the conduct so far, and whom to call."""

    conduct: str
    contact: str
    enclosed: tuple[str, ...] = ("变更执行地申请书", "居住情况证明材料")


@dataclass(frozen=True)
class Reply:
    """What the new place found and says; `number` and `on` of a letter from outside."""

    agreed: bool
    checked: str
    reasons: str = ""
    number: str = ""

    @property
    def words(self) -> str:
        """All that was said, in one text."""
        return self.checked if self.agreed else f"{self.checked}\n{self.reasons}"


def inquiry(one: Move, term: Term, asked: Inquiry, answer_by: date) -> Letter:
    """The old place asks the new one."""
    fields: dict[str, object] = {
        **case_of(term),
        "to_body": one.to_body,
        "new_home": one.address,
        "reason": one.why,
        "conduct": asked.conduct,
        "enclosed": asked.enclosed,
        "answer_by": answer_by,
        "contact": asked.contact,
    }
    return Letter("move_inquiry", fields)


def reply(one: Move, said: Reply, to_body: str, office: str | None) -> Letter:
    """The new place answers."""
    fields: dict[str, object] = {
        "to_body": to_body,
        "their_number": one.inquiry_no,
        "new_home": one.address,
        "checked": said.checked,
        "agreed": said.agreed,
        "reasons": said.reasons or None,
        "office": office,
    }
    return Letter("move_reply", fields)


def transfer(one: Move, term: Term, decided_on: date, report_by: date, report_at: str) -> Letter:
    """The place is changed, and the person is told where to report."""
    place = district(one.from_township)
    fields: dict[str, object] = {
        **case_of(term),
        "to_body": one.to_body,
        "new_home": one.address,
        "agreed_number": one.reply_no or f"{one.to_body}复函",
        "decided_on": decided_on,
        "report_by": report_by,
        "report_at": report_at or one.to_body,
        "file_items": FILE,
        "procuratorate": f"{place}人民检察院",
        "police": f"{place}公安局",
    }
    return Letter("move_transfer", fields)


def refusal(one: Move, reasons: str, complaint: str) -> Letter:
    """The place stays as it is, and the person reads why."""
    fields: dict[str, object] = {
        "matter": "move",
        "asked_on": one.asked_on,
        "wish": f"将执行地变更为{one.to_body}，居住于{one.address}，理由：{one.why}",
        "reasons": reasons,
        "ground": GROUND,
        "complaint": complaint,
    }
    return Letter("leave_refusal", fields)
