"""Judge the days that have news, and tell what was crossed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from psycopg import Connection

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions import (
    anomalies,
    fix_store,
    order_store,
    view_store,
    zone_store,
)
from yizhan_collector.rooms.positions.fix import Point
from yizhan_collector.rooms.positions.judge.day import Judgement, judge
from yizhan_collector.rooms.positions.judge.pattern import PastDay
from yizhan_collector.rooms.positions.judge.zones import Zone
from yizhan_collector.rooms.positions.model import Positioning
from yizhan_collector.rooms.positions.zone_store import KeptZone

CROSSED = "zone_crossed"
AT_ONCE = 200  # days of one run; the next run takes the rest
BACK = timedelta(days=60)  # days that make a habit
DAY = timedelta(days=1)


def judge_due(tx: Connection, now: datetime) -> int:
    """Judge the days with news; returns how many. Safe to run beside another."""
    due = fix_store.due(tx, AT_ONCE)
    for person, day in due:
        judge_day(tx, person, day, now)
    return len(due)


def judge_day(tx: Connection, person: UUID, day: date, now: datetime) -> Judgement | None:
    """Judge one day of a person anew and tell each crossing; None when no order covers the day."""
    order = _order_of(tx, person, day)
    if order is None:
        return None
    start, end = midnight(day), midnight(day + DAY)
    fixes = fix_store.between(tx, person, start, end)
    drawn = [one for one in zone_store.of_order(tx, order.id) if _held(one, start, end)]
    home = next((zone(one) for one in drawn if one.kind == "home"), None)
    walls = [zone(one) for one in drawn if one.kind != "home"]
    found = judge(fixes, day, walls, home, past(tx, person, day), now)
    view_store.put_day(tx, person, day, order.id, len(fixes), told(found), now)
    anomalies.keep(tx, person, order.id, day, found.unusual, now)
    names = {one.id: one for one in drawn}
    for one in found.crossings:
        body = {
            "person": person,
            "order": order.id,
            "zone": one.zone,
            "kind": names[one.zone].kind,
            "name": names[one.zone].name,
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until else None,
            "evidence": ",".join(at.isoformat() for at in one.evidence),
        }
        outbox.emit(tx, CROSSED, body)
    return found


def past(tx: Connection, person: UUID, day: date) -> list[PastDay]:
    """The days before that were judged."""
    rows = view_store.habits(tx, person, day - BACK, day - DAY)
    return [_past(*row) for row in rows]


def told(one: Judgement) -> dict[str, Any]:
    """A judgement as it is kept and shown."""
    found: dict[str, Any] = msgspec.to_builtins(one)
    return found


def zone(one: KeptZone) -> Zone:
    """A drawn zone as it is judged by; the home is a zone one is inside of."""
    kind: Literal["inside", "outside"] = "outside" if one.kind == "outside" else "inside"
    if one.shape["form"] == "circle":
        centre = Point(one.shape["latitude"], one.shape["longitude"])
        return Zone(one.id, kind, centre, float(one.shape["radius"]))
    corners = tuple(Point(*corner) for corner in one.shape["corners"])
    return Zone(one.id, kind, corners=corners)


def _past(day: date, slots: list[Any], stays: list[Any]) -> PastDay:
    places = (Point(one["centre"]["latitude"], one["centre"]["longitude"]) for one in stays)
    return PastDay(day, tuple(slots), tuple(places))


def _order_of(tx: Connection, person: UUID, day: date) -> Positioning | None:
    start, end = midnight(day), midnight(day + DAY)
    every: Sequence[Positioning] = order_store.of_person(tx, person)
    covers = (one for one in every if one.state == "granted")
    return next((one for one in covers if one.starts_at < end and one.ends > start), None)


def _held(one: KeptZone, start: datetime, end: datetime) -> bool:
    return one.recorded_at < end and (one.ended_at is None or one.ended_at > start)
