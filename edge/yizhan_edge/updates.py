"""The update's place in the box: its thread, its checks, and the moment it changes over."""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import httpx

from yizhan_edge.camera import SEEING
from yizhan_edge.errands import Errands
from yizhan_edge.face import probe
from yizhan_edge.settings import UpdatePlace
from yizhan_edge.update import prove
from yizhan_edge.update.fetch import OverHttps
from yizhan_edge.update.prove import Proving
from yizhan_edge.update.running import Running
from yizhan_edge.update.updater import Place, Updater

if TYPE_CHECKING:
    from yizhan_edge.agent import Agent

ROUND_S = 60.0
STICK_S = 10.0


class Updates:
    """Carries out update orders while the box works."""

    def __init__(self, agent: "Agent", place: UpdatePlace, running: Running) -> None:
        self._agent, self._place = agent, place
        self._checks = checks(agent)
        opened = OverHttps(agent.settings.collector.url, agent.door.context)
        here = Place(place.folder, place.root, place.hardware, place.prove_s)
        self._updater = Updater(here, opened, self, agent.journal.note)
        self._errands = Errands("updates")
        self._errands.every("order", ROUND_S, self._round)
        if stick := place.stick:
            self._errands.every("stick", STICK_S, lambda: self._updater.from_stick(stick))
        trial = running.trial
        self._proving = trial and Proving(
            place.folder, self._checks, trial.before, self.soon, self.change_over
        )

    def start(self) -> None:
        """Begin."""
        self._errands.start()
        if self._proving:
            self._proving.start()

    def stop(self) -> None:
        """End."""
        if self._proving:
            self._proving.stop()
        self._errands.stop()

    def soon(self) -> None:
        """There may be something to do or to tell."""
        self._errands.soon("order")

    def _round(self) -> None:
        self._updater.tell_ended()
        self._updater.obey(self._agent.standing.now.update, datetime.now(UTC))

    def trusts_clock(self) -> bool:
        """Whether the clock may judge what is out of date."""
        return self._agent.clock.judge(datetime.now(UTC)).confidence != "poor"

    def quiet(self) -> bool:
        """Whether nobody is at the kiosk and nothing is recorded."""
        return not self._agent.booth.busy() and self._agent.procedures.sessions.live is None

    def holding(self) -> list[str]:
        """The checks that hold now."""
        return prove.holding(self._checks)

    def change_over(self) -> None:
        """End, so that what is chosen starts."""
        self._agent.over.set()


def checks(agent: "Agent") -> prove.Checks:
    """What a box can do, each as a question."""
    return {
        "page": lambda: _page(agent.settings.kiosk.address),
        "frames": lambda: bool(agent.camera.latest),
        "camera": lambda: agent.camera.picture in SEEING,
        "broker": agent.uplink.online.is_set,
        "stored": agent.uplink.stored.is_set,
        "sign": lambda: agent.sign.state == "ok",
        "roster": lambda: not agent.counter.roster.broken,
        "face": cache(lambda: _face(agent)),
    }


def _face(agent: "Agent") -> bool:
    """Whether the networks are whole, and know a face where a picture to try them came along."""
    picture = agent.settings.models / "probe.png"
    if agent.face and picture.is_file():
        return probe.works(*agent.face, picture)
    return agent.face is not None


def _page(address: str) -> bool:
    return httpx.get(f"{address}api/visit", trust_env=False, timeout=3).is_success
