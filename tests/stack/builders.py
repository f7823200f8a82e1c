"""A box, a person, a visit, each in one line."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import psycopg
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import service as people
from yizhan_wire import codec
from yizhan_wire.envelope import Clock, Envelope, new_id
from yizhan_wire.events import BODIES, Body, CameraEvent, CheckIn, FaceResult, Health

BOX = "bx-210521100-1"
TOWN = "210521100"
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # noon in Shanghai
GOOD = Clock("ntp", "good", 0.01)
MATCH = FaceResult("match", "passed", 12, 0.31, 0.5, "test-1")
KIND = {struct: kind for kind, struct in BODIES.items()}


def post(url: str, device: str = BOX) -> None:
    """A claimed box in 小市镇."""
    with psycopg.connect(url) as tx:
        tx.execute("insert into township values (%s, '小市镇') on conflict do nothing", [TOWN])
        devices.claim(tx, device, TOWN, NOON)


def person(url: str, first_due_on: date = date(2026, 11, 24), every_days: int = 7) -> UUID:
    """A made-up person who must report."""
    with psycopg.connect(url) as tx:
        made = people.add(tx, "测试甲", "female", TOWN, True, NOON)
        orders.order_reports(tx, made, first_due_on, every_days, NOON)
    return made


def visit(who: UUID, **changes: object) -> CheckIn:
    """A face visit that matched."""
    return msgspec.structs.replace(CheckIn(who, "face", MATCH), **changes)


def health() -> Health:
    """A box that is well."""
    return Health(60, 0, 0.0, 10**10, 2 * 10**8, "ok", "ok")


def presence() -> CameraEvent:
    """Somebody came before the camera."""
    return CameraEvent(new_id(), "new", 1, NOON)


def event(
    body: Body, seq: int, life: UUID, device: str = BOX, at: datetime = NOON, clock: Clock = GOOD
) -> Envelope:
    """An envelope around a body."""
    raw = msgspec.Raw(codec.dump_body(body))
    return Envelope(new_id(), device, life, seq, KIND[type(body)], 1, at, clock, raw, at)


def count(url: str, table: str) -> int:
    """Rows in a table."""
    with psycopg.connect(url) as tx:
        row = tx.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def stored(url: str) -> set[tuple[str, UUID, int]]:
    """What the inbox holds."""
    with psycopg.connect(url) as tx:
        return set(tx.execute("select device, life, seq from inbox").fetchall())


def keys(envelopes: Iterable[Envelope]) -> set[tuple[str, UUID, int]]:
    """The inbox keys of these."""
    return {(one.device, one.life, one.seq) for one in envelopes}
