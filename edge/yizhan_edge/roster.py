"""Who may check in here, sealed at rest. One person is found by the number they give; no search."""

import hashlib
import hmac
import logging
from datetime import datetime
from threading import Lock
from uuid import UUID

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from yizhan_wire.orders import Roster, RosterEntry, RosterReady, Secret

from yizhan_edge.errors import RosterRefused, Unsealable
from yizhan_edge.sealed import Sealed

log = logging.getLogger(__name__)
FILE, USED = "roster", "used"
MOST = 5000
_hasher = PasswordHasher()


class HeldRoster:
    """The roster in force. Survives a restart; a new one replaces it whole."""

    def __init__(self, sealed: Sealed) -> None:
        self._sealed = sealed
        self._lock = Lock()
        self._roster = Roster(0, [])
        self._used: set[UUID] = set()
        self.digest = ""
        self.broken = False
        self._load()

    @property
    def version(self) -> int:
        """Version in force, 0 when there has been none."""
        return self._roster.version

    @property
    def entries(self) -> list[RosterEntry]:
        """Everyone who may check in here."""
        return self._roster.entries

    def replace(self, raw: bytes, order: RosterReady | None = None) -> None:
        """Put a roster in force. Raises RosterRefused; the one before then stays."""
        roster = _decode(raw)
        if order and order.version == roster.version and order.sha256 != digest(raw):
            raise RosterRefused(f"(version {roster.version} has another hash than was announced)")
        with self._lock:
            self._sealed.write(FILE, raw)
            self._roster = roster
            offered = {one.id for entry in roster.entries for one in _secrets(entry)}
            self._keep_used(self._used & offered)
            self.digest = digest(raw)
            self.broken = False

    def find(self, number: str) -> RosterEntry | None:
        """The one person of this number."""
        with self._lock:
            for entry in self._roster.entries:
                if hmac.compare_digest(entry.number.encode(), number.encode()):
                    return entry
        return None

    def unlock(self, secrets: list[Secret], given: str, now: datetime) -> UUID | None:
        """The id of the unused, unexpired secret that `given` opens."""
        for one in secrets:
            if one.id in self._used or datetime.fromisoformat(one.expires_at) <= now:
                continue
            if _fits(one.hash, given):
                return one.id
        return None

    def use(self, secret: UUID) -> None:
        """Remember across restarts that this secret is spent."""
        with self._lock:
            self._keep_used(self._used | {secret})

    def _keep_used(self, used: set[UUID]) -> None:
        self._used = used
        self._sealed.write(USED, msgspec.json.encode(sorted(used)))

    def _load(self) -> None:
        try:
            raw, used = self._sealed.read(FILE), self._sealed.read(USED)
            if raw:
                self._roster, self.digest = _decode(raw), digest(raw)
            self._used = set(msgspec.json.decode(used, type=list[UUID])) if used else set()
        except (Unsealable, RosterRefused, msgspec.DecodeError):
            self.broken = True
            log.error("the stored roster cannot be read; waiting for a new one")


def digest(raw: bytes) -> str:
    """SHA-256 of a roster's body, hex; the order that announces it carries the same."""
    return hashlib.sha256(raw).hexdigest()


def _decode(raw: bytes) -> Roster:
    try:
        roster = msgspec.json.decode(raw, type=Roster)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RosterRefused(type(error).__name__) from error
    if len(roster.entries) > MOST:
        raise RosterRefused(f"({len(roster.entries)} entries)")
    return roster


def _secrets(entry: RosterEntry) -> list[Secret]:
    return [*entry.permits, *entry.codes]


def _fits(hashed: str, given: str) -> bool:
    try:
        return _hasher.verify(hashed, given)
    except (VerificationError, InvalidHashError):
        return False
