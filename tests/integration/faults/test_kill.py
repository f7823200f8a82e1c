"""`kill -9` at random moments, twenty times each, under load: every event stored, each once.

Replay a failing run: YIZHAN_SEED=<printed seed> pytest tests/integration/faults
"""

import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stack import builders as make
from stack.broker import Broker
from stack.host import REPO
from stack.postgres import Postgres
from stack.process import Program, wait_for
from yizhan_collector.ground.migrate import migrate
from yizhan_provisioning.authority import Authority

KILLS = 20
TOTAL = 6000
SEED = int(os.environ.get("YIZHAN_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
ENV = {"PYTHONPATH": str(REPO / "tests")}


class House:
    """A whole line: box, broker, ingest, database, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder = folder
        now = datetime.now(UTC)
        self.authority = Authority.create(folder / "authority", now)
        for name in ("broker", "collector", make.BOX):
            self.authority.issue(name, now)
        self.postgres = Postgres(folder)
        self.broker = Broker(folder, self.authority)
        self.postgres.start()
        self.broker.start()
        self.url = self.postgres.new_database()
        migrate(self.url)
        make.post(self.url)
        self.person = make.person(self.url)
        self.ingest = self._ingest()
        self.box = self._box()

    def _ingest(self) -> Program:
        ca = self.authority.folder
        config = self.folder / "collector.toml"
        config.write_text(
            f'database = "{self.url}"\nsecret = "kJ8s-2mQx0vTz4LwPq7RbY1nCd5Ge9Hf"\n[broker]\n'
            f'port = {self.broker.port}\nca = "{ca}/ca.crt"\n'
            f'cert = "{ca}/collector.crt"\nkey = "{ca}/collector.key"\n'
        )
        run = [sys.executable, "-m", "yizhan_collector", "ingest", "--config", str(config)]
        return Program("ingest", run, self.folder / "ingest.log", ENV)

    def _box(self) -> Program:
        run = [sys.executable, "-m", "stack.loadbox", "--folder", str(self.folder)]
        run += ["--authority", str(self.authority.folder), "--port", str(self.broker.port)]
        run += ["--person", str(self.person), "--total", str(TOTAL)]
        return Program("box", run, self.folder / "box.log", ENV)

    def start(self) -> None:
        self.ingest.start(lambda: True)
        self.box.start(lambda: True)

    def spooled(self, query: str) -> int:
        try:
            with sqlite3.connect(f"file:{self.folder}/spool.db?mode=ro", uri=True) as spool:
                row = spool.execute(query).fetchone()
        except sqlite3.OperationalError:
            return -1
        return int(row[0]) if row else 0

    def delivered(self) -> bool:
        given = self.spooled("select seq from sqlite_sequence where name = 'event'")
        return given == TOTAL and self.spooled("select count(*) from event") == 0

    def stop(self) -> None:
        for one in (self.box, self.ingest, self.broker, self.postgres):
            one.stop()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.start()
    yield made
    made.stop()


def restarts(house: House, victim: str) -> tuple[Callable[[], None], Callable[[], None]]:
    return {
        "box": (house.box.kill, lambda: house.box.start(lambda: True)),
        "ingest": (house.ingest.kill, lambda: house.ingest.start(lambda: True)),
        "broker": (house.broker.kill, house.broker.start),
        "database": (house.postgres.kill, house.postgres.start),
    }[victim]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("victim", ["box", "ingest", "broker", "database"])
def test_every_event_is_stored_once_though_a_process_dies_twenty_times(
    house: House, victim: str, record_property: Callable[[str, object], None]
) -> None:
    record_property("seed", SEED)
    sys.stdout.write(f"YIZHAN_SEED={SEED} victim={victim}\n")
    chance = random.Random(f"{SEED}-{victim}")
    kill, start = restarts(house, victim)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.3, 1.5))  # the random moment is the point
        kill()
        start()
    wait_for(house.delivered, 120, f"the spool to empty, YIZHAN_SEED={SEED}")
    assert {seq for _, _, seq in make.stored(house.url)} == set(range(1, TOTAL + 1))
    assert len({life for _, life, _ in make.stored(house.url)}) == 1
    visits = TOTAL // 25
    wells = TOTAL // 5 - visits
    assert make.count(house.url, "checkin") == visits
    assert make.count(house.url, "device_health") == wells
    assert make.count(house.url, "camera_event") == TOTAL - visits - wells
    assert make.count(house.url, "quarantine") == 0
