"""A house with many boxes, and the office that tells them what to run."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import psycopg
import pytest
from stack import builders as make
from stack import configure, fleet
from stack.host import walkable
from stack.line import ENV, Line
from stack.memory import quick_folder
from stack.process import Program, answers, free_port, wait_for
from stack.shelf import Shelf
from yizhan_collector.rooms.staff import service as staff

PASSWORD = "chang-an-fang-18"  # of these tests only
BOXES = int(os.environ.get("YIZHAN_BOXES", "24"))  # `make test-fleet` runs 200
A_PROCESS = 50


class BoxNow(NamedTuple):
    """What is known of a box: the bundle its health names, and how often people checked in."""

    bundle: str
    visits: int


class Fleet:
    """Broker, database, collector and boxes, with a signed directory at the device door."""

    def __init__(self, folder: Path, data: Path, boxes: int) -> None:
        self.boxes = boxes
        self.line = Line(folder, data=data)
        self.shelf = Shelf(folder / "shelf")
        self.root = folder / "root.json"
        self.root.write_bytes(self.shelf.repository.root)
        self.places = configure.Places(self.line.broker.port, free_port(), free_port())
        configure.collector(folder, self.line.url, self.places)
        config = folder / "collector.toml"
        site, usual = str(self.shelf.site), str(configure.updates(folder))
        config.write_text(config.read_text().replace(usual, site))
        self._people()
        self.office = httpx.Client(base_url=f"http://127.0.0.1:{self.places.page}", timeout=30)

    def _people(self) -> None:
        now = make.NOON
        with psycopg.connect(self.line.url) as tx:
            for number in range(self.boxes):
                self._post(tx, number)
            staff.join(tx, "admin", "系统管理员 卫工", "administrator", "", PASSWORD, now)

    def _post(self, tx: psycopg.Connection, number: int) -> None:
        """A box with its certificate, and somebody who must report there."""
        fleet.settle(tx, number)
        self.line.authority.issue(fleet.device(number), datetime.now(UTC))

    def start(self) -> None:
        """The collector, then the boxes; ready when each has said how it is."""
        config = ["--config", str(self.line.folder / "collector.toml")]
        for verb in ("ingest", "work", "serve"):
            self._program(verb, "yizhan_collector", verb, *config).start(lambda: True)
        wait_for(lambda: answers(self.places.page) and answers(self.places.door), 60, "the office")
        me = self.office.post("/api/login", json={"login": "admin", "password": PASSWORD})
        self.office.headers["X-CSRF-Token"] = me.raise_for_status().json()["csrf"]
        for first in range(0, self.boxes, A_PROCESS):
            count = min(A_PROCESS, self.boxes - first)
            self._boxes(first, count).start(lambda: True)
        wait_for(lambda: len(self.now()) == self.boxes, 120, "every box to be heard of")

    def _boxes(self, first: int, count: int) -> Program:
        line = self.line
        given = {
            "folder": line.folder / "boxes",
            "authority": line.authority.folder,
            "root": self.root,
            "broker": line.broker.port,
            "door": self.places.door,
            "first": first,
            "count": count,
        }
        words = [word for name, value in given.items() for word in (f"--{name}", str(value))]
        return self._program(f"boxes-{first}", "stack.fleet", *words)

    def _program(self, name: str, module: str, *rest: str) -> Program:
        log = self.line.folder / f"{name}.log"
        made = Program(name, [sys.executable, "-m", module, *rest], log, ENV)
        self.line.programs.append(made)
        return made

    def publish(self, name: str, fails_at: list[int]) -> None:
        """Sign and publish a bundle that fails on boxes whose number ends so."""
        does = {"run.py": "", "behaviour.json": f'{{"fails_at": {fails_at}}}'}
        self.shelf.publish(name, does)

    def roll_out(self, bundle: str, *groups: dict[str, Any]) -> str:
        """Begin a rollout to all boxes; its id."""
        wish = {
            "bundle": bundle,
            "posts": [fleet.device(number) for number in range(self.boxes)],
            "groups": list(groups),
            "silent_minutes": 10,
        }
        answer = self.office.post("/api/rollouts", json=wish)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def rollout(self, key: str) -> dict[str, Any]:
        """How far it is."""
        found: dict[str, Any] = self.office.get(f"/api/rollouts/{key}").raise_for_status().json()
        return found

    def now(self) -> dict[str, BoxNow]:
        """What is known of each box."""
        with psycopg.connect(self.line.url) as tx:
            rows = tx.execute(
                "select device, body ->> 'bundle', (select count(*) from checkin"
                " where checkin.device = device_last.device) from device_last"
            ).fetchall()
        return {name: BoxNow(bundle, visits) for name, bundle, visits in rows}


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Fleet]:
    with quick_folder(tmp_path) as quick:
        made = Fleet(tmp_path, walkable(quick), BOXES)
        made.start()
        yield made
        made.office.close()
        made.line.stop()
