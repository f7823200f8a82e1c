"""What a role may take out as a table: never a minor, with a reason, written down."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.exchange import plain, store
from yizhan_collector.rooms.exchange.cells import GENDERS, SENTENCES
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms.model import State

MOST = 5000
HEADINGS = (
    "报到号", "姓名", "性别", "乡镇街道", "矫正类别", "状态", "管理等级", "罪名", "决定机关",
    "文书号", "矫正起始", "矫正截止", "报到日期", "宣告日期",
)  # fmt: skip
STATES: dict[State, str] = {
    "expected": "待报到",
    "received": "已接收",
    "declared": "已宣告",
    "active": "在矫",
}


class TooMany(Refused):
    """More than 5000 rows; choose fewer states or a smaller area."""

    status = 422


def export(
    tx: Connection, states: Collection[State], reason: str, staff: Staff, now: datetime
) -> bytes:
    """The people of the own area in these states as .xlsx; who and why is noted for each of them.

    Raises TooMany.
    """
    found = store.leaving(tx, staff.area, states, MOST + 1)
    if len(found) > MOST:
        raise TooMany
    told = f"{len(found)} rows: {reason}"
    audit.recorded(tx, staff.id, "export_people", now, subject=told)
    _note(tx, [person for person, _ in found], staff, now)
    words = _words(tx)
    rows = [[words.get(str(cell), cell) for cell in row] for _, row in found]
    return plain.workbook("社区矫正对象", HEADINGS, rows)


def _note(tx: Connection, persons: Collection[UUID], staff: Staff, now: datetime) -> None:
    with tx.pipeline():
        for person in persons:
            audit.recorded(tx, staff.id, "export_people", now, person)


def _words(tx: Connection) -> dict[str, str]:
    """Codes as the bureau says them."""
    told: dict[str, str] = {code: word for word, code in GENDERS.items()}
    told |= {code: word for word, code in SENTENCES.items()}
    told |= {one.code: one.name for one in people.townships(tx)}
    told |= {one.code: one.name_zh for one in rules.categories(tx)}
    return told | {str(code): word for code, word in STATES.items()}
