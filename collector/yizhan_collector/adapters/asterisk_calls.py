"""What is done with a call at Asterisk: told, held, put together, recorded, asked for stars."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yizhan_collector.adapters import asterisk_names as names
from yizhan_collector.adapters.ari import APP, Ari
from yizhan_collector.adapters.asterisk_names import Leg
from yizhan_collector.adapters.outside import Declined
from yizhan_collector.adapters.telephony import Heard
from yizhan_collector.rooms.hotline.model import CallEvent

log = logging.getLogger(__name__)
LONGEST_S = 4 * 3600  # of a recording
THINK_S = 5  # for a star, after the question
EXISTS = 409


@dataclass(frozen=True)
class Ways:
    """How a seat and a number outside are reached, what is said, how long a seat is rung."""

    seats: str
    trunk: str
    notice: str
    stars: str
    ring_s: int


@dataclass(frozen=True)
class Desk:
    """One step each, by requests; whatever has gone meanwhile is passed over. Raises Away."""

    ari: Ari
    ways: Ways

    def ring(self, one: Leg, variables: dict[str, str]) -> None:
        """Ring a seat; nothing when it is rung already. Raises Declined."""
        endpoint = self.ways.seats.format(seat=one.seat)
        if not self._originate(endpoint, one.id, self.ways.ring_s, variables):
            raise Declined("unreachable")

    def call_out(self, one: Leg, number: str) -> bool:
        """The seat hears it ring at a number; False when the number cannot be rung."""
        self.ari.put("channels", one.id, "ring")
        endpoint = self.ways.trunk.format(number=number)
        if self._originate(endpoint, one.call, 2 * self.ways.ring_s, {}):
            return True
        self.hang_up(one.id)
        return False

    def _originate(self, endpoint: str, channel: str, wait_s: int, given: dict[str, str]) -> bool:
        asked = {"endpoint": endpoint, "app": APP, "timeout": str(wait_s), "channelId": channel}
        status, _ = self.ari.say("POST", ("channels",), asked, {"variables": given})
        return status < 300 or status == EXISTS

    def welcome(self, call: str) -> None:
        """Answer, and say that calls are recorded."""
        self.watch(call)
        self.ari.put("channels", call, "answer")
        self.ari.put("channels", call, "play", media=self.ways.notice, playbackId=f"notice-{call}")

    def watch(self, call: str) -> None:
        """Be told how a channel ends; by itself that is told of channels we rang alone."""
        self.ari.put("applications", APP, "subscription", eventSource=f"channel:{call}")

    def wait(self, call: str, at: datetime) -> Iterator[Heard]:
        """The notice is over: to the seat that has picked up meanwhile, or to the queue."""
        if not names.wish(call):
            yield CallEvent(f"{call} queued", call, "queued", at)
        if self._leg(call):
            yield from self.together(call, at)
        elif names.wish(call):
            self.hang_up(call)
        else:
            self.ari.put("channels", call, "moh")

    def together(self, call: str, at: datetime) -> Iterator[Heard]:
        """Both into one bridge, recorded when that was said; not before the notice is over."""
        one = self._leg(call)
        if one is None or self.ari.ask("bridges", names.bridge(call)) is not None:
            return
        if self.ari.ask("playbacks", f"notice-{call}") is not None:
            self.ari.put("channels", one.id, "ring")
            return
        if self._bridged(one):
            self._record(call)
            yield CallEvent(f"{call} answered", call, "answered", at, seat=one.seat)
        else:
            self.clear(call)

    def _bridged(self, one: Leg) -> bool:
        self.ari.drop("channels", one.call, "moh")
        self.ari.drop("channels", one.id, "ring")
        bridge = names.bridge(one.call)
        made = self.ari.put("bridges", bridge, type="mixing")
        return made and all(
            self.ari.put("bridges", bridge, "addChannel", channel=channel)
            for channel in (one.call, one.id)
        )

    def _record(self, call: str) -> None:
        given = {"name": fresh_name(call), "format": "wav", "ifExists": "append"}
        given["maxDurationSeconds"] = str(LONGEST_S)
        if not self.variable(call, names.SAID):
            log.warning("a call is not recorded: the notice was not heard")
        elif not self.ari.put("bridges", names.bridge(call), "record", **given):
            log.warning("a call is not recorded: the exchange cannot")

    def after(self, call: str) -> None:
        """The seat has hung up: who called is asked for stars, who was called is let go."""
        talked = self.ari.ask("bridges", names.bridge(call)) is not None
        self.part(call)
        if names.wish(call):
            self.hang_up(call)
        elif talked and self.remember(call, names.ASKED):
            media = f"{self.ways.stars},sound:silence/{THINK_S}"
            self.ari.put("channels", call, "play", media=media, playbackId=f"stars-{call}")
        elif self.ari.ask("playbacks", f"notice-{call}") is None:
            self.ari.put("channels", call, "moh")

    def clear(self, call: str) -> None:
        """The other side is gone: nothing of the call is left."""
        self.part(call)
        for one in self._legs(call):
            self.hang_up(one.id)

    def part(self, call: str) -> None:
        """Take the bridge away; one that is recorded goes when the recording was told of.

        Without the bridge its end would be told to nobody.
        """
        bridge, fresh = names.bridge(call), fresh_name(call)
        if self.ari.put("recordings", "live", fresh, "stop"):
            self.ari.put("bridges", bridge, "removeChannel", channel=call)
        else:
            self.ari.drop("bridges", bridge)

    def keep(self, call: str, at: datetime) -> Iterator[Heard]:
        """A finished recording gets its lasting name; the other goes once the event was taken."""
        fresh, kept = fresh_name(call), f"{names.KEPT}{names.recording(call)}"
        asked = {"destinationRecordingName": kept}
        status, _ = self.ari.say("POST", ("recordings", "stored", fresh, "copy"), asked)
        if status < 300 or status == EXISTS:
            yield CallEvent(f"{call} recording", call, "recording_ready", at, recording=kept)
            self.ari.drop("recordings", "stored", fresh)
        else:
            log.warning("a recording was not kept (%d); tried again at the next start", status)
        self.ari.drop("bridges", names.bridge(call))

    def bridged(self) -> list[str]:
        """Calls that have a bridge."""
        ids = [str(one["id"]) for one in self.ari.ask("bridges") or ()]
        return [one.removeprefix(names.TALK) for one in ids if one.startswith(names.TALK)]

    def fresh(self) -> list[str]:
        """Calls whose recording is finished and was not told."""
        stored = [str(one["name"]) for one in self.ari.ask("recordings", "stored") or ()]
        new = [one.removeprefix(names.FRESH) for one in stored if one.startswith(names.FRESH)]
        calls = [names.recorded(one) for one in new]
        return [one for one in calls if self.ari.ask("recordings", "live", fresh_name(one)) is None]

    def settle(self, channel: dict[str, Any], at: datetime) -> Iterator[Heard]:
        """Go on with a call that stood while nobody listened."""
        call = channel["id"]
        self.watch(call)
        bridge = self.ari.ask("bridges", names.bridge(call))
        if bridge is not None:
            yield from self._talking(call, bridge)
        elif self.ari.ask("playbacks", f"notice-{call}") is not None or channel["state"] != "Up":
            return
        elif self.variable(call, names.ASKED):
            if self.ari.ask("playbacks", f"stars-{call}") is None:
                self.hang_up(call)
        elif self.variable(call, names.SAID):
            yield from self.wait(call, at)
        else:
            self.welcome(call)

    def _talking(self, call: str, bridge: dict[str, Any]) -> Iterator[Heard]:
        one = self._leg(call)
        if one is None:
            self.after(call)
            return
        if self.ari.ask("recordings", "live", fresh_name(call)) is None:
            self._record(call)
        at = names.moment(bridge["creationtime"])
        yield CallEvent(f"{call} answered", call, "answered", at, seat=one.seat)

    def hang_up(self, channel: str) -> None:
        """Let a channel go."""
        self.ari.drop("channels", channel)

    def variable(self, channel: str, name: str) -> str:
        """What was kept at a channel; empty when nothing was."""
        said = self.ari.ask("channels", channel, "variable", variable=name)
        return str(said["value"]) if said else ""

    def remember(self, channel: str, name: str) -> bool:
        """Keep a mark at a channel; False when it is gone."""
        return self.ari.put("channels", channel, "variable", variable=name, value="1")

    def _leg(self, call: str) -> Leg | None:
        """The seat that has picked up for a call."""
        return next(iter(self._legs(call, "Up")), None)

    def _legs(self, call: str, state: str = "") -> list[Leg]:
        found = [
            names.leg(one["id"])
            for one in self.ari.ask("channels") or ()
            if state in ("", one["state"])
        ]
        return [one for one in found if one is not None and one.call == call]


def fresh_name(call: str) -> str:
    """The recording of a call until it was told of."""
    return f"{names.FRESH}{names.recording(call)}"
