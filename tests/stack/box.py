"""A box alone: its settings, its key, a roster as if fetched before; nobody at the other end."""

import json
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import cv2
import httpx
import msgspec
import numpy as np
from argon2 import PasswordHasher
from yizhan_edge.face.models import Image
from yizhan_edge.roster import HeldRoster
from yizhan_edge.sealed import Sealed
from yizhan_edge.templates import Templates
from yizhan_provisioning.authority import Authority
from yizhan_wire import codec
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import Body
from yizhan_wire.orders import Roster, RosterEntry, Secret

from stack import builders as make
from stack import configure
from stack.process import Program, answers, free_port

NUMBER, CODE, PERMIT = "20260117", "31415926", "27182818"
# real hashes, made cheap: what is tested is the kiosk, not the patience of argon2id
_quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def secret(plain: str, lasts: timedelta = timedelta(hours=1)) -> Secret:
    """A single-use secret that ends after `lasts`."""
    return Secret(uuid4(), _quick.hash(plain), (datetime.now(UTC) + lasts).isoformat())


def entry(number: str = NUMBER, **changes: Any) -> RosterEntry:
    """Somebody on the roster, due tomorrow and a week later, with one permit and one code."""
    today = datetime.now(UTC).date()
    made = RosterEntry(
        person=uuid4(),
        number=number,
        next_due=(today + timedelta(days=1)).isoformat(),
        face=True,
        permits=[secret(PERMIT)],
        codes=[secret(CODE)],
        then_due=(today + timedelta(days=8)).isoformat(),
    )
    return msgspec.structs.replace(made, **changes)


def roster(*entries: RosterEntry, version: int = 1) -> bytes:
    """The body the device door would serve."""
    return msgspec.json.encode(Roster(version, list(entries)))


def film(path: Path, pictures: Iterable[Image], fps: int = 12) -> str:
    """A recording as a camera source; a little noise, as a sensor has."""
    frames = list(pictures)
    height, width = frames[0].shape[:2]
    out = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    chance = np.random.default_rng(1)
    for frame in frames:
        noise = chance.integers(0, 6, frame.shape, np.uint8)
        out.write(cv2.add(frame, noise))
    out.release()
    return f"file:{path}"


def authority(folder: Path) -> Authority:
    """An authority of its own, with certificates for broker, collector and box."""
    now = datetime.now(UTC)
    made = Authority.create(folder / "authority", now)
    for name in ("broker", "collector", make.BOX):
        made.issue(name, now)
    return made


class Box:
    """One `python -m yizhan_edge` under `folder`, which also holds its authority."""

    def __init__(
        self, folder: Path, camera: str, broker: int = 0, door: int = 0, **changes: Any
    ) -> None:
        self.folder, self.data, self.log = folder, folder / "box", folder / "box.log"
        self.config = folder / "edge.toml"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        places = configure.Places(broker or free_port(), self.port, door or free_port())
        configure.box(folder, camera, "", places)
        self.settings = tomllib.loads(self.config.read_text()) | changes
        self.key = (folder / "template.key").read_bytes()
        command = [sys.executable, "-m", "yizhan_edge", "--config", str(self.config)]
        self.program = Program("box", command, self.log)

    def hold(self, *entries: RosterEntry, version: int = 1) -> None:
        """Put a sealed roster where a restarted box finds it."""
        held = HeldRoster(Sealed(self.data / "roster", self.key))
        held.replace(roster(*entries, version=version))

    def write(self) -> None:
        """Write the settings file."""
        self.config.write_text(toml(self.settings))

    def templates(self) -> Templates:
        """The templates on this box."""
        return Templates(Sealed(self.data / "templates", self.key))

    def ways(self) -> dict[str, Any]:
        """What the page offers the first person; leaves again."""
        self.press("begin")
        offered: dict[str, Any] = self.press("number", number=NUMBER)["options"]
        self.press("cancel")
        return offered

    def start(self) -> None:
        """Start and wait until the page answers."""
        self.write()
        self.program.start(lambda: answers(self.port), 60)

    def envelopes(self, kind: str) -> list[Envelope]:
        """Events of one kind that wait in the spool, read from the file as it is."""
        with closing(sqlite3.connect(f"file:{self.data / 'spool.db'}?mode=ro", uri=True)) as db:
            rows = db.execute("select envelope from event where kind = ? order by seq", [kind])
            return [msgspec.json.decode(raw, type=Envelope) for (raw,) in rows.fetchall()]

    def spooled(self, kind: str) -> list[Body]:
        """Their bodies."""
        return [codec.load_body(one) for one in self.envelopes(kind)]

    def starts(self) -> tuple[int, str]:
        """Run until it ends by itself; its exit code and what it said."""
        self.write()
        done = subprocess.run(
            self.program.command, capture_output=True, text=True, timeout=60, check=False
        )
        return done.returncode, done.stderr

    def press(self, action: str, **body: str) -> dict[str, Any]:
        """What the page would send; answers with the next page."""
        answer = httpx.post(f"{self.url}/api/visit/{action}", json=body)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    def page(self) -> dict[str, Any]:
        """The page now."""
        found: dict[str, Any] = httpx.get(f"{self.url}/api/visit").raise_for_status().json()
        return found


def toml(table: dict[str, Any]) -> str:
    """A settings file: JSON's strings and numbers are TOML's, a table goes on one line."""
    lines = [
        f"{name} = {_inline(value) if isinstance(value, dict) else json.dumps(value)}"
        for name, value in table.items()
    ]
    return "\n".join(lines) + "\n"


def _inline(table: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key} = {json.dumps(value)}" for key, value in table.items()) + "}"
