"""Asterisk as our exchange: what it tells, and how it is told (decision 0025)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from yizhan_collector.adapters import asterisk_names as names
from yizhan_collector.adapters.ari import APP, Ari
from yizhan_collector.adapters.asterisk_calls import Desk, Ways
from yizhan_collector.adapters.asterisk_names import Leg
from yizhan_collector.adapters.outside import Away, Declined
from yizhan_collector.adapters.telephony import Heard, Unmet
from yizhan_collector.rooms.hotline.model import CallEvent, Connect, Dial, Standing

POLL_S = 0.2
Told = dict[str, Any]


@dataclass(frozen=True)
class Asterisk:
    """One Asterisk with one application; nothing about calls is kept on our side."""

    ari: Ari
    ways: Ways

    @classmethod
    def at(cls, url: str, user: str, password: Path, ways: Ways) -> "Asterisk":
        """The exchange at an address."""
        return cls(Ari(url, user, password), ways)

    @property
    def desk(self) -> Desk:
        """What is done with a call."""
        return Desk(self.ari, self.ways)

    def close(self) -> None:
        """Let the connection go."""
        self.ari.close()

    def connect(self, one: Connect) -> None:
        """Ring the seat for a call; raises Away, Declined when the caller is gone."""
        if self.ari.ask("channels", one.call) is None:
            raise Declined("gone")
        self.desk.ring(Leg(one.seat, one.call), {})

    def dial(self, one: Dial) -> None:
        """Ring the seat; once it picks up, the number. Raises Away, Declined."""
        self.desk.ring(Leg(one.seat, names.dialled(one.wish)), {names.CALLED: one.number})

    def events(self) -> Iterator[Heard]:
        """Connect; how it stands; then what happens. Raises Away."""
        try:
            with self.ari.listening() as stream:
                yield from self._stands()
                while True:
                    told = stream.next(POLL_S)
                    yield from self._hear(told) if told else (None,)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Away("garbled") from error

    def _hear(self, told: Told) -> Iterator[Heard]:
        hears = {
            "StasisStart": self._came,
            "PlaybackFinished": self._played,
            "ChannelDtmfReceived": self._pressed,
            "ChannelDestroyed": self._left,
            "RecordingFinished": self._recorded,
        }
        if told["type"] in hears:
            yield from hears[told["type"]](told)
        else:
            yield None

    def _came(self, told: Told) -> Iterator[Heard]:
        """A channel is ours: a caller, a seat that picked up, or who was called."""
        channel, at = told["channel"], names.moment(told["timestamp"])
        one = names.leg(channel["id"])
        if one is None:
            if not names.wish(channel["id"]):
                yield offered(channel)
            self.desk.welcome(channel["id"])
        elif names.wish(one.call) and self.ari.ask("channels", one.call) is None:
            yield from self._call_out(one, at)
        else:
            yield from self.desk.together(one.call, at)

    def _call_out(self, one: Leg, at: datetime) -> Iterator[Heard]:
        number = self.desk.variable(one.id, names.CALLED)
        yield CallEvent(
            f"{one.call} offered", one.call, "offered", at, number, True, names.wish(one.call)
        )
        if not self.desk.call_out(one, number):
            yield CallEvent(f"{one.call} ended", one.call, "ended", at, cause="unreachable")

    def _played(self, told: Told) -> Iterator[Heard]:
        """The notice was heard, or nobody pressed a star."""
        what, call = told["playback"]["id"].split("-", 1)
        if what == "stars":
            self.desk.hang_up(call)
        elif what == "notice":
            if told["playback"].get("state") == "done":
                self.desk.remember(call, names.SAID)
            yield from self.desk.wait(call, names.moment(told["timestamp"]))

    def _pressed(self, told: Told) -> Iterator[Heard]:
        call, digit = told["channel"]["id"], told["digit"]
        if digit in "12345" and self.desk.variable(call, names.ASKED):
            at = names.moment(told["timestamp"])
            yield CallEvent(f"{call} rated", call, "rated", at, stars=int(digit))
            self.desk.hang_up(call)

    def _left(self, told: Told) -> Iterator[Heard]:
        """A channel is gone; whoever it was, the call does not go on."""
        channel, at = told["channel"], names.moment(told["timestamp"])
        one = names.leg(channel["id"])
        if one is None:
            call = channel["id"]
            yield CallEvent(f"{call} ended", call, "ended", at, cause=names.cause(told))
            self.desk.clear(call)
        elif channel["state"] == "Up":
            self.desk.after(one.call)
        elif names.wish(one.call):
            yield Unmet(Dial(names.wish(one.call), one.seat, ""), names.reason(told))
        else:
            yield Unmet(Connect(one.call, one.seat), names.reason(told))

    def _recorded(self, told: Told) -> Iterator[Heard]:
        if str(told["recording"]["name"]).startswith(names.FRESH):
            call = names.recorded(told["recording"]["name"].removeprefix(names.FRESH))
            yield from self.desk.keep(call, names.moment(told["timestamp"]))

    def _stands(self) -> Iterator[Heard]:
        """The calls there are, and what of each was missed while nobody listened."""
        at = datetime.now(UTC)
        channels = [one for one in self.ari.ask("channels") or () if names.ours(one, APP)]
        calls = {one["id"]: one for one in channels if names.leg(one["id"]) is None}
        yield Standing(at, frozenset(calls))
        for call, channel in calls.items():
            if not names.wish(call):
                yield offered(channel)
            yield from self.desk.settle(channel, at)
        for stray in filter(None, (names.leg(one["id"]) for one in channels)):
            if stray.call not in calls:
                self.desk.hang_up(stray.id)
        for name in self.desk.fresh():
            yield from self.desk.keep(name, at)
        for stray_call in set(self.desk.bridged()) - calls.keys():
            self.desk.part(stray_call)


def offered(channel: Told) -> CallEvent:
    """A caller is there, since the channel is."""
    call, at = channel["id"], names.moment(channel["creationtime"])
    return CallEvent(f"{call} offered", call, "offered", at, names.number(channel))
