"""Commands from afar: only the office's, only for this box, only in time, and each once."""

import base64
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from stack.builders import BOX, NOON
from yizhan_edge.errors import CollectorAway, SettingsRefused
from yizhan_edge.hands import redacted
from yizhan_edge.remote import Remote, public
from yizhan_wire.events import Answered, Body
from yizhan_wire.orders import Command, signed

KEY = Ed25519PrivateKey.generate()
PUBLIC = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
SOON = NOON + timedelta(minutes=10)


def order(do: str, device: str = BOX, key: Ed25519PrivateKey = KEY) -> Command:
    """A command as the office signs it."""
    made = Command(uuid4(), do, expires_at=SOON)  # type: ignore[arg-type]
    signature = base64.b64encode(key.sign(signed(device, made))).decode()
    return msgspec.structs.replace(made, signature=signature)


@dataclass
class Hands:
    """Counts what was done."""

    sign: bool = True
    away: bool = False
    status: int = 204
    did: list[str] = field(default_factory=list)

    def restart(self) -> None:
        self.did.append("restart")

    def checks(self) -> dict[str, str]:
        return {"page": "ok"}

    def test_page(self) -> bool:
        return self.sign

    def diagnosis(self) -> bytes:
        return b"zip"

    def bring(self, command: UUID, report: bytes) -> int:
        if self.away:
            raise CollectorAway
        self.did.append(f"brought {report.decode()}")
        return self.status


class Box:
    """A box that takes commands, and what it answered."""

    def __init__(self, folder: Path, key: str = PUBLIC) -> None:
        self.folder, self.key = folder, key
        self.hands = Hands()
        self.said: list[Body] = []
        self.remote = self.again()

    def again(self) -> Remote:
        """After a restart."""
        done = self.folder / "commands.json"
        self.remote = Remote(BOX, self.key, self.hands, self._note, done)
        return self.remote

    def _note(self, body: Body) -> bool:
        self.said.append(body)
        return True

    def told(self, command: Command) -> Answered:
        """Vouched for and carried out; the last answer."""
        assert self.remote.vouched(command, NOON)
        self.remote.act(command)
        assert isinstance(self.said[-1], Answered)
        return self.said[-1]


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def test_a_signed_command_is_carried_out_and_answered(box: Box) -> None:
    command = order("self_test")
    assert box.told(command) == Answered(command.id, "done", "", {"page": "ok"})
    assert box.told(order("test_page")).outcome == "done"
    assert box.told(order("diagnose")).outcome == "done"
    assert box.told(order("restart_agent")).outcome == "done"
    assert box.hands.did == ["brought zip", "restart"]


def test_a_command_given_twice_is_done_once_also_after_a_restart(box: Box) -> None:
    command = order("restart_agent")
    box.told(command)
    box.again().act(command)
    assert box.hands.did == ["restart"]
    assert len(box.said) == 1


def test_a_command_for_another_box_is_not_taken(box: Box) -> None:
    assert not box.remote.vouched(order("restart_agent", device="bx-210521101-1"), NOON)


def test_a_command_signed_by_somebody_else_is_not_taken(box: Box) -> None:
    stranger = Ed25519PrivateKey.generate()
    assert not box.remote.vouched(order("restart_agent", key=stranger), NOON)
    assert not box.remote.vouched(Command(uuid4(), "show_live", seconds=60), NOON)


def test_a_command_that_comes_too_late_is_not_taken(box: Box) -> None:
    assert not box.remote.vouched(order("restart_agent"), SOON + timedelta(seconds=1))


@given(st.integers(0, 63), st.integers(0, 7))
def test_a_signature_with_one_bit_flipped_is_not_taken(at: int, bit: int) -> None:
    remote = Remote(BOX, PUBLIC, Hands(), lambda _: True, Path("nothing"))
    command = order("self_test")
    raw = bytearray(base64.b64decode(command.signature))
    raw[at] ^= 1 << bit
    flipped = base64.b64encode(raw).decode()
    assert not remote.vouched(msgspec.structs.replace(command, signature=flipped), NOON)


def test_a_command_changed_after_it_was_signed_is_not_taken(box: Box) -> None:
    changed = msgspec.structs.replace(order("test_page"), do="diagnose")
    assert not box.remote.vouched(changed, NOON)
    later = msgspec.structs.replace(order("test_page"), expires_at=SOON + timedelta(days=1))
    assert not box.remote.vouched(later, NOON)


def test_a_box_without_the_offices_key_says_so_and_takes_what_it_took_before(
    tmp_path: Path,
) -> None:
    box = Box(tmp_path, key="")
    assert box.told(order("restart_agent")).why == "no_key"
    assert not box.hands.did
    assert box.remote.vouched(Command(uuid4(), "resend"), NOON)


def test_what_could_not_be_done_is_answered(box: Box) -> None:
    box.hands.sign = False
    assert box.told(order("test_page")).why == "no_sign"
    box.hands.away = True
    assert box.told(order("diagnose")).why == "away"
    box.hands.away, box.hands.status = False, 410
    assert box.told(order("diagnose")).why == "refused"


@pytest.mark.parametrize(
    "key", ["x", "AAAA", PUBLIC[:-4]], ids=["no base64", "3 bytes", "29 bytes"]
)
def test_a_key_that_is_none_is_refused_at_the_start(key: str) -> None:
    with pytest.raises(SettingsRefused, match="command_key"):
        public(key)


def test_settings_are_told_without_keys_and_passwords() -> None:
    plain = redacted(
        {"camera": "net:http://user:secret@10.0.0.1/", "broker": {"key": "k", "host": "h"}}
    )
    assert plain == {"camera": "network", "broker": {"host": "h"}}
