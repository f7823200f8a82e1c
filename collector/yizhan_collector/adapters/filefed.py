"""An exchange that writes what happens into a file, line by line, and reads commands from another.

The form is ours (docs/decisions/0025-telephony.md). Nothing is remembered between two runs: the
file is read from its beginning, for repeats change nothing.
"""

import logging
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from yizhan_collector.adapters.outside import Away
from yizhan_collector.adapters.tail import Tail
from yizhan_collector.adapters.telephony import Heard, Reason, Unmet
from yizhan_collector.rooms.hotline.model import CallEvent, Command, Connect, Dial, Standing

log = logging.getLogger(__name__)
PAUSE_S = 0.1

Word = Annotated[str, Meta(max_length=60, pattern=r"^[^\x00]*\Z")]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{1,100}\Z")]
Number = Annotated[str, Meta(pattern=r"^[0-9+*# -]{0,30}\Z")]
Seat = Annotated[str, Meta(pattern=r"^[0-9]{2,10}\Z")]


class Event(msgspec.Struct, tag_field="kind", tag="event"):
    """What the lines of a call have in common."""

    event: Annotated[str, Meta(min_length=1, max_length=200)]
    call: Name
    at: Annotated[datetime, Meta(tz=True)]


class Offered(Event, tag="offered"):
    """A call is there."""

    number: Number = ""
    outgoing: bool = False
    wish: Word = ""


class Queued(Event, tag="queued"):
    """The caller waits."""


class Answered(Event, tag="answered"):
    """A seat has it, or the one who was called."""

    seat: Seat


class Ended(Event, tag="ended"):
    """It is over."""

    cause: Word = ""


class Recorded(Event, tag="recording_ready"):
    """Its recording can be fetched."""

    recording: Name


class Rated(Event, tag="rated"):
    """The caller pressed a star."""

    stars: Annotated[int, Meta(ge=1, le=5)]


class Stands(msgspec.Struct, tag_field="kind", tag="standing"):
    """The calls there are, as after a restart."""

    at: Annotated[datetime, Meta(tz=True)]
    calls: list[Name] = []


class Failed(msgspec.Struct, tag_field="kind", tag="unmet"):
    """A command that came to nothing; `call` of a Connect, `wish` of a Dial."""

    seat: Seat
    reason: Reason
    call: Name = ""
    wish: Word = ""


Line = Offered | Queued | Answered | Ended | Recorded | Rated | Stands | Failed
DECODER = msgspec.json.Decoder(Line)


class FileFed:
    """The two files; raises Away while the first is not there or the second cannot be written."""

    def __init__(self, events: Path, commands: Path, pause_s: float = PAUSE_S) -> None:
        self._events, self._commands, self._pause_s = events, commands, pause_s

    def close(self) -> None:
        """There is nothing to let go."""

    def events(self) -> Iterator[Heard]:
        """What lies there, how it stands after that, and what is added; raises Away."""
        with Tail(self._events) as tail:
            yield from _history(tail)
            while True:
                heard = [one for line in tail.lines() if (one := read(line))]
                yield from heard
                if not heard:
                    yield None
                    time.sleep(self._pause_s)

    def connect(self, one: Connect) -> None:
        """Write it down for the exchange; raises Away."""
        self._write({"command": "connect", "call": one.call, "seat": one.seat})

    def dial(self, one: Dial) -> None:
        """Write it down for the exchange; raises Away."""
        said = {"command": "dial", "wish": one.wish, "seat": one.seat, "number": one.number}
        self._write(said)

    def _write(self, said: dict[str, str]) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        try:
            handle = os.open(self._commands, flags, 0o600)
            try:
                os.write(handle, msgspec.json.encode(said) + b"\n")
            finally:
                os.close(handle)
        except OSError as error:
            raise Away("away") from error


def _history(tail: Tail) -> Iterator[Heard]:
    """Everything that lies there; what stood on the way counts only for how it stands now."""
    standing: set[str] = set()
    for line in tail.lines():
        one = read(line)
        if isinstance(one, Standing):
            standing = set(one.calls)
        elif isinstance(one, CallEvent):
            (standing.discard if one.kind == "ended" else standing.add)(one.call)
            yield one
    yield Standing(datetime.now(UTC), frozenset(standing))


def read(line: bytes) -> Heard:
    """What a line says; None for one that says nothing, which is logged without its words."""
    if not line.strip():
        return None
    try:
        one = DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        log.warning("a line is no event: %s", type(error).__name__)
        return None
    if isinstance(one, Stands):
        return Standing(one.at.astimezone(UTC), frozenset(one.calls))
    if isinstance(one, Failed):
        return Unmet(_command(one), one.reason)
    fields = msgspec.structs.asdict(one) | {"at": one.at.astimezone(UTC)}
    return CallEvent(kind=type(one).__struct_config__.tag, **fields)


def _command(one: Failed) -> Command:
    return Dial(one.wish, one.seat, "") if one.wish else Connect(one.call, one.seat)
