"""Somebody stands before the camera: new, update, end; counts only, nobody is recognised. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from yizhan_wire.envelope import new_id
from yizhan_wire.events import CameraEvent, Picture

GONE = timedelta(seconds=5)
UPDATE = timedelta(seconds=30)


@dataclass(frozen=True)
class Stay:
    """People before the camera now: since when, how many at most, when last seen and told."""

    id: UUID
    started: datetime
    faces: int
    seen: datetime
    told: datetime

    def event(self, phase: Literal["new", "update", "end"]) -> CameraEvent:
        """What to report of it."""
        return CameraEvent(self.id, phase, self.faces, self.started)


@dataclass
class Presence:
    """Feed it counts of faces; it returns the event to report, if any."""

    _stay: Stay | None = None
    _picture: Picture = "ok"

    def see(self, faces: int, now: datetime) -> CameraEvent | None:
        """Take a count of faces at a moment."""
        stay = self._stay
        if stay is None:
            return self._begin(faces, now) if faces else None
        if not faces:
            return self._end(stay) if now - stay.seen > GONE else None
        return self._go_on(stay, faces, now)

    def picture(self, word: Picture, now: datetime) -> CameraEvent | None:
        """Take the health of the picture; a change is an event of its own."""
        if word == self._picture:
            return None
        self._picture = word
        phase: Literal["new", "end"] = "end" if word == "ok" else "new"
        return CameraEvent(new_id(), phase, 0, now, word)

    def _begin(self, faces: int, now: datetime) -> CameraEvent:
        self._stay = Stay(new_id(), now, faces, now, now)
        return self._stay.event("new")

    def _go_on(self, stay: Stay, faces: int, now: datetime) -> CameraEvent | None:
        self._stay = replace(stay, seen=now)
        if faces <= stay.faces and now - stay.told <= UPDATE:
            return None
        self._stay = replace(stay, seen=now, told=now, faces=max(faces, stay.faces))
        return self._stay.event("update")

    def _end(self, stay: Stay) -> CameraEvent:
        self._stay = None
        return stay.event("end")
