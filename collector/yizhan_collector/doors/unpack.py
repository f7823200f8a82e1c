"""One message to events; an event that cannot be stored carries its reason. Pure."""

from functools import lru_cache

import msgspec
from yizhan_wire import codec, topics
from yizhan_wire.envelope import Envelope
from yizhan_wire.errors import BadTopic, Malformed, WireError
from yizhan_wire.events import Body

from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.ground.inbox import Key

YEARS = range(2000, 2100)


class Event(msgspec.Struct, frozen=True):
    """One event of a message: understood when `body` is there, else `reason` says why not."""

    key: Key
    envelope: Envelope
    arrival: Arrival
    body: Body | None
    reason: str


@lru_cache(1024)
def topic_of(text: str) -> topics.Topic | None:
    """The topic, or None for one that is not ours."""
    try:
        return topics.parse(text)
    except BadTopic:
        return None


def unpack(arrival: Arrival, topic: topics.Topic) -> list[Event]:
    """The events of a message; raises WireError when the whole of it cannot be taken."""
    found = codec.load(arrival.payload)
    for one in found:
        if one.device != topic.device or one.kind != topic.kind:
            raise Malformed("Device or kind differ from the topic.")
    return [_event(one, arrival) for one in found]


def _event(envelope: Envelope, arrival: Arrival) -> Event:
    key = (envelope.device, envelope.life, envelope.seq)
    try:
        return Event(key, envelope, arrival, _body(envelope), "")
    except WireError as error:
        return Event(key, envelope, arrival, None, str(error))


def _body(envelope: Envelope) -> Body:
    raw = bytes(envelope.body)
    if b"\\u0000" in raw:
        raise Malformed("a NUL character cannot be stored")
    if not raw.isascii():
        _check_utf8(raw)
    if not YEARS.start <= envelope.captured_at.year < YEARS.stop:
        raise Malformed("captured_at is outside the years this collector stores")
    return codec.load_body(envelope)


def _check_utf8(raw: bytes) -> None:
    # what the decoder skips (unknown fields) it does not check
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        raise Malformed("the body is not UTF-8") from error
