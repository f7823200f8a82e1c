"""Papers of sanctions: a named human decided, facts and evidence are shown, the answer is open."""

from typing import Literal

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Fields,
    Kind,
    Line,
    Lines,
    Pair,
    Some,
    Text,
    listed,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW, MEASURES, Case
from yizhan_collector.rooms.papers.kinds.duties import CRIMINAL, PROCEDURE
from yizhan_collector.rooms.papers.sheet import Block, Body, Para

SIGNED_FOR = "社区矫正对象（签收）"


class Breach(Fields):
    """Fields of a paper that answers a breach of the rules."""

    facts: Text = said("违反规定的事实", "Facts of the breach", text=True)
    evidence: Lines = said("证据", "Evidence")
    excluded: Some = said("依规定不计入的日期和原因", "Days that do not count, and why", default=())
    heard: Text = said("本人的陈述和申辩", "What the person said", text=True)
    considered: Text = said("对申辩的采纳情况", "How that was considered", text=True)
    ground: Line = said("适用的情形", "Ground met")

    def shown(self) -> tuple[Para, ...]:
        """Facts, evidence, what does not count, and what the person said."""
        out = f"下列日期依规定不计入：{listed(self.excluded)}" if self.excluded else ""
        return (
            Para(f"经查明：{self.facts}"),
            Para(f"认定上述事实的证据：{listed(self.evidence)}{out}"),
            Para(f"本人的陈述和申辩：{self.heard}"),
            Para(f"对陈述和申辩的意见：{self.considered}"),
        )


class Decided(Breach):
    """A sanction the county itself decides."""

    decided_by: Line = said("决定人", "Decided by")
    complaint: Line = said("提出异议的途径和期限", "Where and until when to object")
    procuratorate: Line = said("人民检察院", "Procuratorate")

    def decision(self, about: About, article: str, measure: str) -> Body:
        """The decision to give this measure under this article."""
        blocks: tuple[Block, ...] = (
            *self.shown(),
            Para(
                f"上述行为属于{self.ground.rstrip('。')}的情形。依照{LAW}第二十八条、{MEASURES}{article}的规定，"
                f"经{self.decided_by}决定，给予你{measure}。"
            ),
            Para(
                f"你对本决定有异议的，可以提出：{self.complaint.rstrip('。')}。本机构将及时复核并书面答复；"
                "对答复不服的，可以向人民检察院提出。异议期间不因此加重处理。"
            ),
        )
        return Body(blocks, f"{about.person.name}：", (self.procuratorate,), SIGNED_FOR)


class Reprimand(Decided):
    """训诫."""

    kind = Kind("reprimand", "训诫决定书", "Reprimand", "训", "decision", "county")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return self.decision(about, "第三十四条", "训诫")


class WarningGiven(Decided):
    """警告."""

    kind = Kind("warning", "警告决定书", "Warning", "警", "decision", "county")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return self.decision(about, "第三十五条", "警告")


class SecurityProposal(Breach, Case):
    """The police are asked to punish under the law on public security."""

    kind = Kind(
        "security_proposal",
        "治安管理处罚建议书",
        "Proposal of a public-security punishment",
        "治",
        "letter",
        "county",
        to_person=False,
    )
    sentence: Literal["control", "probation", "medical"] = said(
        "矫正类别",
        "Kind of sentence",
        words={
            "control": ("管制", "Public surveillance"),
            "probation": ("缓刑", "Probation"),
            "medical": ("暂予监外执行", "Serving outside prison"),
        },
    )
    to_police: Line = said("公安机关", "Police")
    police_article: Line = said("治安管理处罚法的条款", "Article of the public-security law")
    procuratorate: Line = said("人民检察院", "Procuratorate")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}。"),
                *self.shown(),
                Para(
                    f"上述行为属于{self.ground.rstrip('。')}的情形。依照{LAW}第二十八条、第五十九条和"
                    f"《中华人民共和国治安管理处罚法》{self.police_article}的规定，"
                    "建议你单位依法给予治安管理处罚。是否处罚，由你单位依法决定。"
                    "处理结果请书面告知本机构。"
                ),
            ),
            f"{self.to_police}：",
            (self.procuratorate,),
        )


TO_REVOKE: dict[str, Pair] = {
    "probation": ("缓刑", "Probation"),
    "parole": ("假释", "Parole"),
}
ARTICLE = {"probation": "第七十七条", "parole": "第八十六条"}


class RevocationProposal(Breach, Case):
    """The court is asked to revoke probation or parole."""

    kind = Kind(
        "revocation_proposal",
        "撤销缓刑（假释）建议书",
        "Proposal to revoke",
        "撤",
        "letter",
        "county",
        to_person=False,
    )
    sentence: Literal["probation", "parole"] = said("矫正类别", "Kind of sentence", words=TO_REVOKE)
    to_court: Line = said("受理的人民法院", "Court")
    enclosed: Lines = said("随附证据材料", "Enclosed")
    procuratorate: Line = said("人民检察院", "Procuratorate")

    def title(self, about: About) -> str:
        """The title names what is to be revoked."""
        return f"撤销{TO_REVOKE[self.sentence][0]}建议书"

    def body(self, about: About) -> Body:
        """What the paper says."""
        what = TO_REVOKE[self.sentence][0]
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}。"),
                *self.shown(),
                Para(
                    f"本机构认为，上述行为属于{self.ground.rstrip('。')}的情形。依照{CRIMINAL}"
                    f"{ARTICLE[self.sentence]}、{LAW}第四十六条的规定，建议撤销对该人的{what}，请依法裁定。"
                    f"依照{LAW}第四十八条的规定，请听取本人的申辩及其委托的律师的意见。"
                ),
                Para(f"随附证据材料：{listed(self.enclosed)}", "note"),
            ),
            f"{self.to_court}：",
            (self.procuratorate,),
        )


class RecommitProposal(Breach, Case):
    """The deciding organ is asked to take the person back into custody."""

    kind = Kind(
        "recommit_proposal",
        "收监执行建议书",
        "Proposal to recommit",
        "收监",
        "letter",
        "county",
        to_person=False,
    )
    sentence: Literal["medical"] = said(
        "矫正类别",
        "Kind of sentence",
        words={"medical": ("暂予监外执行", "Serving outside prison")},
    )
    to_organ: Line = said("受理的决定机关", "Deciding organ asked")
    health: Text = said("身体状况和病情复查情况", "Health", text=True)
    enclosed: Lines = said("随附证据材料", "Enclosed")
    procuratorate: Line = said("人民检察院", "Procuratorate")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}。"),
                *self.shown(),
                Para(f"身体状况和病情复查情况：{self.health}"),
                Para(
                    f"本机构认为，该人具有{self.ground.rstrip('。')}的情形。依照{PROCEDURE}第二百六十八条、"
                    f"{LAW}第四十九条的规定，建议对该人收监执行，请依法决定。"
                ),
                Para(f"随附证据材料：{listed(self.enclosed)}", "note"),
            ),
            f"{self.to_organ}：",
            (self.procuratorate,),
        )
