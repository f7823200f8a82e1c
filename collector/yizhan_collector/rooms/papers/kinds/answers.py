"""Answers: to an objection, to a complaint, to the procuratorate."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Day,
    Fields,
    Kind,
    Line,
    Name,
    Pair,
    Part,
    Text,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW
from yizhan_collector.rooms.papers.sheet import Body, Para, Table, day_in_words

OUTCOMES: dict[str, Pair] = {
    "upheld": ("维持原决定", "The decision stands"),
    "changed": ("变更原决定", "The decision is changed"),
    "withdrawn": ("撤销原决定", "The decision is withdrawn"),
}


class ObjectionAnswer(Fields):
    """The county's answer to an objection against a decision."""

    kind = Kind(
        "objection_answer", "异议答复书", "Answer to an objection", "复", "letter", "county"
    )
    raised_on: Day = said("提出异议日期", "Raised on")
    against: Line = said("原决定名称和文号", "Decision objected to")
    objection: Text = said("异议的理由", "The objection", text=True)
    findings: Text = said("复核查明的情况", "Findings", text=True)
    outcome: Literal["upheld", "changed", "withdrawn"] = said("复核结果", "Outcome", words=OUTCOMES)
    changed_to: Text | None = said("变更的内容", "Changed to", text=True, default=None)
    reviewed_by: Line = said("复核人", "Reviewed by")
    procuratorate: Line = said("人民检察院", "Procuratorate")

    @model_validator(mode="after")
    def _says_what_changed(self) -> Self:
        if self.outcome == "changed" and not self.changed_to:
            raise PydanticCustomError("changed_to", "变更原决定的，应当写明变更的内容")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        detail = f"，变更为：{self.changed_to.rstrip('。')}" if self.changed_to else ""
        return Body(
            (
                Para(
                    f"你于{day_in_words(self.raised_on)}对{self.against}提出异议，理由为：{self.objection}"
                ),
                Para(f"经{self.reviewed_by}复核，查明：{self.findings}"),
                Para(f"复核结果：{OUTCOMES[self.outcome][0]}{detail}。"),
                Para(f"对本答复不服的，你可以向{self.procuratorate}提出。"),
            ),
            f"{about.person.name}：",
            (self.procuratorate,),
        )


class ComplaintAnswer(Fields):
    """The result of a complaint, told to who complained."""

    kind = Kind(
        "complaint_answer",
        "申诉控告检举办理结果告知书",
        "Answer to a complaint",
        "诉",
        "letter",
        "hearer",
        about="any",
    )
    complainant: Name = said("申诉（控告、检举）人", "Complainant")
    raised_on: Day = said("提出日期", "Raised on")
    matter: Text = said("反映的事项", "Matter", text=True)
    findings: Text = said("查明的情况", "Findings", text=True)
    result: Text = said("办理结果", "Result", text=True)
    further: Line = said("对结果不服时的途径", "Where to go next")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"你于{day_in_words(self.raised_on)}反映的事项收悉：{self.matter}"),
                Para(f"经查：{self.findings}"),
                Para(f"办理结果：{self.result}"),
                Para(
                    f"依照{LAW}第三十四条的规定，现将办理结果告知你。"
                    f"你对结果不服的，可以提出：{self.further.rstrip('。')}。"
                    "任何单位和个人不得因申诉、控告、检举打击报复。"
                ),
            ),
            f"{self.complainant}：",
        )


class Opinion(Part):
    """One opinion of the procuratorate and what was done."""

    opinion: Text = said("纠正意见或者检察建议", "Opinion", text=True)
    adopted: bool = said("是否采纳", "Adopted")
    measures: Text = said(
        "采纳的措施或者不采纳的理由", "Measures, or reasons for not adopting", text=True
    )


class OpinionReply(Fields):
    """The written reply to the procuratorate."""

    kind = Kind(
        "opinion_reply",
        "关于纠正意见（检察建议）的回复",
        "Reply to the procuratorate",
        "检复",
        "letter",
        "county",
        "any",
        to_person=False,
    )
    procuratorate: Line = said("人民检察院", "Procuratorate")
    their_number: Line = said("来文文号", "Number of their paper")
    received_on: Day = said("收到日期", "Received on")
    opinions: tuple[Opinion, ...] = said("逐条回复", "Reply to each", min_length=1, max_length=20)

    def body(self, about: About) -> Body:
        """What the paper says."""
        rows = tuple(
            (str(at), one.opinion, "采纳" if one.adopted else "不采纳", one.measures)
            for at, one in enumerate(self.opinions, 1)
        )
        return Body(
            (
                Para(
                    f"你院{self.their_number}已于{day_in_words(self.received_on)}收悉。我单位高度重视，"
                    f"逐条研究办理。依照{LAW}第六十二条的规定，现将采纳情况书面回复如下，没有采纳的说明理由："
                ),
                Table(
                    (
                        ("序号", "纠正意见（检察建议）", "采纳情况", "采纳的措施或者不采纳的理由"),
                        *rows,
                    ),
                    (9, 36, 14, 41),
                    header=True,
                ),
                Para("感谢你院对社区矫正工作的监督。"),
            ),
            f"{self.procuratorate}：",
        )
