"""The few things a box does when told from afar: signed, for this box, in time, and once."""

import base64
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from yizhan_wire.events import Answered, Body
from yizhan_wire.orders import Command, signed

from yizhan_edge.errors import CollectorAway, CommandRefused, NotClaimed, SettingsRefused
from yizhan_edge.whole import write_whole

log = logging.getLogger(__name__)
Action = Literal["restart_agent", "self_test", "test_page", "diagnose"]
REMEMBERED = 200  # ids; a command is good for minutes, so more never matter


class Hands(Protocol):
    """What can be done at the box."""

    def restart(self) -> None:
        """End, so that the agent starts anew."""

    def checks(self) -> dict[str, str]:
        """What was looked at → what was found, in codes."""

    def test_page(self) -> bool:
        """Show a test text on the sign; False without one."""

    def diagnosis(self) -> bytes:
        """A report without names, numbers, pictures or secrets."""

    def bring(self, command: UUID, report: bytes) -> int:
        """Give it to the collector; the status of the answer."""


class Remote:
    """Carries commands out on a thread that may wait; `key` None takes no signed command."""

    def __init__(
        self, device: str, key: str, hands: Hands, note: Callable[[Body], bool], done: Path
    ) -> None:
        self._device, self._hands, self._note, self._done = device, hands, note, done
        self._key = public(key) if key else None

    def vouched(self, order: Command, now: datetime) -> bool:
        """Whether a command may be carried out; what is not is logged and left."""
        try:
            self._check(order, now)
        except CommandRefused as error:
            log.warning("%s", error)
            return False
        return True

    def act(self, order: Command) -> None:
        """Carry a vouched command out and answer it, once; a repeat does nothing."""
        if str(order.id) in self._carried_out():
            return
        if self._key is None:
            self._answer(order, Answered(order.id, "refused", "no_key"))
            return
        self._answer(order, self._carry_out(order))
        if order.do == "restart_agent":
            self._hands.restart()

    def _carry_out(self, order: Command) -> Answered:
        match order.do:
            case "self_test":
                return Answered(order.id, "done", "", self._hands.checks())
            case "test_page":
                shown = self._hands.test_page()
                return Answered(order.id, "done" if shown else "failed", "" if shown else "no_sign")
            case "diagnose":
                return self._diagnose(order.id)
            case _:
                return Answered(order.id, "done")

    def _diagnose(self, command: UUID) -> Answered:
        try:
            status = self._hands.bring(command, self._hands.diagnosis())
        except (CollectorAway, NotClaimed):
            return Answered(command, "failed", "away")
        return Answered(command, "done") if status < 400 else Answered(command, "failed", "refused")

    def _check(self, order: Command, now: datetime) -> None:
        """Raises CommandRefused; a box without a key takes what the broker lets through."""
        if self._key is None:
            return
        try:
            given = base64.b64decode(order.signature, validate=True)
            self._key.verify(given, signed(self._device, order))
        except (InvalidSignature, ValueError) as error:
            raise CommandRefused(f"{order.do}: its signature is not the office's.") from error
        if order.expires_at and now > order.expires_at:
            raise CommandRefused(f"{order.do}: it came too late.")

    def _answer(self, order: Command, answer: Answered) -> None:
        # remembered first: after a power cut between the two the office asks once more by hand
        carried_out = [*self._carried_out(), str(order.id)][-REMEMBERED:]
        write_whole(self._done, msgspec.json.encode(carried_out))
        self._note(answer)

    def _carried_out(self) -> list[str]:
        try:
            return msgspec.json.decode(self._done.read_bytes(), type=list[str])
        except (OSError, msgspec.DecodeError):
            return []


def public(key: str) -> Ed25519PublicKey:
    """The office's key, 32 bytes in base64; raises SettingsRefused."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
    except ValueError as error:
        raise SettingsRefused("command_key: 32 bytes in base64 are needed.") from error
