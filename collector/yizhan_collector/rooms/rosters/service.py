"""Use cases of the rosters: built when something changed, versioned by content."""

import hashlib
from dataclasses import replace
from datetime import datetime

import msgspec
from psycopg import Connection
from yizhan_wire.orders import Roster, RosterEntry

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import RevokedDevice
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices import templates
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import Person
from yizhan_collector.rooms.rosters import model, store
from yizhan_collector.rooms.rosters.store import Built
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.terms import service as terms

READY = "roster_ready"


def build(tx: Connection, device: str, now: datetime) -> Built:
    """The roster of a box as of now, under a new version when it changed.

    Raises NotFound or RevokedDevice.
    """
    post = devices.get(tx, device)
    if post.revoked_at is not None:
        raise RevokedDevice(device)
    standing = store.hold(tx, device)
    entries = _entries(tx, post.township, now)
    content = hashlib.sha256(msgspec.json.encode(entries)).hexdigest()
    if standing and standing.content == content:
        return standing
    version = standing.version + 1 if standing else 1
    body = msgspec.json.encode(Roster(version, entries))
    built = Built(version, content, hashlib.sha256(body).hexdigest(), body)
    store.put(tx, device, built, now)
    outbox.emit(tx, READY, {"device": device})
    return built


def build_all(tx: Connection, area: str, now: datetime) -> int:
    """Build the rosters of an area's boxes in service; returns how many."""
    boxes = devices.in_service(tx, area)
    for device in boxes:
        build(tx, device, now)
    return len(boxes)


def current(tx: Connection, device: str) -> Built | None:
    """The roster last built for a box."""
    return store.get(tx, device)


def _entries(tx: Connection, township: str, now: datetime) -> list[RosterEntry]:
    everyone = _by_category(tx, _under_correction(tx, township))
    ids = {one.id for one in everyone}
    schedules, today = orders.asking(tx, ids), legal_day(now)
    answered = checkins.answered(tx, ids, today)
    usable, lost = secrets.usable(tx, ids, now), templates.lost(tx, township)
    return [
        model.entry(
            one,
            model.days(schedules.get(one.id), today, answered.get(one.id, ())),
            [secret for secret in usable if secret.person == one.id],
            one.id in lost,
        )
        for one in everyone
    ]


def _under_correction(tx: Connection, township: str) -> list[Person]:
    """Whose term has ended is on no roster; who was added without a term still is."""
    everyone = people.of_area(tx, township)
    ended = terms.ended(tx, {one.id for one in everyone})
    return [one for one in everyone if one.id not in ended]


def _by_category(tx: Connection, everyone: list[Person]) -> list[Person]:
    """Who is in a category that does not use the face is offered the other ways only."""
    faceless = {one.code for one in rules.categories(tx) if "face" not in one.channels}
    standings = terms.standings(tx, {one.id for one in everyone}) if faceless else {}
    barred = {one.person for one in standings.values() if one.category in faceless}
    return [
        replace(one, face_allowed=one.face_allowed and one.id not in barred) for one in everyone
    ]
