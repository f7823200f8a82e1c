"""What a role may take out as a table: never a minor, to somebody, for a reason, written down."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.exchange import disclosure_store as store
from yizhan_collector.rooms.exchange import plain
from yizhan_collector.rooms.exchange.cells import GENDERS, SENTENCES
from yizhan_collector.rooms.exchange.disclosure import Column, Disclosure, ListMoved, Stated
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms.model import State

MOST = 5000
HEADINGS: dict[Column, str] = {
    "number": "报到号",
    "name": "姓名",
    "gender": "性别",
    "township": "乡镇街道",
    "sentence": "矫正类别",
    "state": "状态",
    "category": "管理等级",
    "offence": "罪名",
    "court": "决定机关",
    "judgment_no": "文书号",
    "starts_on": "矫正起始",
    "ends_on": "矫正截止",
    "received_on": "报到日期",
    "declared_on": "宣告日期",
}
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
    tx: Connection, states: Collection[State], stated: Stated, staff: Staff, now: datetime
) -> bytes:
    """The people of the own area in these states as .xlsx, written down first, and in each record.

    Raises TooMany and ListMoved.
    """
    count = store.count(tx, staff.area, states)
    if count > MOST:
        raise TooMany
    left = stated.leaving(new_id(), now, staff.id, staff.area, count)
    store.insert(tx, left)
    found = store.leaving(tx, staff.area, states, left.columns)
    if len(found) != count:
        raise ListMoved
    audit.recorded(tx, staff.id, "export_people", now, subject=f"{left.id} {count} rows")
    _note(tx, [person for person, _ in found], left.id, staff, now)
    words = _words(tx)
    rows = [[words.get(str(cell), cell) for cell in row] for _, row in found]
    return plain.workbook("社区矫正对象", [HEADINGS[one] for one in left.columns], rows)


def listed(tx: Connection, limit: int, offset: int) -> tuple[list[Disclosure], int]:
    """What left the own area, newest first; and how many in all."""
    return store.page(tx, limit, offset)


def _note(
    tx: Connection, persons: Collection[UUID], left: UUID, staff: Staff, now: datetime
) -> None:
    with tx.pipeline():
        for person in persons:
            audit.recorded(tx, staff.id, "export_people", now, person, str(left))


def _words(tx: Connection) -> dict[str, str]:
    """Codes as the bureau says them."""
    told: dict[str, str] = {code: word for word, code in GENDERS.items()}
    told |= {code: word for word, code in SENTENCES.items()}
    told |= {one.code: one.name for one in people.townships(tx)}
    told |= {one.code: one.name_zh for one in rules.categories(tx)}
    return told | {str(code): word for code, word in STATES.items()}
