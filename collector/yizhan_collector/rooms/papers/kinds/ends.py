"""Papers of the end: summary, release, termination, and an offer of help."""

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
    Pair,
    Text,
    listed,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW, SENTENCES, Case
from yizhan_collector.rooms.papers.sheet import Body, Para, Sign, Table, day_in_words

RELEASED: dict[str, Pair] = {
    "served": ("矫正期满", "Term served"),
    "pardoned": ("被赦免", "Pardoned"),
}
ENDED: dict[str, Pair] = {
    "revoked": ("被裁定撤销缓刑（假释）", "Revoked"),
    "recommitted": ("被决定收监执行", "Recommitted"),
    "dead": ("死亡", "Died"),
}


class TermSummary(Case):
    """The form for the person's own summary before the end."""

    kind = Kind(
        "term_summary", "社区矫正期满个人总结", "Personal summary", "结", "form", sealed=False
    )
    own_words: Text = said("个人总结", "In the person's own words", text=True)
    group_view: Text = said("矫正小组意见", "View of the group", text=True)
    hand_in_by: Day = said("提交日期", "Hand in by")

    def body(self, about: About) -> Body:
        """What the paper says."""
        one = about.person
        rows = (
            ("姓名", one.name, "性别", "女" if one.gender == "female" else "男"),
            ("罪名", self.offence, "矫正类别", SENTENCES[self.sentence][0]),
            ("决定机关和文书", f"{self.court}{self.document}"),
            ("矫正期限", self.term),
            ("个人总结", self.own_words),
            ("矫正小组意见", self.group_view),
        )
        return Body(
            (
                Table(rows, (18, 32, 18, 32)),
                Para(
                    f"请于{day_in_words(self.hand_in_by)}前提交；不便书写的，可以口述，由他人代笔后本人确认。",
                    "note",
                ),
                Sign(("社区矫正对象（签名）", "矫正小组（签名）")),
            )
        )


class Release(Case):
    """Fields of a release."""

    reason: Literal["served", "pardoned"] = said("解除的原因", "Why", words=RELEASED)
    released_on: Day = said("解除日期", "Released on")

    @property
    def because(self) -> str:
        """Why the term is over, in a sentence."""
        if self.reason == "pardoned":
            return "被依法赦免"
        return f"社区矫正期限于{day_in_words(self.ends_on)}届满"


class ReleaseCertificate(Release):
    """The certificate that the term is over."""

    kind = Kind(
        "release_certificate",
        "解除社区矫正证明书",
        "Release certificate",
        "解",
        "decision",
        "county",
    )

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"{about.person}，{self.case_facts}。"),
                Para(
                    f"该人{self.because}。依照{LAW}第四十四条的规定，"
                    f"自{day_in_words(self.released_on)}起解除社区矫正。"
                ),
                Para("特此证明。"),
            ),
            signed_for="本人（签收）",
        )


class ReleaseNotice(Release):
    """The organs are told that the term is over."""

    kind = Kind(
        "release_notice",
        "解除社区矫正通知书",
        "Release notice",
        "解通",
        "letter",
        "county",
        to_person=False,
    )
    certificate_number: Line = said("解除社区矫正证明书文号", "Number of the certificate")
    procuratorate: Line = said("人民检察院", "Procuratorate")
    police: Line = said("公安机关", "Police")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}。"),
                Para(
                    f"该人{self.because}，本机构已依照{LAW}第四十四条的规定，"
                    f"于{day_in_words(self.released_on)}解除其社区矫正，并发放解除社区矫正证明书"
                    f"（{self.certificate_number}）。特此通知。"
                ),
            ),
            f"{self.court}、{self.procuratorate}、{self.police}：",
        )


class TerminationNotice(Case):
    """The correction ended otherwise than by release."""

    kind = Kind(
        "termination_notice",
        "社区矫正终止通知书",
        "Termination notice",
        "终",
        "letter",
        "county",
        to_person=False,
    )
    reason: Literal["revoked", "recommitted", "dead"] = said("终止的原因", "Why", words=ENDED)
    ended_on: Day = said("终止日期", "Ended on")
    ground_paper: Line = said("依据的文书或者证明", "Paper it rests on")
    procuratorate: Line = said("人民检察院", "Procuratorate")
    police: Line = said("公安机关", "Police")

    def body(self, about: About) -> Body:
        """What the paper says."""
        also = "、第五十一条" if self.reason == "dead" else ""
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}。"),
                Para(
                    f"该人{ENDED[self.reason][0]}（{self.ground_paper}）。依照{LAW}第四十五条{also}的规定，"
                    f"社区矫正于{day_in_words(self.ended_on)}终止。特此通知。"
                ),
            ),
            f"{self.court}、{self.procuratorate}、{self.police}：",
        )


class HelpOffer(Fields):
    """Help after release is offered; nothing is transferred."""

    kind = Kind("help_offer", "帮扶服务告知书", "Offer of help", "帮", "letter")
    services: Lines = said("可以申请的服务", "Services")
    where: Line = said("联系地点", "Where")
    phone: Line = said("联系电话", "Telephone")
    offered_until: Day = said("服务期限", "Offered until")

    @model_validator(mode="after")
    def _no_duty(self) -> Self:
        if any("应当报到" in one or "必须" in one for one in self.services):
            raise PydanticCustomError("duty", "帮扶是自愿的服务，不能写成义务")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para("你的社区矫正已经依法解除，你享有与其他公民平等的权利。"),
                Para(f"如果你愿意，可以申请下列服务：{listed(self.services)}"),
                Para(
                    f"联系地点：{self.where.rstrip('。')}；联系电话：{self.phone}。"
                    f"你可以在{day_in_words(self.offered_until)}前随时提出，也可以随时停止。"
                ),
                Para(
                    "接受与否完全由你决定，不接受不会有任何不利影响。"
                    "未经你同意，社区矫正期间的记录不会转给帮扶服务。"
                ),
            ),
            f"{about.person.name}：",
        )
