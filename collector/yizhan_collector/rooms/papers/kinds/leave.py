"""Papers about going away: leave, frequent travel, and entry to a place that needs permission."""

from typing import Literal, Self

from pydantic import model_validator

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Count,
    Day,
    Fields,
    Kind,
    Line,
    Lines,
    Pair,
    Text,
    listed,
    ordered,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW, MEASURES
from yizhan_collector.rooms.papers.sheet import Body, Para, day_in_words

MATTERS: dict[str, Pair] = {
    "leave": ("外出", "Leave"),
    "extension": ("延长外出期限", "Extension of leave"),
    "travel": ("经常性跨市县活动", "Frequent travel"),
    "move": ("变更执行地", "Change of place"),
    "entry": ("进入特定区域、场所", "Entry"),
}
ENDS_BEFORE_IT_BEGINS = "返回日不能早于起始日"


class LeaveApproval(Fields):
    """Leave was granted, or longer leave."""

    kind = Kind("leave_approval", "外出批准书", "Leave approval", "假", "letter")
    asked_on: Day = said("申请日期", "Asked on")
    reason: Text = said("外出事由", "Reason", text=True)
    destination: Line = said("目的地", "Destination")
    from_on: Day = said("外出起始日", "From")
    until_on: Day = said("返回日", "Back on")
    days: Count = said("外出日数", "Days", ge=1)
    extension: bool = said("是否为延长外出期限", "An extension of leave", default=False)
    check_ways: Lines = said("外出期间的报告方式", "How to report while away")
    cancel_at: Line = said("返回后销假地点", "Where to report back")
    copies: tuple[Line, ...] = said("抄送", "Copies to", default=(), max_length=10)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.from_on, self.until_on, ENDS_BEFORE_IT_BEGINS)
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        matter = "延长外出期限" if self.extension else "外出"
        return Body(
            (
                Para(
                    f"你于{day_in_words(self.asked_on)}提出的{matter}申请收悉。经审查，你的外出事由为："
                    f"{self.reason.rstrip('。')}。该事由正当，依照{LAW}第二十七条的规定，批准你前往"
                    f"{self.destination}，期限自{day_in_words(self.from_on)}起至"
                    f"{day_in_words(self.until_on)}止，共{self.days}日。"
                ),
                Para(f"外出期间，请按照约定以下列方式报告：{listed(self.check_ways)}"),
                Para(
                    f"请在期限届满前返回，并到{self.cancel_at}办理销假。"
                    "因不能避免的原因无法按期返回的，请在期限届满前报告并说明情况；"
                    "需要延长期限的，请及时提出申请。"
                ),
            ),
            f"{about.person.name}：",
            self.copies,
        )


class LeaveRefusal(Fields):
    """An application was refused, with its reasons and the way to complain."""

    kind = Kind("leave_refusal", "不予批准决定书", "Refusal of an application", "不准", "letter")
    matter: Literal["leave", "extension", "travel", "move", "entry"] = said(
        "申请事项", "What was asked", words=MATTERS
    )
    asked_on: Day = said("申请日期", "Asked on")
    wish: Text = said("申请内容", "The application", text=True)
    reasons: Text = said("不予批准的理由", "Reasons", text=True)
    ground: Line = said("依据的规定", "Ground")
    complaint: Line = said("提出异议和申诉的途径", "Where to complain")

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(
                    f"你于{day_in_words(self.asked_on)}提出的{MATTERS[self.matter][0]}申请收悉。"
                    f"申请内容：{self.wish}"
                ),
                Para(
                    f"经审查，依照{self.ground.rstrip('。')}的规定，对你的申请不予批准。理由如下："
                ),
                Para(self.reasons),
                Para(
                    "情况发生变化或者有新的证明材料的，你可以再次提出申请。"
                    f"不服本决定的，可以提出：{self.complaint.rstrip('。')}。"
                    f"依照{LAW}第三十四条的规定，认为合法权益受到侵害的，"
                    "有权向人民检察院或者有关机关申诉、控告和检举。"
                ),
            ),
            f"{about.person.name}：",
        )


class TravelPermit(Fields):
    """Frequent travel across cities and counties was granted."""

    kind = Kind(
        "travel_permit", "经常性跨市县活动批准书", "Travel permit", "跨", "letter", "county"
    )
    asked_on: Day = said("申请日期", "Asked on")
    reason: Text = said("事由", "Reason", text=True)
    places: Lines = said("活动的市、县", "Places")
    times: Line = said("时间和频次", "Times and frequency")
    from_on: Day = said("起始日", "From")
    until_on: Day = said("截止日", "Until")
    check_ways: Lines = said("活动期间的报告方式", "How to report while away")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.from_on, self.until_on, "截止日不能早于起始日")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(
                    f"你于{day_in_words(self.asked_on)}提出的经常性跨市县活动申请收悉。"
                    f"经审查，你因{self.reason.rstrip('。')}，确因正常工作和生活需要经常性跨市、县活动。"
                    f"依照{LAW}第二十七条的规定，批准你自{day_in_words(self.from_on)}起至"
                    f"{day_in_words(self.until_on)}止，按下列范围活动，不必逐次申请："
                ),
                Para(f"活动的市、县：{'、'.join(self.places)}。"),
                Para(f"时间和频次：{self.times.rstrip('。')}。"),
                Para(f"报告方式：{listed(self.check_ways)}"),
                Para("超出上述范围的，请另行申请。期限届满仍有需要的，请在届满前重新提出申请。"),
            ),
            f"{about.person.name}：",
        )


class EntryPermission(Fields):
    """Entry to a place that a no-entry order makes conditional."""

    kind = Kind(
        "entry_permission",
        "进入特定区域（场所）批准书",
        "Entry permission",
        "入",
        "letter",
        "county",
    )
    order_words: Text = said("禁止令原文", "Exact words of the order", text=True)
    ordered_by: Line = said("作出禁止令的人民法院", "Court of the order")
    reason: Text = said("申请事由", "Reason", text=True)
    place: Line = said("批准进入的区域、场所", "Place")
    from_on: Day = said("起始日", "From")
    until_on: Day = said("截止日", "Until")
    conditions: Lines = said("应当遵守的要求", "Conditions")
    procuratorate: Line = said("人民检察院", "Procuratorate")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.from_on, self.until_on, "截止日不能早于起始日")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(f"{self.ordered_by}对你宣告的禁止令内容为：“{self.order_words}”。"),
                Para(
                    f"你因{self.reason.rstrip('。')}，确需进入{self.place}。经审查，依照{MEASURES}"
                    f"关于执行禁止令的规定，批准你自{day_in_words(self.from_on)}起至"
                    f"{day_in_words(self.until_on)}止进入上述区域、场所。"
                ),
                Para(f"应当遵守的要求：{listed(self.conditions)}"),
                Para("本批准书不改变禁止令的内容和期限，也不适用于其他区域、场所。"),
            ),
            f"{about.person.name}：",
            (self.ordered_by, self.procuratorate),
        )
