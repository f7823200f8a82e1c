"""What can be neglected is found by looking at what there is; nobody adds it by hand."""

from datetime import datetime

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.ownership import things_store as store
from yizhan_collector.rooms.ownership.model import Kind, review_days
from yizhan_collector.rooms.ownership.things_store import There
from yizhan_collector.rooms.rules import service as rules

# how the bureau speaks outward, and who answers for it until somebody says otherwise
OUTWARD = (
    There("account", "portal", "", "门户网站", "Portal", "research"),
    There("account", "wechat", "", "微信公众号", "WeChat account", "office"),
    There("account", "weibo", "", "官方微博", "Weibo account", "office"),
    There("account", "hotline", "", "12348 热线", "Hotline 12348", "legal_aid"),
)
QUEUES = {
    "advice": ("法律咨询", "Legal advice"),
    "lawyer": ("律师服务", "Lawyers"),
    "notary": ("公证", "Notary"),
    "legal_aid": ("法律援助", "Legal aid"),
    "appraisal": ("司法鉴定", "Forensic appraisal"),
    "mediation": ("人民调解", "Mediation"),
    "bar_exam": ("法律职业资格考试", "Bar examination"),
    "publicity": ("普法宣传", "Legal education"),
    "complaint": ("投诉建议", "Complaints and proposals"),
}
END: tuple[Kind, ...] = (
    "column",
    "post",
    "sign",
    "account",
)  # an empty queue is a queue all the same


def discover(tx: Connection, now: datetime) -> int:
    """Put what is new on the board, ownerless, and end what is gone; returns how many are new.

    `tx` is the owner's: members of staff see a part of what there is.
    """
    there = [_titled(one) for one in store.existing(tx)] + list(OUTWARD)
    dead = rules.book(tx, legal_day(now)).number("site.account_days")
    days = [dead if one.inner == "staff" else review_days(one.kind, one.inner) for one in there]
    rows = [
        (new_id(), one.kind, one.subject, one.area, one.title_zh, one.title_en, one.department,
         days[at], now)
        for at, one in enumerate(there)
    ]  # fmt: skip
    new = store.insert(tx, rows)
    store.rename(tx, there)
    store.end(tx, END, there, now)
    return new


def _titled(one: There) -> There:
    if one.kind != "queue":
        return one
    titles = QUEUES[one.title_zh]
    return There(one.kind, one.subject, one.area, *titles, one.department, one.inner)
