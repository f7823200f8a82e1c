"""A repository of bundles as `yizhan-provision bundle` publishes it, without its signatures.

The collector reads which bundles there are and does not verify; boxes do, in tests of their own.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from yizhan_wire.bundle import Bundle, Part

MADE = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass
class Repository:
    """The folder, and what is listed in it."""

    folder: Path
    listed: dict[str, Any] = field(default_factory=dict)
    version: int = 0

    def add(self, name: str, content: bytes = b"agent" * 1000) -> Path:
        """Publish a bundle of one part; returns the file of the part."""
        sha256 = hashlib.sha256(content).hexdigest()
        part = Part("agent", name, sha256, len(content), len(content))
        bundle = Bundle(name, MADE, ["pi4"], [part])
        self._file(f"bundles/{name}.json", msgspec.json.encode(bundle))
        found = self._file(part.path, content)
        self._publish()
        return found

    def _file(self, path: str, content: bytes) -> Path:
        """A target as a consistent snapshot has it: its hash before its name."""
        sha256 = hashlib.sha256(content).hexdigest()
        folder, name = path.split("/")
        file = self.folder / "targets" / folder / f"{sha256}.{name}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.listed[path] = {"length": len(content), "hashes": {"sha256": sha256}}
        return file

    def _publish(self) -> None:
        self.version += 1
        self._role(f"{self.version}.targets", {"targets": self.listed})
        meta = {"targets.json": {"version": self.version}}
        self._role(f"{self.version}.snapshot", {"meta": meta})
        self._role("timestamp", {"meta": {"snapshot.json": {"version": self.version}}})

    def _role(self, name: str, signed: dict[str, Any]) -> None:
        file = self.folder / "metadata" / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"signed": signed, "signatures": []}))
