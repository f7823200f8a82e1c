"""One session with everything that is known of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.doors.office.session_shapes import (
    AttendingItem,
    HoldItem,
    SessionItem,
    SessionRecord,
    VerdictItem,
)
from yizhan_collector.doors.office.shapes import brief
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.sessions import attending, callouts, holds, service, told
from yizhan_collector.rooms.sessions.callout_store import Hold
from yizhan_collector.rooms.sessions.model import Session, Verdict
from yizhan_collector.rooms.staff import service as staff_room

Names = Mapping[UUID, str]


def record(tx: Connection, session: UUID, now: datetime) -> SessionRecord:
    """The whole of it; raises NotFound."""
    one = service.get(tx, session)
    there, said = attending.attending(tx, one), service.verdict(tx, session)
    kept = holds.of_session(tx, session)
    who = {one.made_by, *(each.marked_by for each in there), *(each.by_staff for each in kept)}
    names = staff_room.names(tx, {each for each in who if each} | ({said.by} if said else set()))
    item = SessionItem.of(one, now, service.close_hours(tx, now))
    return SessionRecord.model_validate(
        {
            **vars(one.plan),
            **vars(one),
            **item.model_dump(),
            "made_by": names.get(one.made_by, ""),
            "video_deleted": callouts.deleted(tx, one, now),
            "attending": _attending(tx, there, names),
            "minutes": [vars(each) for each in told.minutes(tx, session)],
            "facts": [vars(each) for each in told.facts(tx, session)],
            "verdict": _verdict(said, names),
            "holds": [_hold(each, names) for each in kept],
        }
    )


def items(tx: Connection, found: list[Session], now: datetime) -> list[SessionItem]:
    """The sessions in a line each."""
    hours = service.close_hours(tx, now)
    return [SessionItem.of(one, now, hours) for one in found]


def _attending(
    tx: Connection, there: list[attending.Attending], names: Names
) -> list[AttendingItem]:
    known = people.by_id(tx, {one.person for one in there})
    found = [
        AttendingItem(
            person=brief(known[one.person]),
            kiosk_at=one.kiosk_at,
            marked=one.marked,
            marked_by=names.get(one.marked_by, "") if one.marked_by else "",
        )
        for one in there
        if one.person in known
    ]
    return sorted(found, key=lambda one: (one.person.name, one.person.number))


def _verdict(one: Verdict | None, names: Names) -> VerdictItem | None:
    if one is None:
        return None
    said: dict[str, Any] = {**vars(one.said), "by": names.get(one.by, ""), "at": one.at}
    return VerdictItem.model_validate(said)


def _hold(one: Hold, names: Names) -> HoldItem:
    by = names.get(one.by_staff, "")
    return HoldItem(reason=one.reason, by=by, at=one.at, lifted_at=one.lifted_at)
