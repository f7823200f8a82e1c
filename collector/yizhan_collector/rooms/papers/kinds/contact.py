"""Records: a search, a visit, a detention, and the receipt of service."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Day,
    Fields,
    Kind,
    Line,
    Lines,
    Moment,
    Pair,
    Part,
    Text,
    clock,
    ordered,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW, Case
from yizhan_collector.rooms.papers.sheet import Body, Para, Sign, Table, day_in_words


class Attempt(Part):
    """One attempt to reach the person."""

    at: Moment = said("时间", "When")
    way: Line = said("方式", "Way")
    who: Line = said("经办人", "By whom")
    result: Line = said("结果", "Result")


class LostContactRecord(Fields):
    """What was done to find a person who cannot be reached."""

    kind = Kind(
        "lost_contact_record",
        "失去联系查找记录",
        "Search record",
        "查",
        "form",
        to_person=False,
        sealed=False,
    )
    last_contact: Moment = said("最后一次联系的时间", "Last contact")
    attempts: tuple[Attempt, ...] = said("查找经过", "Attempts", min_length=1, max_length=40)
    police_told_at: Moment | None = said("请公安机关协助的时间", "Police asked at", default=None)
    procuratorate_told_at: Moment | None = said(
        "告知人民检察院的时间", "Procuratorate told at", default=None
    )
    outcome: Text = said("查找结果", "Outcome", text=True)
    opened_by: Line = said("提出人", "Opened by")

    def body(self, about: About) -> Body:
        """What the paper says."""
        told = tuple(
            (label, clock(at))
            for label, at in (
                ("请公安机关协助", self.police_told_at),
                ("告知人民检察院", self.procuratorate_told_at),
            )
            if at
        )
        rows = tuple((clock(one.at), one.way, one.who, one.result) for one in self.attempts)
        return Body(
            (
                Table(
                    (
                        ("社区矫正对象", about.person.name),
                        ("最后一次联系", clock(self.last_contact)),
                        *told,
                        ("提出人", self.opened_by),
                    ),
                    (26, 74),
                ),
                Para("查找经过", "head"),
                Table((("时间", "方式", "经办人", "结果"), *rows), (30, 20, 16, 34), header=True),
                Para("查找结果", "head"),
                Para(self.outcome),
                Sign(("记录人（签名）",)),
                Para(f"依据：{LAW}第三十条。", "note"),
            )
        )


class DetentionNotice(Case):
    """The person was deprived of liberty by another organ; those concerned are told."""

    kind = Kind(
        "detention_notice",
        "被限制人身自由情况告知函",
        "Detention notice",
        "羁",
        "letter",
        to_person=False,
    )
    to_organ: Line = said("告知的机关", "Told to")
    told_by: Line = said("通知本机构的机关和文号", "Organ that told us, and its number")
    measure: Line = said("采取的措施", "Measure")
    since: Day = said("起始日期", "Since")
    place: Line = said("羁押或者执行场所", "Place")
    consequence: Text = said("社区矫正工作的安排", "What follows for the correction", text=True)
    copies: tuple[Line, ...] = said("抄送", "Copies to", default=(), max_length=10)

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}。"),
                Para(
                    f"根据{self.told_by.rstrip('。')}，该人自{day_in_words(self.since)}起被{self.measure}，"
                    f"现在{self.place}。依照{LAW}第三十二条的规定，现将有关情况告知你单位。"
                ),
                Para(f"社区矫正工作的安排：{self.consequence}"),
            ),
            f"{self.to_organ}：",
            self.copies,
        )


WAYS: dict[str, Pair] = {
    "direct": ("直接送达", "Handed over"),
    "left": ("留置送达", "Left with a witness"),
    "post": ("邮寄送达", "By post"),
    "electronic": ("电子送达", "Electronic, with consent"),
    "others": ("转交（委托）送达", "Through others"),
}


class ServiceReceipt(Fields):
    """The form on which a paper's service is recorded by hand."""

    kind = Kind(
        "service_receipt",
        "送达回证",
        "Receipt of service",
        "送",
        "form",
        about="any",
        to_person=False,
    )
    recipient: Line = said("受送达人", "Recipient")
    papers: Lines = said("送达文书的名称和文号", "Papers served")
    way: Literal["direct", "left", "post", "electronic", "others"] = said(
        "送达方式", "Way", words=WAYS
    )
    place: Line = said("送达地点", "Place")
    server: Line = said("送达人", "Served by")
    refused: Line | None = said("拒收事由", "Why refused", default=None)
    witness: Line | None = said("见证人", "Witness", default=None)
    consent: Line | None = said("同意电子送达的凭证", "Consent to electronic service", default=None)

    @model_validator(mode="after")
    def _proved(self) -> Self:
        if self.way == "left" and not (self.refused and self.witness):
            raise PydanticCustomError("witness", "留置送达应当写明拒收事由和见证人")
        if self.way == "electronic" and not self.consent:
            raise PydanticCustomError("consent", "电子送达应当有受送达人同意的凭证")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        rows = (
            ("受送达人", self.recipient),
            ("送达的文书", "\n".join(self.papers)),
            ("送达方式", WAYS[self.way][0]),
            ("送达地点", self.place),
            ("送达人", self.server),
            ("受送达人签收", "签名：　　　　　　　　　　年　　月　　日　　时"),
            ("代收人签收及代收事由", "签名：　　　　　　　　　　年　　月　　日　　时"),
            ("拒收事由", self.refused or "—"),
            ("见证人", f"{self.witness}　签名：" if self.witness else "—"),
            *([("同意电子送达", self.consent)] if self.consent else []),
            ("备注", "\n"),
        )
        return Body((Table(rows, (28, 72)), Para("送达人（签名）：", "flush")))


class Visit(Fields):
    """What was seen and said at a visit."""

    kind = Kind(
        "visit_record",
        "实地查访记录",
        "Record of a visit",
        "访",
        "form",
        to_person=False,
        sealed=False,
    )
    began_at: Moment = said("开始时间", "Began at")
    ended_at: Moment = said("结束时间", "Ended at")
    place: Line = said("地点", "Place")
    visitors: Lines = said("查访人", "Visitors")
    present: Lines = said("在场人员", "Present")
    purpose: Line = said("查访事由", "Purpose")
    findings: Text = said("了解的情况", "What was learned", text=True)
    needs: Text | None = said("困难和需要", "Difficulties and needs", text=True, default=None)
    follow_up: Text = said("处理意见", "What follows", text=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.began_at, self.ended_at, "结束时间不能早于开始时间")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        rows = (
            ("社区矫正对象", about.person.name),
            ("时间", f"{clock(self.began_at)}至{clock(self.ended_at)}"),
            ("地点", self.place),
            ("查访人", "、".join(self.visitors)),
            ("在场人员", "、".join(self.present)),
            ("事由", self.purpose),
            ("了解的情况", self.findings),
            ("困难和需要", self.needs or "未提出"),
            ("处理意见", self.follow_up),
        )
        return Body(
            (
                Table(rows, (20, 80)),
                Sign(("被查访人（签名）", "查访人（签名）")),
                Para(f"依据：{LAW}第二十六条。查访应当保护本人的身份信息和个人隐私。", "note"),
            )
        )
