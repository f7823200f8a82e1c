"""The listener of one authority, as a program that can be ended and started again."""

import json
import ssl
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from yizhan_provisioning.authority import Authority

from stack.host import REPO
from stack.process import Program, answers, free_port

ENV = {"PYTHONPATH": str(REPO / "tests")}


@dataclass
class Ear:
    """The listener of one authority, which can be ended and started again."""

    authority: Authority
    code: str
    folder: Path
    skew: float = 0
    server: bool = True  # by its certificate
    since: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        self.port = free_port()
        self.kept = self.folder / f"{self.code}.told"
        own = self.authority.issue(f"{self.code}-ear", self.since, self.server)
        files = ("--ca", str(own.ca), "--cert", str(own.cert), "--key", str(own.key))
        command = [sys.executable, "-m", "stack.listener", "--port", str(self.port), *files]
        command += ["--kept", str(self.kept), "--peer", "collector", "--skew", str(self.skew)]
        self.program = Program(self.code, command, self.folder / f"{self.code}.log", ENV)

    @property
    def address(self) -> str:
        """Where it listens for events."""
        return f"https://127.0.0.1:{self.port}/told"

    def start(self) -> None:
        """Begin to listen."""
        self.program.start(lambda: answers(self.port))

    def stop(self) -> None:
        """Listen no more."""
        self.program.stop()

    def fault(self, *faults: str) -> None:
        """What goes wrong with each event to come."""
        trusted = ssl.create_default_context(cafile=str(self.authority.ca))
        here = self.authority.folder
        trusted.load_cert_chain(here / "collector.crt", here / "collector.key")
        at = f"https://127.0.0.1:{self.port}/fault"
        httpx.post(at, json=faults, verify=trusted).raise_for_status()

    def held(self) -> list[dict[str, Any]]:
        """What was taken so far, in order and as often as it came."""
        lines = self.kept.read_text().splitlines() if self.kept.exists() else []
        return [json.loads(one)["said"] for one in lines]

    def nos(self) -> list[int]:
        """The numbers of what was taken."""
        return [one["no"] for one in self.held()]
