"""The MQTT door: a batch of messages in, receipts out, all inside one transaction."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from uuid import UUID

import msgspec
import psycopg
from psycopg import Connection, DataError
from yizhan_wire import codec
from yizhan_wire.envelope import Envelope
from yizhan_wire.errors import WireError
from yizhan_wire.events import Answered, BoardReport, CheckIn, SessionEvent, Updated
from yizhan_wire.orders import Receipt

from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.doors.unpack import Event, topic_of, unpack
from yizhan_collector.ground import inbox, quarantine
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.commands import service as commands
from yizhan_collector.rooms.devices import boards, latest, series
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.rollouts import service as rollouts
from yizhan_collector.rooms.sessions import told

RANGES = 1000  # of one receipt; a box reads at most 5000


def receive(tx: Connection, arrivals: Sequence[Arrival]) -> dict[str, list[Receipt]]:
    """Take messages; returns the receipts to send, by device, after the commit.

    What cannot be read goes to quarantine. Raises psycopg.Error only when the database fails.
    """
    with tx.transaction():
        events = _sort(tx, arrivals)
        runs = inbox.runs(events)
        _store(tx, list(events.values()), runs)
    return _receipts(runs)


def _sort(tx: Connection, arrivals: Sequence[Arrival]) -> dict[inbox.Key, Event]:
    """The events of these messages, each once; the rest is heard or refused."""
    named = [(one, topic_of(one.topic)) for one in arrivals]
    refused = devices.refusal_reasons(tx, {topic.device for _, topic in named if topic})
    states: list[tuple[str, Arrival]] = []
    events: dict[inbox.Key, Event] = {}
    for arrival, topic in named:
        if topic is None:
            _refuse(tx, arrival, "", "not one of our topics")
        elif topic.device in refused:
            _refuse(tx, arrival, topic.device, refused[topic.device])
        elif topic.direction == "state":
            states.append((topic.device, arrival))
        else:
            try:
                for event in unpack(arrival, topic):
                    events.setdefault(event.key, event)
            except WireError as error:
                _refuse(tx, arrival, topic.device, str(error))
    for device, heard in sorted(states, key=itemgetter(0)):  # in order, as for the inbox
        word = heard.payload[:20].decode("utf-8", "replace")
        devices.hear_state(tx, device, word, heard.received_at)
    return events


def _store(tx: Connection, events: Sequence[Event], runs: Sequence[inbox.Run]) -> None:
    """Store events; one that the database cannot hold is found by halving and set aside."""
    if not events:
        return
    try:
        with tx.transaction():
            _take(tx, events, runs)
    except DataError:
        if len(events) == 1:
            reason = "the database cannot store this"
            _take(tx, [msgspec.structs.replace(events[0], body=None, reason=reason)], runs)
            return
        middle = len(events) // 2
        for half in (events[:middle], events[middle:]):
            _store(tx, half, inbox.runs(one.key for one in half))


def _take(tx: Connection, events: Sequence[Event], runs: Sequence[inbox.Run]) -> None:
    seen = inbox.accept(tx, runs)
    many: dict[str, list[series.Row]] = {kind: [] for kind in series.COPY}
    newest: dict[str, tuple[Envelope, datetime]] = {}
    for event in events:
        if event.key in seen:
            continue
        of, at = event.envelope, event.arrival.received_at
        if event.body is not None and of.kind in many:
            many[of.kind].append((of.captured_at, of.device, at, event.text))
            if of.kind == "health":
                newest[of.device] = of, at
        else:
            _hand_over(tx, event)
    for kind, rows in many.items():
        series.append(tx, kind, rows)
    latest.keep(tx, newest)


def _hand_over(tx: Connection, event: Event) -> None:
    """Give one new event to its room; what the room refuses goes to quarantine."""
    reason = event.reason
    if event.body is not None:
        try:
            with tx.transaction():
                _room(tx, event)
        except psycopg.OperationalError:
            raise
        except Exception as error:  # one poisonous event must not stop the stream
            if tx.broken:
                raise
            reason = f"{type(error).__name__}: {error}"
    if reason:
        whole = event.arrival._replace(payload=codec.dump([event.envelope]))
        _refuse(tx, whole, event.envelope.device, reason)


def _room(tx: Connection, event: Event) -> None:
    if isinstance(event.body, CheckIn):
        checkins.record(tx, event.envelope, event.body, event.arrival.received_at)
    elif isinstance(event.body, SessionEvent):
        told.take(tx, event.envelope, event.body)
    elif isinstance(event.body, BoardReport):
        boards.take(tx, event.envelope, event.body, event.arrival.received_at)
    else:
        if isinstance(event.body, Updated):
            rollouts.hear(tx, event.envelope, event.body, event.arrival.received_at)
        elif isinstance(event.body, Answered):
            commands.hear(tx, event.envelope, event.body, event.arrival.received_at)
        devices.take_note(tx, event.envelope, event.arrival.received_at)


def _refuse(tx: Connection, arrival: Arrival, device: str, reason: str) -> None:
    # a reason may quote the sender
    reason = reason.encode("utf-8", "replace").decode().replace("\0", "�")
    quarantine.keep(tx, device, arrival.topic, reason, arrival.payload, arrival.received_at)


def _receipts(runs: Sequence[inbox.Run]) -> dict[str, list[Receipt]]:
    lives: dict[tuple[str, UUID], list[tuple[int, int]]] = {}
    for device, life, first, last in runs:
        lives.setdefault((device, life), []).append((first, last))
    found: dict[str, list[Receipt]] = {}
    for (device, life), some in lives.items():
        for at in range(0, len(some), RANGES):
            found.setdefault(device, []).append(Receipt(life, some[at : at + RANGES]))
    return found
