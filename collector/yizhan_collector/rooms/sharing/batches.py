"""Use cases of what is sent to us: files of rows, each taken once, each fault with what to do."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.exchange import sheet
from yizhan_collector.rooms.exchange.sheet import Line
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.sharing import batch_store as store
from yizhan_collector.rooms.sharing import files, packet_store, ticket_rows
from yizhan_collector.rooms.sharing.files import FROM, BatchKind, KeyOfAnotherKind, KindOfOthers
from yizhan_collector.rooms.sharing.model import (
    AlreadyDecided,
    Batch,
    Fault,
    Outcome,
    Partner,
    Row,
    state_of,
)

Good = tuple[UUID, int, dict[str, str]]


def take(
    tx: Connection,
    partner: Partner,
    key: str,
    kind: BatchKind,
    raw: bytes,
    announced: str,
    now: datetime,
) -> Batch:
    """Take a file: good rows once for ever, bad ones with what to do; the same file again is told
    what came of it. A corrected file under the same key adds what was bad before.

    Raises KindOfOthers, HalfAFile, KeyOfAnotherKind, and as `exchange.sheet.read`; then nothing
    of it is kept.
    """
    if FROM[kind] != partner.kind:
        raise KindOfOthers
    sha256 = files.require_whole(raw, announced)
    store.hold(tx, partner.code, key)
    old = store.by_key(tx, partner.code, key)
    if old and old.kind != kind:
        raise KeyOfAnotherKind
    if old and old.sha256 == sha256:
        return _again(tx, old)
    lines = sheet.read(raw, files.headings(kind))
    good, faults = _checked(tx, partner.code, kind, lines, now)
    if kind == "ticket":
        good, faults = [], faults + ticket_rows.take(tx, partner, good, now)
    bad = len({one.place for one in faults})
    ident = old.id if old else new_id()
    head = (ident, partner.code, key, kind, sha256, now)
    made = Batch(*head, state_of(len(lines), bad), len(lines), bad, old.times + 1 if old else 1)
    store.put(tx, made)
    store.add_rows(tx, made, good, partner.area, now)
    store.set_faults(tx, made.id, faults)
    packet_store.tell(tx, partner.code, "batch_checked", made.id, now)
    return made


def _again(tx: Connection, old: Batch) -> Batch:
    again = Batch(**{**vars(old), "times": old.times + 1})
    store.put(tx, again)
    return again


def _checked(
    tx: Connection, partner: str, kind: BatchKind, lines: list[Line], now: datetime
) -> tuple[list[Good], list[Fault]]:
    good: list[Good] = []
    faults: list[Fault] = []
    for line in lines:
        found = files.check(kind, line, legal_day(now))
        if isinstance(found, tuple):
            faults += found
        else:
            good.append((new_id(), line.number, found))
    return _new(tx, partner, kind, good, faults)


def _new(
    tx: Connection, partner: str, kind: BatchKind, good: list[Good], faults: list[Fault]
) -> tuple[list[Good], list[Fault]]:
    """Those that were not taken before; a number with other values is a fault."""
    times = Counter(body["ref"] for *_, body in good)
    known = store.known(tx, partner, kind, times)
    added: list[Good] = []
    for one in good:
        _, place, body = one
        before = known.get(body["ref"])
        if times[body["ref"]] > 1:
            faults.append(files.fault(place, "编号", "twice"))
        elif before is None:
            added.append(one)
        elif before != body:
            faults.append(files.fault(place, "编号", "other_values"))
    return added, faults


def get(tx: Connection, batch: UUID) -> tuple[Batch, list[Fault]]:
    """What came of a file; raises NotFound."""
    found = store.batch(tx, batch)
    if found is None:
        raise NotFound
    return found, store.faults(tx, batch)


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Batch], int]:
    """The files, newest first; and how many in all."""
    return store.page(tx, limit, offset)


def rows(tx: Connection, undecided: bool, window: tuple[int, int]) -> tuple[list[Row], int]:
    """The rows an officer decides about, oldest first."""
    return store.rows(tx, undecided, *window)


def alike(tx: Connection, row: UUID) -> list[Person]:
    """Whom of the own area a row may be about: the same name and day of birth. Raises NotFound."""
    one = _row(tx, row)
    found = store.alike(tx, one.body["name"], one.body["born_on"])
    return list(people.by_id(tx, found).values())


def decide(
    tx: Connection, row: UUID, outcome: Outcome, person: UUID | None, by: UUID, now: datetime
) -> Row:
    """An officer says whether a row is about somebody of ours; nothing follows by itself.

    Raises NotFound, also for a person elsewhere, LetGo or AlreadyDecided.
    """
    one = _row(tx, row)
    if outcome == "ours":
        people.still_here(tx, [people.get(tx, _named(person)).id])
    if one.outcome or not store.decide(
        tx, row, outcome, person if outcome == "ours" else None, by, now
    ):
        raise AlreadyDecided
    return _row(tx, row)


def _named(person: UUID | None) -> UUID:
    if person is None:
        raise NotFound
    return person


def _row(tx: Connection, row: UUID) -> Row:
    found = store.row(tx, row)
    if found is None:
        raise NotFound
    return found
