"""Which paper goes to whom, on which basis, for what, in which fields; and until when an answer.

The law names the recipients; a paper that is not listed here leaves by no wire. The fields are the
least that the recipient's own duty needs: the paper itself goes along and says the rest.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yizhan_collector.rooms.sharing.model import NotForThem, PartnerKind

CASE = ("court", "judgment_no", "sentence", "starts_on", "ends_on")


@dataclass(frozen=True)
class Leave:
    """How one kind of paper may go to one kind of authority."""

    basis: str
    purpose: str
    fields: tuple[str, ...]
    rule: str = ""  # of the days for an answer


RECEIPT = Leave(
    "《社区矫正法》第20条", "法律文书送达回执", (*CASE, "received_on", "complete", "missing")
)
RELEASED = Leave(
    "《社区矫正法》第44条",
    "解除社区矫正的通知",
    (*CASE, "reason", "released_on", "certificate_number"),
)
TERMINATED = Leave(
    "《社区矫正法》第45条", "社区矫正终止的通知", (*CASE, "reason", "ended_on", "ground_paper")
)
COPY = Leave("《社区矫正法》第8条、第28条", "奖惩决定抄送法律监督", ("ground", "decided_by"))
MOVED = Leave(
    "《社区矫正法》第27条", "变更执行地的通知", (*CASE, "to_body", "decided_on", "report_by")
)
TO_COURT = "sharing.court_answer_days"
TABLE: Mapping[tuple[str, PartnerKind], Leave] = {
    ("intake_receipt", "court"): RECEIPT,
    ("intake_receipt", "procuratorate"): RECEIPT,
    ("late_arrival_notice", "procuratorate"): Leave(
        "《社区矫正法》第21条、第28条", "未按期报到的通报", (*CASE, "report_by", "days_late")
    ),
    ("release_notice", "court"): RELEASED,
    ("release_notice", "procuratorate"): RELEASED,
    ("release_notice", "police"): RELEASED,
    ("termination_notice", "court"): TERMINATED,
    ("termination_notice", "procuratorate"): TERMINATED,
    ("termination_notice", "police"): TERMINATED,
    ("reprimand", "procuratorate"): COPY,
    ("warning", "procuratorate"): COPY,
    ("praise", "procuratorate"): Leave(
        "《社区矫正法》第8条、第28条", "奖惩决定抄送法律监督", ("ground",)
    ),
    ("leave_approval", "procuratorate"): Leave(
        "《社区矫正法》第8条、第27条", "外出审批的通报", ("from_on", "until_on", "days")
    ),
    ("entry_permission", "procuratorate"): Leave(
        "《社区矫正法实施办法》第39条",
        "准许进入特定场所的通报",
        ("ordered_by", "from_on", "until_on"),
    ),
    ("entry_permission", "court"): Leave(
        "《社区矫正法实施办法》第39条",
        "准许进入特定场所的通报",
        ("ordered_by", "from_on", "until_on"),
    ),
    ("move_transfer", "procuratorate"): MOVED,
    ("move_transfer", "police"): MOVED,
    ("commutation_proposal", "court"): Leave(
        "《社区矫正法》第33条", "提请减刑", (*CASE, "to_court", "wish"), TO_COURT
    ),
    ("security_proposal", "police"): Leave(
        "《社区矫正法》第28条", "提请治安管理处罚", (*CASE, "ground", "to_police", "police_article")
    ),
    ("revocation_proposal", "court"): Leave(
        "《社区矫正法》第46条、第48条",
        "提请撤销缓刑、假释",
        (*CASE, "ground", "to_court"),
        TO_COURT,
    ),
    ("revocation_proposal", "procuratorate"): Leave(
        "《社区矫正法》第46条", "提请撤销的抄送", (*CASE, "ground", "to_court")
    ),
    ("recommit_proposal", "court"): Leave(
        "《社区矫正法》第49条", "提请收监执行", (*CASE, "ground", "to_organ"), TO_COURT
    ),
    ("recommit_proposal", "procuratorate"): Leave(
        "《社区矫正法》第49条", "提请收监执行的抄送", (*CASE, "ground", "to_organ")
    ),
    ("lost_contact_record", "police"): Leave(
        "《社区矫正法》第30条", "请求协助查找", ("last_contact", "police_told_at")
    ),
    ("lost_contact_record", "procuratorate"): Leave(
        "《社区矫正法》第30条", "失去联系的通报", ("last_contact", "procuratorate_told_at")
    ),
    ("opinion_reply", "procuratorate"): Leave(
        "《社区矫正法》第62条", "纠正意见、检察建议的回复", ("their_number", "received_on")
    ),
}

# a matter of ours that is not a judicial administration's: to the citizens' hotline, with consent
PASSED_ON = Leave(
    "《个人信息保护法》第13条、第23条；国办发〔2020〕53号",
    "不属于司法行政的事项转办",
    ("number", "category", "said", "area", "opened_at", "name", "phone"),
    "ticket.passed_on_days",
)
SUPERVISION = re.compile(r"社区矫正|社矫|矫正对象|在矫")


def about_a_correction(category: str, said: str) -> bool:
    """Whether a matter is about community correction, which no platform hears of."""
    return category == "correction" or SUPERVISION.search(said) is not None


def lawful(paper_kind: str, partner: PartnerKind) -> Leave:
    """How this kind of paper goes to this kind of authority; raises NotForThem."""
    found = TABLE.get((paper_kind, partner))
    if found is None:
        raise NotForThem
    return found


def recipients(paper_kind: str) -> frozenset[PartnerKind]:
    """To whom this kind of paper may go at all."""
    return frozenset(kind for paper, kind in TABLE if paper == paper_kind)
