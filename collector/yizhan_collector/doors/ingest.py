"""The MQTT door: a batch of messages in, receipts out, all inside one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection, DataError
from yizhan_wire import codec, topics
from yizhan_wire.envelope import Envelope
from yizhan_wire.errors import BadTopic, Malformed, WireError
from yizhan_wire.events import CheckIn
from yizhan_wire.orders import Receipt

from yizhan_collector.ground import inbox, quarantine
from yizhan_collector.rooms.checkins import service as checkins
from yizhan_collector.rooms.devices import service as devices

YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Arrival:
    """One message as the broker gave it."""

    topic: str
    payload: bytes
    received_at: datetime


@dataclass
class Batch:
    """What was understood of some arrivals."""

    envelopes: list[Envelope] = field(default_factory=list)
    sources: list[Arrival] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)


def receive(tx: Connection, arrivals: Sequence[Arrival]) -> dict[str, list[Receipt]]:
    """Take messages; returns the receipts to send, by device, after the commit.

    What cannot be read goes to quarantine. Raises psycopg.Error only when the database fails.
    """
    try:
        with tx.transaction():
            return _take(tx, arrivals)
    except DataError:
        if len(arrivals) == 1:
            with tx.transaction():
                _refuse(tx, arrivals[0], "the database cannot store this")
            return {}
    receipts: dict[str, list[Receipt]] = {}
    for arrival in arrivals:
        for device, some in receive(tx, [arrival]).items():
            receipts.setdefault(device, []).extend(some)
    return receipts


def _take(tx: Connection, arrivals: Sequence[Arrival]) -> dict[str, list[Receipt]]:
    batch = _understand(tx, arrivals)
    if not batch.envelopes:
        return {}
    left = inbox.accept(tx, _staged(batch), [one.received_at for one in batch.sources])
    for index in left:
        _hand_over(tx, batch, index)
    return _receipts(batch.envelopes)


def _understand(tx: Connection, arrivals: Sequence[Arrival]) -> Batch:
    batch = Batch()
    named = [(one, _topic(one.topic)) for one in arrivals]
    boxes = {topic.device for _, topic in named if topic}
    refused = devices.refusal_reasons(tx, boxes)
    for arrival, topic in named:
        if topic is None:
            _refuse(tx, arrival, "not one of our topics")
        elif topic.device in refused:
            _refuse(tx, arrival, refused[topic.device])
        elif topic.direction == "state":
            word = arrival.payload[:20].decode("utf-8", "replace")
            devices.hear_state(tx, topic.device, word, arrival.received_at)
        else:
            _read(tx, batch, arrival, topic)
    return batch


def _topic(text: str) -> topics.Topic | None:
    try:
        return topics.parse(text)
    except BadTopic:
        return None


def _read(tx: Connection, batch: Batch, arrival: Arrival, topic: topics.Topic) -> None:
    try:
        found = codec.load(arrival.payload)
        for one in found:
            if (one.device, one.kind) != (topic.device, topic.kind):
                raise Malformed("Device or kind differ from the topic.")
    except WireError as error:
        _refuse(tx, arrival, str(error))
        return
    for one in found:
        reason = _unreadable(one)
        if reason:
            batch.reasons[len(batch.envelopes)] = reason
        batch.envelopes.append(one)
        batch.sources.append(arrival)


def _staged(batch: Batch) -> list[Envelope]:
    """The envelopes for the inbox; an unreadable one has no kind and stays out of the tables."""
    return [
        msgspec.structs.replace(one, kind="") if index in batch.reasons else one
        for index, one in enumerate(batch.envelopes)
    ]


def _unreadable(envelope: Envelope) -> str:
    if b"\\u0000" in bytes(envelope.body):
        return "a NUL character cannot be stored"
    if not YEARS.start <= envelope.captured_at.year < YEARS.stop:
        return "captured_at is outside the years this collector stores"
    try:
        codec.load_body(envelope)
    except WireError as error:
        return str(error)
    return ""


def _hand_over(tx: Connection, batch: Batch, index: int) -> None:
    """Give one new event to its room; what the room refuses goes to quarantine."""
    envelope, arrival = batch.envelopes[index], batch.sources[index]
    reason = batch.reasons.get(index)
    if reason is None:
        try:
            with tx.transaction():
                _room(tx, envelope, arrival.received_at)
        except Exception as error:  # one poisonous event must not stop the stream
            if tx.broken:
                raise
            reason = f"{type(error).__name__}: {error}"
    if reason:
        payload = codec.dump([envelope])
        quarantine.keep(tx, envelope.device, arrival.topic, reason, payload, arrival.received_at)


def _room(tx: Connection, envelope: Envelope, received_at: datetime) -> None:
    body = codec.load_body(envelope)
    if isinstance(body, CheckIn):
        checkins.record(tx, envelope, body, received_at)
    else:
        devices.take_note(tx, envelope, received_at)


def _refuse(tx: Connection, arrival: Arrival, reason: str) -> None:
    topic = _topic(arrival.topic)
    device = topic.device if topic else ""
    quarantine.keep(tx, device, arrival.topic, reason, arrival.payload, arrival.received_at)


def _receipts(envelopes: Sequence[Envelope]) -> dict[str, list[Receipt]]:
    lives: dict[tuple[str, UUID], set[int]] = {}
    for one in envelopes:
        lives.setdefault((one.device, one.life), set()).add(one.seq)
    found: dict[str, list[Receipt]] = {}
    for (device, life), seqs in lives.items():
        found.setdefault(device, []).append(Receipt(life, ranges(seqs)))
    return found


def ranges(seqs: set[int]) -> list[tuple[int, int]]:
    """Closed ascending ranges that cover exactly these numbers."""
    found: list[tuple[int, int]] = []
    for seq in sorted(seqs):
        if found and found[-1][1] == seq - 1:
            found[-1] = (found[-1][0], seq)
        else:
            found.append((seq, seq))
    return found
