"""A box alone: its settings, its key, a roster as if fetched before; nobody at the other end."""

import json
import os
import sqlite3
import sys
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
from yizhan_provisioning.authority import Authority
from yizhan_wire import codec
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import Body
from yizhan_wire.orders import Roster, RosterEntry, Secret

from stack import builders as make
from stack.host import REPO
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


class Box:
    """One `python -m yizhan_edge` under `folder`."""

    def __init__(self, folder: Path, camera: str, **changes: Any) -> None:
        self.folder = folder
        self.port, self.broker_port, self.door_port = (free_port() for _ in range(3))
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = folder / "box"
        self.config = folder / "edge.toml"
        self.key = os.urandom(32)
        (folder / "template.key").touch(mode=0o600)
        (folder / "template.key").write_bytes(self.key)
        self.settings = self._settings(camera) | changes
        self.log = folder / "box.log"
        command = [sys.executable, "-m", "yizhan_edge", "--config", str(self.config)]
        self.program = Program("box", command, self.log, {"PYTHONDONTWRITEBYTECODE": "1"})

    def _settings(self, camera: str) -> dict[str, Any]:
        identity = Authority.create(self.folder / "authority", datetime.now(UTC)).issue(
            make.BOX, datetime.now(UTC)
        )
        own = {name: str(getattr(identity, name)) for name in ("ca", "cert", "key")}
        return {
            "device": make.BOX,
            "data": str(self.data),
            "camera": camera,
            "models": str(REPO / "models/build"),
            "models_lock": str(REPO / "models/models.lock"),
            "card": str(REPO / "models/cards/face.toml"),
            "key_file": str(self.folder / "template.key"),
            "kiosk": {"port": self.port},
            "broker": {"host": "127.0.0.1", "port": self.broker_port, **own},
            "collector": {"url": f"https://127.0.0.1:{self.door_port}", **own},
        }

    def hold(self, *entries: RosterEntry, version: int = 1) -> None:
        """Put a sealed roster where a restarted box finds it."""
        held = HeldRoster(Sealed(self.data / "roster", self.key))
        held.replace(roster(*entries, version=version))

    def write(self) -> None:
        """Write the settings file."""
        self.config.write_text(toml(self.settings))

    def start(self) -> None:
        """Start and wait until the page answers."""
        self.write()
        self.program.start(lambda: answers(self.port), 60)

    def spooled(self, kind: str) -> list[Body]:
        """Bodies of one kind that wait in the spool, read from the file as it is."""
        with closing(sqlite3.connect(f"file:{self.data / 'spool.db'}?mode=ro", uri=True)) as db:
            rows = db.execute("select envelope from event where kind = ? order by seq", [kind])
            found = [msgspec.json.decode(raw, type=Envelope) for (raw,) in rows.fetchall()]
        return [codec.load_body(one) for one in found]

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
