"""The paper list comes in: every row by itself, whole or not at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound, Refused, code_of
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.exchange import plain, store
from yizhan_collector.rooms.exchange.columns import COLUMNS, HEADINGS, check
from yizhan_collector.rooms.exchange.model import Batch, Candidate, Frame, Outcome, Reason
from yizhan_collector.rooms.exchange.reasons import sentence
from yizhan_collector.rooms.exchange.sheet import Line, read
from yizhan_collector.rooms.exchange.taking import take
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms.intake import DuplicateDocument
from yizhan_collector.rooms.terms.model import SecondLiveTerm

WHY = "原因与处理"
ROW = "整行"


def bring(tx: Connection, name: str, raw: bytes, staff: Staff, now: datetime) -> Batch:
    """Take the good rows of a file and keep the bad ones with their reasons.

    A row that is in the house already is recognised and does no harm. Raises what `read` does.
    """
    lines = read(raw, HEADINGS)
    frame = _frame(tx, staff, now)
    checked = _once([(line, check(line, frame)) for line in lines])
    keys = [one.key for _, one in checked if isinstance(one, Candidate)]
    taker = _Taker(tx, staff, now, store.known(tx, keys))
    rows = [taker.outcome(line, one) for line, one in checked]
    batch = _batch(name, raw, staff, now, rows)
    store.insert(tx, batch, staff.area, rows)
    told = f"{batch.id} taken {batch.taken} known {batch.known} bad {batch.bad}"
    audit.recorded(tx, staff.id, "import_people", now, subject=told)
    return batch


def get(tx: Connection, batch: UUID) -> tuple[Batch, list[Outcome]]:
    """A file and what became of its rows; raises NotFound."""
    found = store.batch(tx, batch)
    if found is None:
        raise NotFound
    return found, store.rows(tx, batch)


def listed(tx: Connection, limit: int, offset: int) -> tuple[list[Batch], int]:
    """The files that were brought, newest first, and how many in all."""
    return store.batches(tx, limit, offset)


def given_back(tx: Connection, batch: UUID) -> bytes:
    """The bad rows as they came, each with its reasons, to be corrected; raises NotFound."""
    _, rows = get(tx, batch)
    bad = [one for one in rows if one.status == "bad"]
    return plain.workbook("待更正", [*HEADINGS, WHY], [_back(one) for one in bad])


def forget_old(tx: Connection, now: datetime) -> int:
    """Forget the bad rows of more than 90 days ago; returns how many."""
    return store.forget_old(tx, now)


def template() -> bytes:
    """An empty list with its headings and one example."""
    headings = [one.heading + ("*" if one.required else "") for one in COLUMNS]
    return plain.workbook("在矫人员名单", headings, [[one.example for one in COLUMNS]])


def _back(one: Outcome) -> list[str]:
    cells = [one.cells.get(heading, "") for heading in HEADINGS]
    return [*cells, ";".join(map(sentence, one.reasons))]


def _frame(tx: Connection, staff: Staff, now: datetime) -> Frame:
    today = legal_day(now)
    found = people.townships(tx)
    names = {one.name: one.code for one in found} | {one.code: one.code for one in found}
    categories = {one.name_zh: one.code for one in rules.categories(tx)}
    adult = rules.book(tx, today).number("minor.age")
    return Frame(today, staff.area, staff.minors, adult, names, categories)


Checked = tuple[Line, Candidate | tuple[Reason, ...]]


def _once(checked: Sequence[Checked]) -> list[Checked]:
    """The second of two rows that tell of the same is a bad one."""
    first: dict[bytes, int] = {}
    found: list[Checked] = []
    for line, one in checked:
        if isinstance(one, Candidate) and first.setdefault(one.key, line.number) != line.number:
            found.append((line, (Reason("文书号", "twice", str(first[one.key])),)))
        else:
            found.append((line, one))
    return found


def _batch(name: str, raw: bytes, staff: Staff, now: datetime, rows: Sequence[Outcome]) -> Batch:
    count = Counter(one.status for one in rows)
    digest = sha256(raw).hexdigest()
    figures = (count["taken"], count["known"], count["bad"])
    return Batch(new_id(), name, digest, staff.id, now, *figures)


class _Taker:
    """Takes one row after the other, each in a transaction of its own inside the request's."""

    def __init__(
        self, tx: Connection, staff: Staff, now: datetime, known: dict[bytes, tuple[bytes, UUID]]
    ) -> None:
        self._tx, self._staff, self._now, self._known = tx, staff, now, known
        self._every = {one.code: one.every_days for one in rules.categories(tx)}

    def outcome(self, line: Line, one: Candidate | tuple[Reason, ...]) -> Outcome:
        cells = {heading: str(cell) for heading, cell in line.cells.items()}
        bad = Outcome(line.number, "bad", cells)
        if not isinstance(one, Candidate):
            return replace(bad, reasons=one)
        if one.key in self._known:
            content, person = self._known[one.key]
            if content == one.content:
                return Outcome(line.number, "known", {}, (), person)
            return replace(bad, reasons=(Reason(ROW, "other_values"),))
        try:
            with self._tx.transaction():
                person = take(self._tx, one, self._every, self._staff, self._now)
                if not store.remember(self._tx, one.key, one.content, person):
                    raise DuplicateDocument
        except (DuplicateDocument, SecondLiveTerm):
            return replace(bad, reasons=(Reason("文书号", "under_correction"),))
        except Refused as refused:
            return replace(bad, reasons=(Reason(ROW, "refused", code_of(refused)),))
        return Outcome(line.number, "taken", {}, (), person)
