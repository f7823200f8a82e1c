"""The whole box: which parts there are, and in what order they start and stop."""

import fcntl
import logging
import threading
import time
from io import IOBase
from pathlib import Path

from yizhan_wire.events import Picture, SignShown

from yizhan_edge import memory
from yizhan_edge.board import CounterBoard, opener
from yizhan_edge.boardwords import Introduced
from yizhan_edge.camera import SEEING, Camera
from yizhan_edge.clock import BoxClock
from yizhan_edge.collector import Door
from yizhan_edge.counter import BoxCounter
from yizhan_edge.errands import Errands
from yizhan_edge.errors import AlreadyRunning, ModelRefused, SettingsRefused
from yizhan_edge.eyes import Eyes
from yizhan_edge.face import card, models
from yizhan_edge.hands import BoxHands
from yizhan_edge.health import Vitals
from yizhan_edge.identity import Identity
from yizhan_edge.journal import Journal
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.kiosk.machine import Kiosk
from yizhan_edge.orders import Orders
from yizhan_edge.ownpage import OwnPage
from yizhan_edge.paired import Paired
from yizhan_edge.recording.procedures import Procedures
from yizhan_edge.remote import Remote
from yizhan_edge.renewal import LOOK_S, Renewal
from yizhan_edge.roster import HeldRoster
from yizhan_edge.rosterfetch import RosterFetch
from yizhan_edge.screen.server import Screen
from yizhan_edge.sealed import Sealed
from yizhan_edge.settings import Broker, Settings, load_key
from yizhan_edge.signkind import sign_of
from yizhan_edge.spool import Spool
from yizhan_edge.standing import Standing
from yizhan_edge.templates import Templates
from yizhan_edge.update.running import Running
from yizhan_edge.update.start import CHANGE_OVER
from yizhan_edge.updates import Updates
from yizhan_edge.uplink import Address, Uplink

log = logging.getLogger(__name__)
ROSTER_S, TIME_S, KEEP_S = 600.0, 3600.0, 3600.0
CHANGED_S = 5.0  # between two reports of a picture that changes
THANKS, THANKS_S = "谢谢,已登记", 5


class Agent:
    """One box. Making it raises EdgeError for whatever it cannot start with."""

    def __init__(self, settings: Settings, running: Running = Running()) -> None:  # noqa: B008 # frozen
        self.settings = settings
        self.over = threading.Event()
        key = load_key(settings.key_file)
        self._lock = _lock(settings.data)
        limits = settings.spool
        path = settings.data / "spool.db"
        self.spool = Spool(path, settings.device, limits.events, limits.bytes)
        self.clock = BoxClock()
        self.journal = Journal(self.spool, self.clock)
        self.camera = Camera(settings.camera, self.clock.judge)
        introduced = Introduced(self.journal.note)
        self.sign = sign_of(settings.sign, self._shown, settings.font, introduced)
        self.board = CounterBoard(
            opener(settings.board),
            Paired(settings.data / "board.json", settings.device),
            self.journal.note,
            self.sign.bright,
        )
        self.standing = Standing(settings.data / "standing.json")
        self.face = _face(settings)
        self.counter = BoxCounter(
            HeldRoster(Sealed(settings.roster, key)),
            Templates(Sealed(settings.templates, key)),
            self.journal,
            self.face[1].model if self.face else "",
            self._face_closed,
            lambda: self.sign.say(THANKS, THANKS_S),
        )
        kiosk = Kiosk(self.counter, bool(settings.kiosk.own_page))
        self.booth = Booth(kiosk, self.journal.moment)
        self.door = Door(settings.collector)
        self.errands = Errands()
        self.procedures = Procedures(
            settings, self.camera, self.journal, self.door, lambda: self.standing.now.sessions.plans
        )
        self.eyes = Eyes(
            self.camera,
            self.booth,
            self.counter,
            self.journal,
            self.face,
            self.procedures.sessions.heads,
        )
        self.uplink = self._uplink()
        place = settings.update
        self.updates = Updates(self, place, running) if place else None
        self.vitals = Vitals(
            self.counter,
            self.booth,
            self.camera,
            settings.data,
            [] if self.face else ["model_refused"],
            lambda: self.procedures.recorder.gap,
            running,
            settings.collector.cert,
            self.board.alarms,
        )
        own_page = OwnPage(settings.kiosk, self.door, self.booth)
        self.screen = Screen(settings.kiosk, self.booth, self.camera, own_page.open)

    def start(self) -> None:
        """Start every part; the page comes last, when it has something to say."""
        self.sign.start()
        self.sign.stand(self.standing.now.signage.text)
        self.board.start()
        self.uplink.start()
        self.errands.start()
        self.camera.start()
        self.procedures.start()
        self.eyes.start()
        self.screen.start()
        if self.updates:
            self.updates.start()
        log.info("the box runs as %s", self.settings.device)

    def run(self, stopping: threading.Event) -> int:
        """Report health each minute (or as ordered), and soon when the picture changes.

        Returns 0, or CHANGE_OVER where it, or another bundle, is to be started anew.
        """
        while not self.eyes.opened.is_set() and not stopping.wait(0.1):
            pass  # else the first report of each start would call the camera lost
        while not stopping.is_set():
            memory.give_back()
            told = self.vitals.measure(self.sign.state)
            self.journal.note(told)
            self._rest(stopping, told.camera)
        return CHANGE_OVER if self.over.is_set() else 0

    def _rest(self, stopping: threading.Event, picture: Picture) -> None:
        """Until the next report is due; a picture that comes and goes is not told of each time."""
        end = time.monotonic() + self.standing.now.config.health_every_s
        while (left := end - time.monotonic()) > 0 and not stopping.wait(min(left, CHANGED_S)):
            if self.over.is_set():
                stopping.set()
            if self.camera.picture != picture:
                return

    def stop(self) -> None:
        """Stop every part, the page first and the spool last."""
        if self.updates:
            self.updates.stop()
        for part in (self.screen, self.eyes):
            part.stop()
        self.procedures.stop()
        self.camera.close()
        self.errands.stop()
        self.uplink.stop()
        self.board.close()
        self.sign.close()
        self.door.close()
        self.spool.close()
        self._lock.close()

    def _uplink(self) -> Uplink:
        fetch = RosterFetch(self.door, self.counter)
        orders = Orders(
            self.errands, fetch, self.standing, self.sign, self.counter, self.procedures,
            self._remote(), self._update_soon,
        )  # fmt: skip
        self.errands.every("roster", ROSTER_S, fetch.fetch)
        self.errands.every("keep", KEEP_S, self.procedures.sweep)
        self.errands.every("time", TIME_S, lambda: self.clock.heard(self.door.time()))
        address = _address(self.settings.broker)
        try:
            made = Uplink(address, self.spool, orders.handlers(), connected=self._connected)
        except (OSError, ValueError) as error:
            raise SettingsRefused(f"broker.ca, cert, key: {error}") from error
        if self.settings.identity:
            identity = Identity(self.settings.identity, self.settings.collector.ca)
            renewal = Renewal(identity, self.door, made.show_anew)
            self.errands.every("certificate", LOOK_S, renewal.renew)
        return made

    def _remote(self) -> Remote:
        hands = BoxHands(self, self.over.set)
        done = self.settings.data / "commands.json"
        key, device = self.settings.command_key, self.settings.device
        return Remote(device, key, hands, self.journal.note, done)

    def _update_soon(self) -> None:
        if self.updates:
            self.updates.soon()

    def _connected(self) -> None:
        self.errands.soon("time")
        self.errands.soon("roster")

    def _shown(self, message: str, shown: bool, attempts: int) -> None:
        self.journal.note(SignShown(message, shown, attempts))

    def _face_closed(self) -> str | None:
        if self.face is None:
            return "models"
        return None if self.camera.picture in SEEING else "camera"


def _face(settings: Settings) -> tuple[models.FaceModels, card.Card] | None:
    try:
        return models.load(settings.models, settings.models_lock), card.load(settings.card)
    except ModelRefused as error:
        log.error("%s The routes without a face stay open.", error)
        return None


def _address(broker: Broker) -> Address:
    return Address(broker.host, broker.port, broker.ca, broker.cert, broker.key)


def _lock(data: Path) -> IOBase:
    """Hold the data folder for this process alone, until it ends."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (data / "lock").open("ab")
    except OSError as error:
        raise SettingsRefused(f"data: {error}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise AlreadyRunning(f"({data})") from error
    return file
