"""Papers of recognition: praise, and the proposal to commute."""

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Day,
    Fields,
    Kind,
    Line,
    Lines,
    Text,
    listed,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW, Case
from yizhan_collector.rooms.papers.kinds.duties import CRIMINAL
from yizhan_collector.rooms.papers.sheet import Body, Para, day_in_words


class Praise(Fields):
    """The person is praised."""

    kind = Kind("praise", "表扬决定书", "Praise", "奖", "decision", "county")
    from_on: Day = said("考核起始日", "Assessed from")
    until_on: Day = said("考核截止日", "Assessed until")
    conduct: Text = said("突出表现", "Conduct", text=True)
    ground: Line = said("符合的条件", "Condition met")
    copies: Lines = said("抄送", "Copies to")

    def body(self, about: About) -> Body:
        """What the paper says."""
        quiet = "本决定不公开宣读、不公示。" if about.person.minor else ""
        return Body(
            (
                Para(
                    f"你自{day_in_words(self.from_on)}至{day_in_words(self.until_on)}接受社区矫正期间，"
                    f"表现突出：{self.conduct}"
                ),
                Para(
                    f"上述表现符合{self.ground.rstrip('。')}的条件。依照{LAW}第二十八条的规定，"
                    f"决定给予你表扬。{quiet}望你继续努力。"
                ),
            ),
            f"{about.person.name}：",
            self.copies,
            "社区矫正对象（签收）",
        )


class CommutationProposal(Case):
    """The institution proposes to the court to commute."""

    kind = Kind(
        "commutation_proposal",
        "减刑建议书",
        "Proposal to commute",
        "减",
        "letter",
        "county",
        to_person=False,
    )
    to_court: Line = said("受理的中级以上人民法院", "Court")
    facts_shown: Text = said("事实", "Facts", text=True)
    evidence: Lines = said("证据材料", "Evidence")
    wish: Line = said("建议内容", "What is proposed")
    procuratorate: Line = said("同级人民检察院", "Procuratorate of the same level")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}。"),
                Para(f"该人在接受社区矫正期间，确有下列事实：{self.facts_shown}"),
                Para(f"认定上述事实的证据：{listed(self.evidence)}"),
                Para(
                    f"本机构认为，该人符合{CRIMINAL}第七十八条规定的减刑条件。"
                    f"依照{LAW}第三十三条的规定，建议：{self.wish.rstrip('。')}。请依法裁定。"
                ),
            ),
            f"{self.to_court}：",
            (self.procuratorate,),
        )
