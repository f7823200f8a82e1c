"""Carries out the order to run another bundle: fetch, stage, wait for a quiet moment, try out."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

import msgspec
from yizhan_wire.bundle import Bundle
from yizhan_wire.events import Body, Updated
from yizhan_wire.orders import Update

from yizhan_edge.errors import UpdateRefused
from yizhan_edge.update import slots, unpack
from yizhan_edge.update.fetch import Fetcher, FromFolder, Opened
from yizhan_edge.update.slots import Trial
from yizhan_edge.update.trust import Trusted, no_room
from yizhan_edge.whole import write_whole

log = logging.getLogger(__name__)
SHANGHAI = timezone(timedelta(hours=8))
Phase = Literal["fetching", "staged", "trying", "refused"]


@dataclass(frozen=True)
class Place:
    """Where updates live on this box, the root of trust, and what hardware it is."""

    folder: Path
    root: Path
    hardware: str
    prove_s: float = slots.TRIAL_S


class Around(Protocol):
    """What an update must know of the rest of the box."""

    def trusts_clock(self) -> bool:
        """Whether the clock may judge what is out of date."""

    def quiet(self) -> bool:
        """Whether nobody is at the kiosk and nothing is recorded."""

    def holding(self) -> list[str]:
        """The checks that hold now; the next bundle must hold them too."""

    def change_over(self) -> None:
        """End, so that what is chosen starts."""


class Dealt(msgspec.Struct, frozen=True):
    """What was carried out or refused last: an order, a stick's bundle. It is not begun again."""

    version: int = 0
    stick: str = ""


class Updater:
    """One round at a time, on a thread of its own; `note` stores an event and says whether."""

    def __init__(
        self, place: Place, opened: Opened, around: Around, note: Callable[[Body], bool]
    ) -> None:
        self.place, self._around, self._note = place, around, note
        self._online = Fetcher(opened, place.folder / "fetched")
        self._told: set[tuple[int, str, Phase]] = set()
        place.folder.mkdir(parents=True, exist_ok=True)

    def tell_ended(self) -> None:
        """Report how a trial ended; it is kept until the report is in the spool."""
        ended = slots.read(self.place.folder).ended
        if ended and self._note(
            Updated(ended.bundle, ended.phase, _uuid(ended.rollout), ended.why)
        ):
            slots.told(self.place.folder)
            unpack.sweep(self.place.folder)

    def obey(self, order: Update, now: datetime) -> None:
        """Do the next step of an order; raises UpdateAway when it is to be tried again."""
        if order.bundle and order.version > self._dealt().version and not self._runs(order.bundle):
            dealt = msgspec.structs.replace(self._dealt(), version=order.version)
            self._step(order, self._online, dealt, in_window(order.window, now))

    def from_stick(self, stick: Path) -> None:
        """Do the next step of a stick, if one is there; raises UpdateAway when it is pulled out.

        The folder holds what `yizhan-provision bundle stick` writes. Whoever brings it is there,
        so the box changes over as soon as nobody is at the kiosk.
        """
        try:
            name = (stick / "bundle").read_text(encoding="ascii").strip()[:40]
        except (OSError, ValueError):
            return
        if name and name != self._dealt().stick and not self._runs(name):
            fetcher = Fetcher(FromFolder(stick), self.place.folder / "fetched")
            dealt = msgspec.structs.replace(self._dealt(), stick=name)
            self._step(Update(0, name), fetcher, dealt, True)

    def _step(self, order: Update, fetcher: Fetcher, dealt: Dealt, now: bool) -> None:
        try:
            self._say(order, "fetching")
            self.fetch(order.bundle, fetcher, back=bool(order.version))
            self._say(order, "staged")
            if now and self._around.quiet():
                self._try_out(order, dealt)
        except UpdateRefused as error:
            log.error("%s", error)
            self._say(order, "refused", error.why)
            self._deal(dealt)

    def fetch(self, name: str, fetcher: Fetcher, back: bool) -> None:
        """Bring a bundle into the free slot; raises UpdateAway or UpdateRefused.

        From the office (`back`) it may be older than the one that runs, and the clock must be
        trusted. A stick is for boxes without a line, whose clock nobody vouches for: there what
        was seen before, and the rule that it takes nothing back, stand in for it.
        """
        folder = self.place.folder
        try:
            if back and not self._around.trusts_clock():
                raise UpdateRefused("clock")
            slot = slots.read(folder).free
            if slots.name(folder, slot) == name and slots.parts(folder, slot):
                return
            trusted = Trusted(folder / "trust", self.place.root, fetcher)
            bundle, data = trusted.bundle(name)
            if not back and bundle.made_at < self._made():
                raise UpdateRefused("older")
            self._bring(trusted, bundle)
            slots.stage(folder, slot, data)
            fetcher.forget()
        except OSError as error:
            raise no_room(error) from error

    def _bring(self, trusted: Trusted, bundle: Bundle) -> None:
        if self.place.hardware not in bundle.hardware:
            raise UpdateRefused("hardware", f"This is {self.place.hardware}.")
        folder = self.place.folder
        unpack.room(folder, bundle)
        for part in bundle.parts:
            if not slots.part_folder(folder, part.sha256).is_dir():
                unpack.unpack(folder, part, trusted.part(part))

    def _try_out(self, order: Update, dealt: Dealt) -> None:
        self._say(order, "trying")
        folder = self.place.folder
        rollout = str(order.rollout) if order.rollout else None
        trial = Trial(
            slots.read(folder).free,
            order.bundle,
            rollout,
            self._around.holding(),
            self.place.prove_s,
        )
        slots.try_out(folder, trial)
        self._deal(dealt)  # after it: a power cut between may only try twice
        self._around.change_over()

    def _runs(self, name: str) -> bool:
        state = slots.read(self.place.folder)
        return state.trial is not None or slots.name(self.place.folder, state.good) == name

    def _made(self) -> datetime:
        """When the bundle that runs was made; long ago for the one from the factory."""
        try:
            good = slots.read(self.place.folder).good
            data = (self.place.folder / "slots" / f"{good}.json").read_bytes()
            return msgspec.json.decode(data, type=Bundle).made_at
        except (OSError, msgspec.DecodeError):
            return datetime.min.replace(tzinfo=UTC)

    def _say(self, order: Update, phase: Phase, why: str = "") -> None:
        """Report a phase once in the life of this process."""
        told = order.version, order.bundle, phase
        if told not in self._told:
            self._note(Updated(order.bundle, phase, order.rollout, why))
            self._told.add(told)

    def _dealt(self) -> Dealt:
        try:
            return msgspec.json.decode((self.place.folder / "dealt.json").read_bytes(), type=Dealt)
        except (OSError, msgspec.DecodeError):
            return Dealt()

    def _deal(self, dealt: Dealt) -> None:
        write_whole(self.place.folder / "dealt.json", msgspec.json.encode(dealt))


def in_window(window: tuple[int, int] | None, now: datetime) -> bool:
    """Whether a moment is in a window of minutes after midnight in Shanghai; None is always."""
    if window is None:
        return True
    local = now.astimezone(SHANGHAI)
    minute, (start, end) = local.hour * 60 + local.minute, window
    return start <= minute < end if start <= end else minute >= start or minute < end


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
