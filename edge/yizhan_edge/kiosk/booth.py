"""The kiosk for several threads: the page's server, the camera's eyes, the agent. One lock."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from yizhan_wire.events import FaceResult, Route

from yizhan_edge.face.enrol import EnrolStep
from yizhan_edge.face.verify import Step
from yizhan_edge.kiosk.actions import Action
from yizhan_edge.kiosk.machine import Kiosk
from yizhan_edge.kiosk.pages import Lang, Moment
from yizhan_edge.kiosk.view import View, view


@dataclass(frozen=True)
class Facing:
    """Somebody is before the camera on purpose: what for, who, and which turn of it."""

    page: Literal["enrol", "face"]
    person: UUID
    turn: int


@dataclass(frozen=True)
class Known:
    """Somebody whose finished visit showed who they are, by which route, in which language."""

    person: UUID
    route: Route
    lang: Lang


class Booth:
    """Each call takes the lock, the time, and does one thing."""

    def __init__(self, kiosk: Kiosk, moment: Callable[[], Moment]) -> None:
        self._kiosk = kiosk
        self._moment = moment
        self._changed = threading.Condition()

    def act(self, action: Action) -> View:
        """Do what was pressed and show the page that follows."""
        with self._turn() as moment:
            action.do(self._kiosk, moment)
            return view(self._kiosk, moment)

    def view(self) -> View:
        """The page now."""
        with self._turn() as moment:
            self._kiosk.tick(moment)
            return view(self._kiosk, moment)

    def known(self) -> Known | None:
        """Who has just finished a visit and is known for certain; asking keeps the page open."""
        with self._turn() as moment:
            self._kiosk.tick(moment)
            visit = self._kiosk.visit
            if not (visit.known and visit.person and visit.route):
                return None
            self._kiosk.stay(moment)
            return Known(visit.person, visit.route, visit.lang)

    def leave(self, known: Known) -> None:
        """The person went on to the own page; the next visit begins at the beginning."""
        with self._turn() as moment:
            if self._kiosk.visit.known and self._kiosk.visit.person == known.person:
                self._kiosk.cancel(moment)

    def facing(self, wait_s: float = 0.0) -> Facing | None:
        """Who is before the camera on purpose; waits for somebody up to `wait_s` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._facing() is not None, wait_s)
            return self._facing()

    def busy(self) -> bool:
        """Whether a visit is under way."""
        return self.view().page not in ("idle", "desk")

    def desk_only(self) -> bool:
        """Whether the page sends everybody to the desk."""
        return self.view().page == "desk"

    def enrolling(self, facing: Facing, step: EnrolStep, moment: Moment) -> None:
        """Take what the camera made of a frame, if it is still asked for."""
        with self._turn():
            if self._facing() == facing:
                self._kiosk.enrolling(moment, step)

    def verifying(self, facing: Facing, step: Step, moment: Moment) -> None:
        """Take what the camera made of a frame, if it is still asked for."""
        with self._turn():
            if self._facing() == facing:
                self._kiosk.verifying(moment, step)

    def camera_lost(self, facing: Facing, face: FaceResult | None) -> None:
        """No more pictures came."""
        with self._turn() as moment:
            if self._facing() == facing:
                self._kiosk.camera_lost(moment, face)

    @contextmanager
    def _turn(self) -> Iterator[Moment]:
        with self._changed:
            yield self._moment()
            self._changed.notify_all()

    def _facing(self) -> Facing | None:
        visit = self._kiosk.visit
        if visit.person and visit.page in ("enrol", "face"):
            return Facing(visit.page, visit.person, visit.turn)
        return None
