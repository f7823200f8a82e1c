"""Random messages against a model: what the database must hold after them, and what is receipted.

Replay a failing run: YIZHAN_SEED=<printed seed> pytest tests/integration/ingest
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from stack import builders as make
from stack.builders import NOON
from stack.line import SEED
from stack.postgres import Postgres
from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground.inbox import runs
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.rooms.devices import service as devices
from yizhan_wire import codec, topics
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import Body, SignShown
from yizhan_wire.orders import Receipt

KINDS = ("health", "camera", "checkin", "sign")
# what can be wrong with an event: it is kept apart and receipted all the same
UNKNOWN = {"nul": rb'"a\u0000"', "utf8": b'"\xff"', "poison": b"1e999999"}
FLAWS = ("", "", "", "future", "body", "year", *UNKNOWN)
# what can be wrong with a message: it is kept whole and never receipted
WRONGS = ("", "", "", "", "cut", "other box", "other kind", "unclaimed", "revoked")

Event = tuple[int, int, str, int]  # life, seq, flaw, variant: another event under the same number
Message = tuple[str, str, list[Event]]  # kind, wrong, events
events = st.tuples(st.integers(0, 1), st.integers(1, 9), st.sampled_from(FLAWS), st.integers(0, 1))
messages = st.tuples(
    st.sampled_from(KINDS), st.sampled_from(WRONGS), st.lists(events, min_size=1, max_size=6)
)
batches = st.lists(st.lists(messages, max_size=6), max_size=5)
Key = tuple[str, int, int]
Row = tuple[str, str, str]  # kind, id, body
Where = tuple[str, psycopg.Connection, UUID]


@pytest.fixture(scope="module")
def house(postgres: Postgres) -> Iterator[Where]:
    """One database for all examples; each example has boxes of its own."""
    url = postgres.new_database()
    migrate(url)
    with psycopg.connect(url, autocommit=True) as tx:
        yield url, tx, make.person(url)
    postgres.drop(url)


@dataclass
class Model:
    """What one box's messages must leave behind."""

    box: str
    person: UUID
    lives: tuple[UUID, UUID] = field(default_factory=lambda: (uuid4(), uuid4()))
    made: dict[tuple[str, Event], Envelope] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)
    stored: Counter[Row] = field(default_factory=Counter)
    aside: Counter[tuple[str, str, bytes]] = field(default_factory=Counter)

    def envelope(self, kind: str, event: Event) -> Envelope:
        """The same words for the same event, so that a second one is a replay."""
        if (kind, event) not in self.made:
            self.made[kind, event] = self._make(kind, event)
        return self.made[kind, event]

    def _make(self, kind: str, event: Event) -> Envelope:
        life, seq, flaw, _ = event
        bodies: dict[str, Body] = {
            "health": make.health(),
            "camera": make.presence(),
            "checkin": make.visit(self.person),
            "sign": SignShown(uuid4().hex, shown=True),
        }
        one = make.event(bodies[kind], seq, self.lives[life], self.box)
        raw = bytes(one.body)
        if flaw in UNKNOWN:  # in a field that this version does not know
            raw = raw[:-1] + b',"later":' + UNKNOWN[flaw] + b"}"
        changes: dict[str, dict[str, object]] = {
            "future": {"body_v": 9},
            "body": {"body": msgspec.Raw(b'{"later":1}')},
            "year": {"captured_at": NOON.replace(year=1970)},
        }
        return msgspec.structs.replace(one, **changes.get(flaw, {"body": msgspec.Raw(raw)}))

    def take(self, message: Message) -> tuple[Arrival, set[Key]]:
        """The message as it comes, and the events that it must be receipted for."""
        kind, wrong, some = message
        envelopes = [self.envelope(kind, one) for one in some]
        device = {"other box": "b", "unclaimed": "u", "revoked": "r"}.get(wrong, "")
        topic = topics.up(self.box + device, "applied" if wrong == "other kind" else kind)
        payload = codec.dump(envelopes)
        payload = payload[:-1] if wrong == "cut" else payload
        if wrong:
            self.aside[self.box + device, topic, payload] += 1
            return Arrival(topic, payload, NOON), set()
        for one, (*_, flaw, _) in zip(envelopes, some, strict=True):
            self._keep(one, flaw, topic)
        return Arrival(topic, payload, NOON), {_key(one) for one in envelopes}

    def _keep(self, one: Envelope, flaw: str, topic: str) -> None:
        if _key(one) in self.seen:
            return
        self.seen.add(_key(one))
        if flaw:
            self.aside[self.box, topic, codec.dump([one])] += 1
        else:
            key = str(one.id) if one.kind in ("checkin", "sign") else ""  # a series has none
            self.stored[one.kind, key, plain(msgspec.json.decode(one.body))] += 1


def _key(one: Envelope) -> Key:
    return one.device, one.life.int, one.seq


@seed(SEED)
@settings(max_examples=80, deadline=None)
@given(batches=batches)
def test_any_batches_leave_what_the_model_says(house: Where, batches: list[list[Message]]) -> None:
    _, tx, person = house
    model = Model(new_box(house), person)
    for batch in batches:
        taken = [model.take(message) for message in batch]
        receipts = receive(tx, [arrival for arrival, _ in taken])
        assert told(receipts) == runs(key for _, keys in taken for key in keys)
    assert seen(tx, model.box) == model.seen
    assert aside(tx, model.box) == model.aside
    assert stored(tx, model.box) == model.stored


boxes = count(1)


def new_box(house: Where) -> str:
    """A box, another that is well, one that is revoked, and one that nobody claimed."""
    url, tx, _ = house
    box = f"bx-{next(boxes)}-"
    for letter in ("", "b", "r"):
        make.post(url, f"{box}{letter}")
    devices.revoke(tx, f"{box}r", NOON)
    return box


def told(receipts: dict[str, list[Receipt]]) -> list[tuple[str, UUID, int, int]]:
    """Receipts as runs, ascending."""
    return sorted(
        (device, one.life, first, last)
        for device, some in receipts.items()
        for one in some
        for first, last in one.ranges
    )


def seen(tx: psycopg.Connection, box: str) -> set[Key]:
    rows = tx.execute("select device, life, seq from inbox where device = %s", [box])
    return {(device, life.int, seq) for device, life, seq in rows}


def aside(tx: psycopg.Connection, box: str) -> Counter[tuple[str, str, bytes]]:
    rows = tx.execute(
        "select device, topic, payload, seen from quarantine where device like %s", [f"{box}%"]
    )
    return Counter({(device, topic, bytes(payload)): n for device, topic, payload, n in rows})


STORED = """
select 'health', '', body from device_health where device = %(box)s
union all select 'camera', '', body from camera_event where device = %(box)s
union all select 'checkin', id::text, body from checkin where device = %(box)s
union all select kind, id::text, body from device_note where device = %(box)s
"""


def stored(tx: psycopg.Connection, box: str) -> Counter[Row]:
    rows = tx.execute(STORED, {"box": box})
    return Counter((kind, key, plain(body)) for kind, key, body in rows)


def plain(body: object) -> str:
    """A body in one order of its fields."""
    return msgspec.json.encode(body, order="sorted").decode()
