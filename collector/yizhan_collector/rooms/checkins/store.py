"""SQL of the check-ins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import dict_row
from yizhan_wire.envelope import Clock, Envelope
from yizhan_wire.events import CheckIn

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.checkins.model import Channel, Decision, Timing, Visit

SELECT = """
select checkin.id, checkin.person, device, due_on, timing, live, needs_review as asks,
       body::text, clock::text, captured_at, sent_at, received_at, review as decision,
       review_note as note, reviewed_by, reviewed_at, channel, recorded_by
from checkin
"""
SEEN = """
select id, person, due_on, timing, live, needs_review and review is null as needs_review,
       route, verdict, captured_at, received_at, channel
from checkin
"""
INSERT = """
insert into checkin (id, person, device, due_on, timing, live, needs_review, route, verdict,
                     body, clock, captured_at, sent_at, received_at, channel, recorded_by)
values (%(id)s, %(person)s, %(device)s, null, 'unscheduled', false, %(needs_review)s,
        %(route)s, %(verdict)s, %(body)s::jsonb, %(clock)s::jsonb,
        %(captured_at)s, %(sent_at)s, %(received_at)s, %(channel)s, %(recorded_by)s)
"""


class Seen(NamedTuple):
    """What a list shows of a visit; a fifth of the cost of the whole."""

    id: UUID
    person: UUID
    due_on: date | None
    timing: Timing
    live: bool
    needs_review: bool
    route: str
    verdict: str | None
    captured_at: datetime
    received_at: datetime
    channel: Channel


@dataclass(frozen=True)
class Wish:
    """Which visits: of a capture between two moments, of a person, undecided."""

    start: datetime | None = None
    end: datetime | None = None
    needs_review: bool = False
    person: UUID | None = None


WHERE = """
where (%(start)s::timestamptz is null or captured_at >= %(start)s)
  and (%(end)s::timestamptz is null or captured_at < %(end)s)
  and (not %(needs_review)s or (needs_review and review is null))
  and (%(person)s::uuid is null or checkin.person = %(person)s)
"""


def hold(tx: Connection, person: UUID) -> None:
    """Let nobody else judge this person's visits until the transaction ends."""
    tx.execute("select 1 from person where id = %s for no key update", [person])


def insert(
    tx: Connection, envelope: Envelope, visit: CheckIn, needs_review: bool, received_at: datetime
) -> None:
    """Keep a visit; it answers no day yet."""
    row = {
        "id": envelope.id,
        "person": visit.person,
        "device": envelope.device,
        "needs_review": needs_review,
        "route": visit.route,
        "verdict": visit.face.verdict if visit.face else None,
        "body": bytes(envelope.body).decode(),
        "clock": msgspec.json.encode(envelope.clock).decode(),
        "captured_at": envelope.captured_at,
        "sent_at": envelope.sent_at,
        "received_at": received_at,
        "channel": "kiosk",
        "recorded_by": None,
    }
    tx.execute(INSERT, row)


def insert_taken(
    tx: Connection,
    checkin: UUID,
    visit: CheckIn,
    channel: Channel,
    at: datetime,
    by: UUID,
    now: datetime,
) -> None:
    """Keep a report that an officer took; it answers no day yet."""
    row = {
        "id": checkin,
        "person": visit.person,
        "device": None,
        "needs_review": False,
        "route": visit.route,
        "verdict": None,
        "body": msgspec.json.encode(visit).decode(),
        "clock": msgspec.json.encode(Clock("none", "good")).decode(),
        "captured_at": at,
        "sent_at": None,
        "received_at": now,
        "channel": channel,
        "recorded_by": by,
    }
    tx.execute(INSERT, row)


def get(tx: Connection, checkin: UUID) -> Visit | None:
    """One visit."""
    found = _visits(tx, "where id = %(id)s", {"id": checkin})
    return found[0] if found else None


def since(tx: Connection, person: UUID, moment: datetime) -> list[Visit]:
    """The visits of a person captured since then, or by a clock nobody can trust."""
    where = (
        "where person = %(person)s"
        " and (captured_at >= %(moment)s or clock ->> 'confidence' = 'poor')"
    )
    return _visits(tx, where, {"person": person, "moment": moment})


def live_of(tx: Connection, people: Collection[UUID], days: Collection[date]) -> list[Seen]:
    """The visits of these people that count for these days."""
    where = "where live and due_on = any(%(days)s) and person = any(%(people)s::uuid[])"
    return _seen(tx, where, {"people": ids(people), "days": list(days)})


def unplaced(tx: Connection, people: Collection[UUID]) -> list[Seen]:
    """The visits of these people that answer no day until somebody decides, oldest first."""
    where = (
        "where needs_review and review is null and due_on is null"
        " and person = any(%(people)s::uuid[]) order by captured_at"
    )
    return _seen(tx, where, {"people": ids(people)})


def page(tx: Connection, wish: Wish, limit: int, offset: int) -> tuple[list[Visit], int]:
    """The visits wished for, newest first; and how many in all."""
    values = {**vars(wish), "limit": limit, "offset": offset}
    order = "order by captured_at desc, checkin.id desc limit %(limit)s offset %(offset)s"
    total = tx.execute(f"select count(*) from checkin {WHERE}", values).fetchone()  # noqa: S608
    return _visits(tx, f"{WHERE} {order}", values), total[0] if total else 0


def answered(tx: Connection, people: Collection[UUID], since: date) -> list[tuple[UUID, date]]:
    """Who of these people has answered which due day since then."""
    return tx.execute(
        "select person, due_on from checkin where live and due_on >= %s and person = any(%s)",
        [since, list(people)],
    ).fetchall()


def there(
    tx: Connection, people: Collection[UUID], since: datetime
) -> list[tuple[UUID, datetime, date | None, bool]]:
    """When each was there since then, the due day it answers, and whether it counts for it.

    A visit that an officer found to be somebody else is not in it.
    """
    return tx.execute(
        "select person, captured_at, due_on, live from checkin where person = any(%s)"
        " and captured_at >= %s and review is distinct from 'no_match'",
        [list(people), since],
    ).fetchall()


def at_post(
    tx: Connection, device: str, people: Collection[UUID], span: tuple[datetime, datetime]
) -> list[tuple[UUID, UUID, datetime]]:
    """Check-in, person and moment of these people's visits at a post, the earliest first."""
    return tx.execute(
        "select id, person, captured_at from checkin where person = any(%s::uuid[])"
        " and captured_at between %s and %s and device = %s"
        " and review is distinct from 'no_match' order by captured_at, id",
        [ids(people), *span, device],
    ).fetchall()


def make_room(tx: Connection, checkins: Collection[UUID]) -> None:
    """Let these visits count no more."""
    tx.execute("update checkin set live = false where id = any(%s)", [list(checkins)])


def place(tx: Connection, checkin: UUID, due_on: date | None, timing: Timing, live: bool) -> None:
    """Let a visit answer this day, and count for it or not."""
    tx.execute(
        "update checkin set due_on = %s, timing = %s, live = %s where id = %s",
        [due_on, timing, live, checkin],
    )


def decide(
    tx: Connection, checkin: UUID, decision: Decision, note: str, by: UUID, at: datetime
) -> bool:
    """Keep an officer's decision; False when there is one already."""
    changed = tx.execute(
        "update checkin set review = %s, review_note = %s, reviewed_by = %s, reviewed_at = %s"
        " where id = %s and review is null",
        [decision, note, by, at, checkin],
    )
    return changed.rowcount == 1


def _seen(tx: Connection, rest: str, values: dict[str, Any]) -> list[Seen]:
    return [Seen(*row) for row in tx.execute(SEEN + rest, values).fetchall()]


def _visits(tx: Connection, rest: str, values: dict[str, Any]) -> list[Visit]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(SELECT + rest, values).fetchall()
    return [_visit(row) for row in rows]


def _visit(row: dict[str, Any]) -> Visit:
    row["body"] = msgspec.json.decode(row["body"], type=CheckIn)
    row["clock"] = msgspec.json.decode(row["clock"], type=Clock)
    return Visit(**row)
