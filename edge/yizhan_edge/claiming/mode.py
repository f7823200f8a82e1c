"""Before the claim: show the code, ask in turns, look at sticks, until there is a certificate."""

import logging
import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from cryptography import x509
from yizhan_wire import claims
from yizhan_wire.claims import Grant

from yizhan_edge.claiming import page, stick
from yizhan_edge.claiming.asking import ClaimDoor
from yizhan_edge.errors import (
    CertificateRefused,
    ClockBefore,
    CollectorAway,
    GrantRefused,
    SettingsRefused,
    WishRefused,
)
from yizhan_edge.identity import Identity
from yizhan_edge.screen.server import Server, own_names
from yizhan_edge.settings import Settings

log = logging.getLogger(__name__)
ASK_S = 5.0
MODEL = Path("/proc/device-tree/model")
WORDS: dict[type[Exception], str] = {
    CollectorAway: "away",
    ClockBefore: "clock",
    WishRefused: "refused",
    GrantRefused: "grant",
    CertificateRefused: "grant",
    OSError: "disk",
}


class Claiming:
    """One box without a name. Making it raises EdgeError for what it cannot start with."""

    def __init__(self, settings: Settings, ask_s: float = ASK_S) -> None:
        assert settings.identity  # noqa: S101 # `unclaimed` says so
        self._stick, self._ask_s = settings.stick, ask_s
        self._identity = Identity(settings.identity, settings.collector.ca)
        try:
            request = x509.load_pem_x509_csr(self._identity.request())
        except OSError as error:
            raise SettingsRefused(f"identity: {error}") from error
        self.code = claims.code_of(self._identity.next_key().public_key())
        self.wish = claims.wish(request, hardware(), version("yizhan-edge"))
        self.state = "waiting"
        self._door = ClaimDoor(settings.collector)
        word = claims.dump(self.wish)
        text = f"{settings.office}/claim#wish={word}" if settings.office else word
        app = page.app(self._standing, text, own_names(settings.kiosk))
        self._server = Server(settings.kiosk, app, "claim")

    def run(self, stopping: threading.Event) -> bool:
        """Until the box is claimed; False when it was told to end before."""
        self._server.start()
        log.info("the box asks to be claimed as %s", claims.shown(self.code))
        try:
            while not stopping.is_set() and not self.step():
                stopping.wait(self._ask_s * random.uniform(0.8, 1.2))  # noqa: S311 # jitter
        finally:
            self._server.stop()
            self._door.close()
        return self.state == "claimed"

    def step(self) -> bool:
        """Ask once, stick and line; whether the box has its certificate now."""
        states = [self._from(ask) for ask in (self._by_stick, self._by_line)]
        told = [one for one in states if one != "waiting"]
        state = "claimed" if "claimed" in told else (told or ["waiting"])[0]
        if state != self.state:
            log.info("claim: %s", state)
        self.state = state
        return state == "claimed"

    def _from(self, ask: Callable[[], Grant | None]) -> str:
        if self._identity.held():
            return "claimed"
        try:
            grant = ask()
            if grant is None:
                return "waiting"
            self._identity.take(grant.chain.encode(), grant.device, datetime.now(UTC))
        except tuple(WORDS) as error:
            log.warning("%s", error)
            return next(word for kind, word in WORDS.items() if isinstance(error, kind))
        return "claimed"

    def _by_line(self) -> Grant | None:
        return self._door.ask(self.wish)

    def _by_stick(self) -> Grant | None:
        for folder in stick.folders(self._stick):
            if found := stick.find(folder, self.code):
                return found
            stick.leave(folder, self.code, self.wish)
        return None

    def _standing(self) -> page.Standing:
        return page.Standing(claims.shown(self.code), self.state)


def hardware(model: Path = MODEL) -> str:
    """What the board calls itself, "" where it does not say."""
    try:
        return model.read_text(encoding="utf-8", errors="replace").strip("\x00\n ")[:80]
    except OSError:
        return ""
