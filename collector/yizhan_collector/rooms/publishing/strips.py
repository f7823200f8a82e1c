"""The strips of the posts: a text on a sign, and what the sign said before it given back."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.errors import CheckViolation

from yizhan_collector.ground.refusals import Refused, code_of
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices import signs
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.publishing import deliveries
from yizhan_collector.rooms.publishing import delivery_store as store
from yizhan_collector.rooms.publishing.model import Delivery

PRIVATE = "private"  # never which word, for that would tell of somebody


def follow(tx: Connection, delivery: UUID, now: datetime) -> None:
    """Do what waits for a sign, and nothing twice."""
    one = deliveries.get(tx, delivery)
    if one.state == "waiting":
        _show(tx, one, now)
    elif one.state == "withdrawing":
        _take_down(tx, one, now)


def _show(tx: Connection, one: Delivery, now: datetime) -> None:
    before = signs.current(tx, one.target)
    said = (before.text, before.version) if before else None
    try:
        with tx.transaction():
            _say(tx, one, one.text, now)
            shown = signs.current(tx, one.target)
            store.shown(tx, one, shown.version if shown else 0, said, now)
    except (signs.NamesSomebody, signs.LooksPersonal, CheckViolation):
        store.failed(tx, one.id, PRIVATE, now)
    except Refused as refused:
        store.failed(tx, one.id, code_of(refused), now)


def _take_down(tx: Connection, one: Delivery, now: datetime) -> None:
    """Give back what the sign said, unless somebody has changed it since."""
    current = signs.current(tx, one.target)
    if current and one.remote == str(current.version):
        _give_back(tx, one, now)
    else:
        store.step_out(tx, one)
    store.withdrawn(tx, one.id, "", now)


def _give_back(tx: Connection, one: Delivery, now: datetime) -> None:
    try:
        with tx.transaction():
            _say(tx, one, one.before_text or "", now)
    except (Refused, CheckViolation):
        _say(tx, one, "", now)  # what was fit to be shown then is not today
    if again := signs.current(tx, one.target):
        store.shown_again(tx, one, again.version)


def _say(tx: Connection, one: Delivery, text: str, now: datetime) -> None:
    names = people.names_of(tx, devices.get(tx, one.target).township)
    signs.set_text(tx, one.target, text, names, one.planned_by, now)
