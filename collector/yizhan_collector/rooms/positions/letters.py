"""What the papers about positioning say."""

from datetime import date, datetime, timedelta

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.people.model import district, procuratorate
from yizhan_collector.rooms.positions.gate import Ground
from yizhan_collector.rooms.positions.model import Positioning

WORDS: dict[Ground, str] = {
    "no_entry_breached": "违反人民法院禁止令",
    "left_unapproved": "无正当理由，未经批准离开所居住的市、县",
    "refused_report": "拒不按照规定报告自己的活动情况，被给予警告",
    "punished": "违反监督管理规定，被给予治安管理处罚",
    "revocation": "拟提请撤销缓刑、假释或者暂予监外执行收监执行",
}


def notice(one: Positioning, county: str) -> dict[str, object]:
    """The fields of the notice of use."""
    return {
        "ground": WORDS[one.ground],
        "evidence": one.evidence,
        "from_on": legal_day(one.starts_at),
        "until_on": last_day(one.ends_at),
        "complaint": (
            f"可以向{district(county)}司法局或者{procuratorate(county)}申诉、控告、检举"
            "（《社区矫正法》第三十四条）"
        ),
    }


def lifting(one: Positioning, why: str, on: date) -> dict[str, object]:
    """The fields of the notice that it has ended."""
    return {"from_on": legal_day(one.starts_at), "lifted_on": on, "reason": why}


def last_day(end: datetime) -> date:
    """The last legal day before a moment."""
    return legal_day(end - timedelta(microseconds=1))
