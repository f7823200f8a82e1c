"""Papers of the intake: the documents come, the person comes, or does not."""

from typing import Literal

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Count,
    Day,
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

CAME: dict[str, Pair] = {
    "self": ("本人报到", "Came in person"),
    "handed_over": ("由有关机关移送", "Handed over by an organ"),
    "home_visit": ("行动不便，工作人员上门办理", "Staff came to the home"),
}


class LateArrival(Case):
    """The person has not come by the last day to report."""

    kind = Kind("late_arrival_notice", "未按期报到通知书", "Notice of late arrival", "报", "letter")
    report_by: Day = said("应当报到的最后一日", "Last day to report")
    days_late: Count = said("已逾期日数", "Days late", ge=1)
    come_to: Line = said("报到地点", "Where to report")
    phone: Line = said("联系电话", "Telephone")
    contacts: Lines = said("已作的联系和查找", "Attempts to reach the person")
    copies: Lines = said("抄送", "Copies to")

    def body(self, about: About) -> Body:
        """What the paper says."""
        law = (
            f"依照{LAW}第二十一条的规定，你应当至迟于{day_in_words(self.report_by)}"
            f"到执行地社区矫正机构报到。至本通知书作出之日，你尚未报到，已逾期{self.days_late}日。"
        )
        return Body(
            (
                Para(f"你{self.case_facts}。{law}"),
                Para(f"在此期间，本机构已作如下联系和查找：{listed(self.contacts)}"),
                Para(
                    f"请你在收到本通知书后立即到{self.come_to}报到，并说明未按期报到的原因。"
                    "因疾病、交通等正当理由不能立即报到的，请先以电话告知，并提供有关证明；"
                    "确有不便的，工作人员可以上门办理。"
                ),
                Para(
                    "没有正当理由不按规定时间报到的，本机构将根据情节依法处理。"
                    "你有权陈述和申辩；认为合法权益受到侵害的，可以向人民检察院或者有关机关申诉、控告。"
                ),
                Para(f"联系电话：{self.phone}", "flush"),
            ),
            f"{about.person.name}：",
            self.copies,
        )


class Receipt(Case):
    """The court's documents have arrived."""

    kind = Kind(
        "intake_receipt",
        "法律文书收到回执",
        "Receipt of documents",
        "收",
        "letter",
        to_person=False,
    )
    received_on: Day = said("收到日期", "Received on")
    documents: Lines = said("收到的法律文书", "Documents received")
    complete: bool = said("文书是否齐全", "Whether complete")
    missing: Line | None = said("缺少的文书", "What is missing", default=None)

    def body(self, about: About) -> Body:
        """What the paper says."""
        opening = (
            f"你单位送达的社区矫正对象{about.person}的法律文书，"
            f"本机构已于{day_in_words(self.received_on)}收到，共{len(self.documents)}件："
            f"{listed(self.documents)}"
        )
        state = "经核对，上述法律文书齐全。" if self.complete else "经核对，上述法律文书不齐全。"
        if self.missing:
            state += f"请补充送达：{self.missing.rstrip('。')}。"
        return Body(
            (
                Para(opening),
                Para(f"该人{self.case_facts}。"),
                Para(state + f"依照{LAW}第二十条、第二十二条的规定，特此回执。"),
            ),
            f"{self.court}：",
        )


class Register(Case):
    """Identity checked and the person registered, as a form."""

    kind = Kind(
        "intake_register",
        "社区矫正对象接收登记表",
        "Identity and intake register",
        "登",
        "form",
        to_person=False,
    )
    came_on: Day = said("报到日期", "Came on")
    came: Literal["self", "handed_over", "home_visit"] = said("报到方式", "How", words=CAME)
    id_paper: Line = said("证件种类和号码", "Identity paper and its number")
    checked_by: Line = said("身份核对方式", "How the identity was checked")
    home: Line = said("居住地", "Residence")
    registered_home: Line = said("户籍地", "Registered residence")
    phone: Line = said("联系电话", "Telephone")
    work: Line = said("工作单位或者就读学校", "Work or school")
    family: Text = said("家庭成员和主要社会关系", "Family", text=True)
    health: Line = said("健康状况", "Health")
    no_entry: Text | None = said("禁止令内容", "No-entry order", text=True, default=None)
    guardian: Line | None = said("监护人及联系电话", "Guardian", default=None)
    documents: Lines = said("接收的法律文书", "Documents taken")
    group: Line = said("拟定矫正小组", "Correction group")
    clerk: Line = said("办理人", "Registered by")

    def body(self, about: About) -> Body:
        """What the paper says."""
        one = about.person
        rows = [
            ("姓名", one.name, "性别", "女" if one.gender == "female" else "男"),
            ("出生日期", day_in_words(one.born_on) if one.born_on else "—", "联系电话", self.phone),
            ("证件", self.id_paper, "核对方式", self.checked_by),
            ("居住地", self.home),
            ("户籍地", self.registered_home),
            ("单位或学校", self.work),
            ("罪名", self.offence, "矫正类别", SENTENCES[self.sentence][0]),
            ("决定机关", self.court),
            ("法律文书", self.document),
            ("矫正期限", self.term),
            ("禁止令", self.no_entry or "无"),
            ("报到", f"{day_in_words(self.came_on)}，{CAME[self.came][0]}"),
            ("家庭成员和社会关系", self.family),
            ("健康状况", self.health),
            *([("监护人", self.guardian)] if self.guardian else []),
            ("接收的文书", listed(self.documents)),
            ("矫正小组", self.group),
        ]
        return Body(
            (
                Table(tuple(rows), (16, 34, 16, 34)),
                Sign(("社区矫正对象（签名）", f"办理人（签名）　{self.clerk}")),
                Para(f"依据：{LAW}第二十二条。", "note"),
            )
        )
