"""Papers of a move: the old place asks, the new place answers, the file goes."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

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
from yizhan_collector.rooms.papers.sheet import Body, Para, day_in_words


class MoveInquiry(Case):
    """The old place asks the new place for its opinion."""

    kind = Kind(
        "move_inquiry",
        "变更执行地征求意见函",
        "Move inquiry",
        "迁征",
        "letter",
        "county",
        to_person=False,
    )
    to_body: Line = said("拟变更执行地的社区矫正机构", "Institution asked")
    new_home: Line = said("拟居住的地址", "New address")
    reason: Text = said("申请变更的理由", "Reason", text=True)
    conduct: Text = said("社区矫正期间的表现", "Conduct so far", text=True)
    enclosed: Lines = said("随函材料", "Enclosed")
    answer_by: Day = said("请于此日前回复", "Please answer by")
    contact: Line = said("联系人和电话", "Contact")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"社区矫正对象{about.person}{self.case_facts}，现由本机构执行社区矫正。"),
                Para(
                    f"该人因{self.reason.rstrip('。')}，申请迁居至{self.new_home}，"
                    "并申请将社区矫正执行地变更至你辖区。"
                ),
                Para(f"该人在社区矫正期间的表现：{self.conduct}"),
                Para(
                    f"依照{LAW}第二十七条的规定，现就变更执行地征求你单位意见。"
                    f"请核实有关情况，并于{day_in_words(self.answer_by)}前书面回复。"
                ),
                Para(f"随函材料：{listed(self.enclosed)}", "note"),
                Para(f"联系人：{self.contact}", "note"),
            ),
            f"{self.to_body}：",
        )


class MoveReply(Fields):
    """The new place answers."""

    kind = Kind(
        "move_reply", "变更执行地复函", "Move reply", "迁复", "letter", "county", to_person=False
    )
    to_body: Line = said("来函的社区矫正机构", "Institution that asked")
    their_number: Line = said("来函文号", "Number of their letter")
    new_home: Line = said("拟居住的地址", "New address")
    checked: Text = said("核实的情况", "What was found", text=True)
    agreed: bool = said("是否同意接收", "Agreed")
    reasons: Text | None = said("不同意的理由", "Reasons for refusing", text=True, default=None)
    office: Line | None = said("接收后联系的司法所", "Office that will take over", default=None)

    @model_validator(mode="after")
    def _refused_with_reasons(self) -> Self:
        if not self.agreed and not self.reasons:
            raise PydanticCustomError("reasons", "不同意接收的，应当写明理由")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        where = f"，由{self.office}承担日常工作" if self.office else ""
        verdict = (
            f"同意接收该人在我辖区执行社区矫正{where}。请依法作出变更决定并移送有关法律文书和档案。"
            if self.agreed
            else f"不同意接收。理由：{self.reasons}"
        )
        return Body(
            (
                Para(
                    f"你单位《变更执行地征求意见函》（{self.their_number}）收悉。关于社区矫正对象"
                    f"{about.person}拟迁居至{self.new_home}，经核实：{self.checked}"
                ),
                Para(f"依照{LAW}第二十七条的规定，经研究，我单位{verdict}"),
                Para("特此函复。"),
            ),
            f"{self.to_body}：",
        )


class MoveTransfer(Case):
    """The change is decided and the file goes over."""

    kind = Kind(
        "move_transfer", "变更执行地决定书", "Decision to transfer", "迁", "letter", "county"
    )
    to_body: Line = said("变更后的社区矫正机构", "New institution")
    new_home: Line = said("新居住地", "New address")
    agreed_number: Line = said("同意接收的复函文号", "Number of the consent")
    decided_on: Day = said("决定日期", "Decided on")
    report_by: Day = said("到新执行地报到的最后一日", "Report there by")
    report_at: Line = said("报到地点和电话", "Where to report")
    file_items: Lines = said("移送的档案材料", "File sent")
    procuratorate: Line = said("人民检察院", "Procuratorate")
    police: Line = said("公安机关", "Police")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(
                    f"你{self.case_facts}。你申请变更社区矫正执行地，{self.to_body}已复函（{self.agreed_number}）同意接收。"
                ),
                Para(
                    f"依照{LAW}第二十七条第二款的规定，现决定自{day_in_words(self.decided_on)}起，"
                    f"将你的社区矫正执行地变更为{self.new_home}，由{self.to_body}执行。"
                ),
                Para(
                    f"请你至迟于{day_in_words(self.report_by)}到{self.report_at}报到。"
                    "没有正当理由不按期报到的，依法处理；有困难的，请及时与两地社区矫正机构联系。"
                ),
                Para(f"移送的档案材料：{listed(self.file_items)}"),
            ),
            f"{about.person.name}：",
            (self.to_body, self.court, self.procuratorate, self.police),
        )
