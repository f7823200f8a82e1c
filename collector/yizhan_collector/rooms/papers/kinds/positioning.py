"""Papers of electronic positioning: the notice of use, and that it has ended (CCL 29)."""

from typing import Self

from pydantic import model_validator

from yizhan_collector.rooms.papers.kinds.base import (
    About,
    Day,
    Fields,
    Kind,
    Line,
    Text,
    ordered,
    said,
)
from yizhan_collector.rooms.papers.kinds.case import LAW
from yizhan_collector.rooms.papers.sheet import Body, Para, day_in_words


class PositioningNotice(Fields):
    """The person is told of the period, the rules and the consequences."""

    kind = Kind(
        "positioning_notice", "使用电子定位装置告知书", "Notice of positioning", "定告", "letter",
        "county",
    )  # fmt: skip
    ground: Line = said("适用情形", "Ground")
    evidence: Text = said("事实和依据", "Facts", text=True)
    from_on: Day = said("起始日", "From")
    until_on: Day = said("截止日", "Until")
    complaint: Line = said("救济途径", "Where to turn")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.from_on, self.until_on, "截止日不能早于起始日")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        span = f"自{day_in_words(self.from_on)}起至{day_in_words(self.until_on)}止"
        return Body(
            (
                Para(
                    f"因你有{self.ground}的情形（{self.evidence.rstrip('。')}），依照{LAW}"
                    "第二十九条的规定，经县级司法行政部门负责人批准，决定对你使用电子定位装置，"
                    "加强监督管理。"
                ),
                Para(f"使用期限{span}，最长不超过三个月。不需要继续使用的，及时解除。"),
                Para(
                    "期限内请随身佩戴并保持电量，不得拆除、损毁；装置故障、遗失的，请立即与司法所联系。"
                    "无信号本身不作为违反规定的依据。"
                ),
                Para("故意拆除、损毁装置的，可依法给予警告或者提请治安管理处罚。"),
                Para(
                    "获取的信息严格保密，仅用于社区矫正工作；期满或者解除后不再获取。你可以查询谁调阅过。"
                ),
                Para(f"对本决定有异议的，{self.complaint}。", "note"),
            ),
            f"{about.person.name}：",
        )


class PositioningEnd(Fields):
    """The person is told that nothing is taken any more."""

    kind = Kind(
        "positioning_end",
        "解除电子定位装置通知书",
        "End of positioning",
        "定解",
        "letter",
        "county",
    )
    from_on: Day = said("起始日", "From")
    lifted_on: Day = said("解除日", "Lifted on")
    reason: Text = said("解除的理由", "Reason", text=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.from_on, self.lifted_on, "解除日不能早于起始日")
        return self

    def body(self, about: About) -> Body:
        """What the paper says."""
        return Body(
            (
                Para(
                    f"自{day_in_words(self.from_on)}起对你使用的电子定位装置，现因"
                    f"{self.reason.rstrip('。')}，自{day_in_words(self.lifted_on)}起解除。"
                ),
                Para("自解除之时起，本机构不再获取你的位置信息。请将装置交还司法所。"),
            ),
            f"{about.person.name}：",
        )
