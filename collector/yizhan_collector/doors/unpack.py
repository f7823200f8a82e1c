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
    text: str  # the body as it came
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
    key = (envelope.device, envelope.life.int, envelope.seq)
    try:
        text = _text(envelope)
        return Event(key, envelope, arrival, codec.load_body(envelope), text, "")
    except WireError as error:
        return Event(key, envelope, arrival, None, "", str(error))


def _text(envelope: Envelope) -> str:
    try:
        text = str(bytes(envelope.body), "utf-8")
    except UnicodeDecodeError as error:  # the decoder does not look at what it skips
        raise Malformed("the body is not UTF-8") from error
    if "\\u0000" in text:
        raise Malformed("a NUL character cannot be stored")
    if not YEARS.start <= envelope.captured_at.year < YEARS.stop:
        raise Malformed("captured_at is outside the years this collector stores")
    return text
