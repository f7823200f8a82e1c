"""Calls, seats and call-backs as the pages are shown them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.doors.office.hotline_shapes import (
    AttemptItem,
    BackItem,
    CallLine,
    CallRecord,
    CheckItem,
    HotlineDesk,
    SeatItem,
)
from yizhan_collector.doors.office.matter_views import lines as matter_lines
from yizhan_collector.rooms.hotline import pop, seats, tickets
from yizhan_collector.rooms.hotline.back_store import Attempt, Back
from yizhan_collector.rooms.hotline.call_store import Record
from yizhan_collector.rooms.hotline.checks import Check
from yizhan_collector.rooms.hotline.places import elsewhere, place
from yizhan_collector.rooms.hotline.seat_store import Seat
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

Names = dict[UUID, str]


def desk(tx: Connection, staff: Staff, now: datetime) -> HotlineDesk:
    """What an operator works with; asking for it says that the page is open."""
    found = seats.standing(tx, staff, now)
    names = _names(tx, [*found.seats, *found.waiting, *found.untold])
    every = [_seat(one, found.busy, names, staff) for one in found.seats]
    return HotlineDesk(
        seat=next((one for one in every if one.mine), None),
        ringing=record(tx, found.ringing, staff, now) if found.ringing else None,
        current=record(tx, found.current, staff, now) if found.current else None,
        waiting=_lines(found.waiting, names),
        untold=_lines(found.untold, names),
        seats=every,
        dial_failed=found.dial_failed,
    )


def _seat(one: Seat, busy: frozenset[str], names: Names, staff: Staff) -> SeatItem:
    return SeatItem(
        extension=one.extension,
        ready=one.ready,
        why=one.why,
        since=one.since,
        name=names.get(one.staff, ""),
        mine=one.staff == staff.id,
        busy=one.extension in busy,
    )


def record(tx: Connection, one: Record, staff: Staff, now: datetime) -> CallRecord:
    """A call with what was asked from its number before."""
    found = pop.popped(tx, one, staff, now)
    names = _names(tx, [one, *found.calls])
    return CallRecord(
        **_line(one, names),
        draft=one.draft,
        mine=one.staff == staff.id,
        calls=_lines(found.calls, names),
        matters=matter_lines(tx, staff, found.matters, now),
    )


def lines(tx: Connection, found: Sequence[Record]) -> list[CallLine]:
    """Calls as lines of a list."""
    return _lines(found, _names(tx, found))


def _lines(found: Sequence[Record], names: Names) -> list[CallLine]:
    return [CallLine(**_line(one, names)) for one in found]


def back_items(
    tx: Connection, found: Sequence[tuple[Back, list[Attempt]]], now: datetime
) -> list[BackItem]:
    """Call-backs with what was tried."""
    names = staff_room.names(tx, {at.by_staff for _, tried in found for at in tried})
    return [_back(one, tried, names, now) for one, tried in found]


def check_items(tx: Connection, found: Sequence[Check], staff: Staff) -> list[CheckItem]:
    """Calls of the sample."""
    calls = tickets.of_ids(tx, [one.call for one in found])
    shown = {one.id: one for one in lines(tx, list(calls.values()))}
    names = staff_room.names(tx, {one.checked_by for one in found if one.checked_by})
    return [
        CheckItem(
            call=shown[one.call],
            picked_on=one.picked_on,
            checked_at=one.checked_at,
            checked_by=names.get(one.checked_by, "") if one.checked_by else "",
            points=one.points,
            said=one.said,
            mine=staff.id in (calls[one.call].staff, calls[one.call].ticket_by),
        )
        for one in found
    ]


def _names(tx: Connection, found: Sequence[Record | Seat]) -> Names:
    return staff_room.names(tx, {one.staff for one in found if one.staff})


def _line(one: Record, names: Names) -> dict[str, Any]:
    shown = {name: value for name, value in vars(one).items() if name in CallLine.model_fields}
    return shown | {
        "state": one.state,
        "missed": one.missed,
        "place": place(one.number),
        "elsewhere": elsewhere(one.number),
        "operator": names.get(one.staff, "") if one.staff else "",
    }


def _back(one: Back, tried: list[Attempt], names: Names, now: datetime) -> BackItem:
    shown = {name: value for name, value in vars(one).items() if name in BackItem.model_fields}
    attempts = [
        AttemptItem(
            place=at.place, at=at.at, by=names.get(at.by_staff, ""), code=at.code, said=at.said
        )
        for at in tried
    ]
    late = one.closed_at is None and one.due_by < now
    return BackItem(**shown, place=place(one.number), late=late, attempts=attempts)
