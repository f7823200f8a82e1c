"""Papers of the declaration: rights, duties, the group and the plan."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Count,
    Day,
    Fields,
    Kind,
    Line,
    Lines,
    Name,
    Part,
    Text,
    listed,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW, Case
from yizhan_collector.rooms.papers.kinds.duties import CONSEQUENCES, RIGHTS, duties
from yizhan_collector.rooms.papers.sheet import Body, Para, Sign, Table, day_in_words


class Member(Part):
    """A member of the correction group."""

    name: Name = said("姓名", "Name")
    role: Line = said("身份", "Role")
    duty: Line = said("职责", "Duty")


Members = tuple[Member, ...]


def _members(members: Members) -> Table:
    rows = tuple((one.name, one.role, one.duty) for one in members)
    return Table((("姓名", "身份", "职责"), *rows), (18, 32, 50), header=True)


class Declaration(Case):
    """What is read out when the term is declared."""

    kind = Kind("declaration", "社区矫正宣告书", "Declaration", "宣", "decision")
    declared_on: Day = said("宣告日期", "Declared on")
    place: Line = said("宣告地点", "Place")
    led_by: Line = said("宣告人", "Led by")
    crime: Text = said("犯罪事实摘要", "Facts of the crime", text=True)
    no_entry: Text | None = said("禁止令内容", "No-entry order", text=True, default=None)
    members: Members = said("矫正小组成员", "Correction group", min_length=1, max_length=20)
    attended: Lines = said("到场人员", "Present")
    guardian: Name | None = said("到场的监护人", "Guardian present", default=None)

    def body(self, about: About) -> Body:
        """What the paper says."""
        one = about.person
        if one.minor and not self.guardian:
            raise PydanticCustomError("guardian", "未成年人的宣告应当通知监护人到场，请填写监护人")
        heads: tuple[Para | Table, ...] = (
            Para(f"根据{LAW}第二十二条的规定，现向你宣告以下事项："),
            Para("一、犯罪事实和裁判内容", "head"),
            Para(f"{self.crime}"),
            Para(f"你{self.case_facts}。"),
            *([Para(f"人民法院同时宣告禁止令：{self.no_entry}")] if self.no_entry else []),
            Para("二、矫正期限", "head"),
            Para(f"社区矫正期限{self.term}。"),
            Para("三、应当遵守的规定", "head"),
            *(Para(text) for text in duties(self.sentence)),
            Para("四、违反规定的法律后果", "head"),
            Para(CONSEQUENCES[self.sentence]),
            Para("五、你的权利", "head"),
            *(Para(text) for text in RIGHTS),
            Para("六、矫正小组", "head"),
            _members(self.members),
        )
        return Body((*heads, *self._close(one.minor)), f"{one.name}：")

    def _close(self, minor: bool) -> tuple[Para | Sign, ...]:
        shut = "本次宣告涉及未成年人，不公开进行，与成年人分别办理。" if minor else ""
        scene = (
            f"以上内容于{day_in_words(self.declared_on)}在{self.place}由{self.led_by}宣告。"
            f"到场人员：{'、'.join(self.attended)}。{shut}"
        )
        names = ["社区矫正对象（签名）", "宣告人（签名）", "矫正小组成员（签名）"]
        if self.guardian:
            names.insert(1, f"监护人（签名）　{self.guardian}")
        return Para(scene), Para("以上内容我已听清、看懂。"), Sign(tuple(names))


class Obligations(Case):
    """The rules of every day, to take home."""

    kind = Kind("obligations", "社区矫正告知书", "Notice of duties and rights", "告", "letter")
    report_rhythm: Line = said("定期报告的要求", "How often to report")
    report_ways: Lines = said("可以选择的报告方式", "Ways to report")
    leave_ahead_days: Count = said("外出一般提前申请的日数", "Days to ask for leave ahead")
    move_ahead_months: Count = said("迁居一般提前申请的月数", "Months to ask for a move ahead")
    zone: Line = said("无需请假的活动范围", "Where no leave is needed")
    office: Line = said("日常联系的司法所和电话", "Office and telephone")
    complaint: Line = said("申诉控告的受理机关和电话", "Where to complain")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(
                    f"你{self.case_facts}。依照{LAW}和有关规定，现将社区矫正期间的有关事项告知如下："
                ),
                Para("一、应当遵守的规定", "head"),
                *(Para(text) for text in duties(self.sentence)),
                Para("二、报告", "head"),
                Para(
                    f"{self.report_rhythm.rstrip('。')}。可以选择的方式：{listed(self.report_ways)}"
                ),
                Para(
                    "居所变化、工作变动、家庭重大变故以及接触对矫正可能产生不利影响的人员的，"
                    "应当及时报告。因病、因设备停用等不能按时报告的，请及时说明，不作为违反规定处理。"
                ),
                Para("三、外出和迁居", "head"),
                Para(
                    f"你在{self.zone}内活动无需请假。离开的，一般应当提前{self.leave_ahead_days}日"
                    "提出书面申请并附证明材料；有正当理由的，应当批准。"
                    f"迁居的，一般应当提前{self.move_ahead_months}个月提出书面申请。"
                ),
                Para("四、你的权利", "head"),
                *(Para(text) for text in RIGHTS),
                Para("五、联系方式", "head"),
                Para(f"日常联系：{self.office.rstrip('。')}。"),
                Para(f"申诉、控告、检举：{self.complaint.rstrip('。')}。"),
                Sign(("社区矫正对象（签名）",)),
            ),
            f"{about.person.name}：",
        )


class GroupAgreement(Fields):
    """What the members of the group take upon themselves."""

    kind = Kind(
        "group_agreement", "社区矫正小组责任书", "Correction group agreement", "组", "decision"
    )
    members: Members = said("矫正小组成员", "Members", min_length=2, max_length=20)
    woman_in_group: bool = said("小组中有女性成员", "A woman is in the group")
    minors_specialist: bool = said(
        "小组中有熟悉未成年人身心特点的人员",
        "A specialist for minors is in the group",
        default=False,
    )
    tasks: Lines = said("小组的任务", "Tasks")
    starts_on: Day = said("起始日期", "From")
    ends_on: Day = said("终止日期", "Until")

    def body(self, about: About) -> Body:
        """What the paper says."""
        one = about.person
        if one.gender == "female" and not self.woman_in_group:
            raise PydanticCustomError("woman", "女性社区矫正对象的矫正小组中应有女性成员")
        if one.minor and not self.minors_specialist:
            raise PydanticCustomError(
                "specialist", "未成年人的矫正小组应有熟悉未成年人身心特点的人员"
            )
        secret = "，对未成年人的身份信息严格保密" if one.minor else ""
        return Body(
            (
                Para(
                    f"为落实社区矫正对象{one}的矫正方案，依照{LAW}第二十五条的规定，成立矫正小组，"
                    f"期限自{day_in_words(self.starts_on)}起至{day_in_words(self.ends_on)}止。"
                ),
                Para("一、小组成员和职责", "head"),
                _members(self.members),
                Para("二、小组的任务", "head"),
                Para(listed(self.tasks)),
                Para("三、工作要求", "head"),
                Para(
                    "小组成员应当尊重社区矫正对象的人格，保护其个人隐私" + secret + "；"
                    "不得限制或者变相限制其人身自由，不得影响其正常工作和生活；"
                    "发现有违反规定情形或者有困难需要帮助的，及时告知社区矫正机构。"
                    "小组成员只作协助，奖惩由社区矫正机构依法决定。"
                ),
                Sign(("社区矫正对象（签名）", *(f"{one.name}（签名）" for one in self.members))),
            )
        )


class Goal(Part):
    """One goal of the plan."""

    need: Line = said("需要解决的问题", "Need")
    measure: Line = said("措施", "Measure")
    by_whom: Line = said("负责人", "By whom")


class Plan(Case):
    """The individual plan, and its revisions."""

    kind = Kind("plan", "社区矫正方案", "Individual plan", "案", "decision")
    version: Count = said("第几次制定", "Version", ge=1)
    assessment: Text = said("综合评估", "Assessment", text=True)
    category: Line = said("管理类别", "Category")
    supervision: Lines = said("监督管理措施", "Supervision")
    goals: tuple[Goal, ...] = said("教育帮扶目标", "Goals", min_length=1, max_length=20)
    person_says: Text = said("本人的意见", "The person's own view", text=True)
    review_on: Day = said("下次评估调整日期", "Next review")
    reason: Text | None = said("调整理由", "Why revised", text=True, default=None)

    @model_validator(mode="after")
    def _revised_with_reason(self) -> Self:
        if self.version > 1 and not self.reason:
            raise PydanticCustomError("reason", "调整方案应当写明理由")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        goals = tuple((one.need, one.measure, one.by_whom) for one in self.goals)
        return Body(
            (
                Para(
                    f"社区矫正对象{about.person}{self.case_facts}。依照{LAW}第二十四条的规定，"
                    f"根据其性别、年龄、心理特点、健康状况、犯罪原因和悔罪表现等情况，"
                    f"制定本矫正方案（第{self.version}次）。"
                ),
                *([Para(f"本次调整的理由：{self.reason}")] if self.reason else []),
                Para("一、综合评估", "head"),
                Para(self.assessment),
                Para(f"管理类别：{self.category}。"),
                Para("二、监督管理措施", "head"),
                Para(listed(self.supervision)),
                Para("三、教育帮扶", "head"),
                Table((("需要解决的问题", "措施", "负责人"), *goals), (34, 46, 20), header=True),
                Para("四、本人的意见", "head"),
                Para(self.person_says),
                Para(
                    f"本方案根据本人的表现等情况相应调整，拟于{day_in_words(self.review_on)}再次评估。"
                ),
                Sign(("社区矫正对象（签名）", "矫正小组（签名）")),
            )
        )


class CategoryNotice(Fields):
    """The category of management was set or changed."""

    kind = Kind("category_notice", "分类管理通知书", "Category notice", "类", "letter")
    before: Line | None = said("原管理类别", "Category before", default=None)
    after: Line = said("现管理类别", "Category now")
    from_on: Day = said("起始日期", "From")
    reasons: Text = said("理由", "Reasons", text=True)
    rule_source: Line = said("依据的规定", "Rule")
    means: Lines = said("相应的报告和管理要求", "What it means")
    approved_by: Line = said("批准人", "Approved by")
    complaint: Line = said("提出异议的途径", "Where to object")

    def body(self, about: About) -> Body:
        """What the paper says."""
        change = f"由{self.before}调整为{self.after}" if self.before else f"确定为{self.after}"
        return Body(
            (
                Para(
                    f"依照{LAW}第二十四条和{self.rule_source.rstrip('。')}的规定，经{self.approved_by}批准，"
                    f"自{day_in_words(self.from_on)}起，对你的管理类别{change}。"
                ),
                Para(f"理由：{self.reasons}"),
                Para(f"相应的要求：{listed(self.means)}"),
                Para(f"你对管理类别有异议的，可以提出：{self.complaint.rstrip('。')}。"),
            ),
            f"{about.person.name}：",
        )
