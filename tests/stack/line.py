"""The line of an event: box, broker, any number of `ingest` processes, database.

For faults and figures; the pages, the sign and the camera belong to `house`.
"""

import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from yizhan_collector.ground.migrate import migrate
from yizhan_provisioning.authority import Authority

from stack import builders as make
from stack import loadbox
from stack.broker import Broker
from stack.host import REPO
from stack.postgres import Postgres
from stack.process import Program, wait_for

TABLES = {"checkin": "checkin", "health": "device_health", "camera": "camera_event"}
ENV = {"PYTHONPATH": str(REPO / "tests")}
SECRET = "kJ8s-2mQx0vTz4LwPq7RbY1nCd5Ge9Hf"  # of these tests only
# replay a failing run: YIZHAN_SEED=<printed seed>
SEED = int(os.environ.get("YIZHAN_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)


class Line:
    """A broker and a database with one box and one person; the rest is started by the test.

    `tap` names a certificate that may read everything on the broker; `data` is where the
    database lies when not in the folder.
    """

    def __init__(self, folder: Path, tap: str = "", data: Path | None = None) -> None:
        folder.chmod(0o755)
        self.folder = folder
        now = datetime.now(UTC)
        self.authority = Authority.create(folder / "authority", now)
        for name in filter(None, ("broker", "collector", make.BOX, tap)):
            self.authority.issue(name, now)
        self.postgres = Postgres(data or folder)
        self.broker = Broker(folder, self.authority, tap)
        self.postgres.start()
        self.broker.start()
        self.url = self.postgres.new_database()
        migrate(self.url)
        make.post(self.url)
        self.person = make.person(self.url)
        self.programs: list[Program] = []

    def config(self, name: str) -> Path:
        """Settings of one `ingest`; the name is its session at the broker."""
        ca, path = self.authority.folder, self.folder / f"{name}.toml"
        path.write_text(
            f'name = "{name}"\ndatabase = "{self.url}"\nsecret = "{SECRET}"\n[broker]\n'
            f'port = {self.broker.port}\nca = "{ca}/ca.crt"\n'
            f'cert = "{ca}/collector.crt"\nkey = "{ca}/collector.key"\n'
        )
        return path

    def ingest(self, name: str = "collector-1") -> Program:
        """An `ingest` process, not yet started."""
        return self._program(name, "yizhan_collector", "ingest", "--config", str(self.config(name)))

    def box(self, total: int, rate: float = 200) -> Program:
        """A box of spool and uplink that makes `total` events, `rate` a second; not yet started."""
        where = ["--folder", str(self.folder), "--authority", str(self.authority.folder)]
        more = ["--port", str(self.broker.port), "--person", str(self.person)]
        count = ["--total", str(total), "--rate", str(rate)]
        return self._program("box", "stack.loadbox", *where, *more, *count)

    def _program(self, name: str, module: str, *rest: str) -> Program:
        run = [sys.executable, "-m", module, *rest]
        made = Program(name, run, self.folder / f"{name}.log", ENV)
        self.programs.append(made)
        return made

    def client(self, name: str, session: str = "", manual_ack: bool = False) -> mqtt.Client:
        """A plain paho client with the certificate of `name`, not yet connected."""
        made = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            session or name,
            protocol=mqtt.MQTTv5,
            manual_ack=manual_ack,
        )
        made.max_inflight_messages_set(500)
        ca = self.authority.folder
        made.tls_set(str(ca / "ca.crt"), str(ca / f"{name}.crt"), str(ca / f"{name}.key"))
        return made

    @contextmanager
    def connected(self, name: str) -> Iterator[mqtt.Client]:
        """Such a client with its network thread, connected while the block runs."""
        client = self.client(name)
        client.connect("127.0.0.1", self.broker.port)
        client.loop_start()
        try:
            wait_for(client.is_connected, 10, f"{name} to connect")
            yield client
        finally:
            client.disconnect()
            client.loop_stop()

    def spooled(self, query: str) -> int:
        """The number a query on the box's spool answers with; -1 when it cannot be read now."""
        try:
            with sqlite3.connect(f"file:{self.folder}/spool.db?mode=ro", uri=True) as spool:
                row = spool.execute(query).fetchone()
        except sqlite3.OperationalError:
            return -1
        return int(row[0]) if row else 0

    def given(self) -> int:
        """How many events the box has made."""
        return self.spooled("select seq from sqlite_sequence where name = 'event'")

    def delivered(self, total: int) -> bool:
        """Whether the box has made all its events and holds none of them any more."""
        return self.given() == total and self.spooled("select count(*) from event") == 0

    def holds_each_once(self, total: int) -> None:
        """Assert that the database has exactly the box's events, each in its table."""
        keys = make.stored(self.url)
        assert {seq for _, _, seq in keys} == set(range(1, total + 1))
        assert len({life for _, life, _ in keys}) == 1
        kinds = [loadbox.kind(seq) for seq in range(1, total + 1)]
        for kind, table in TABLES.items():
            assert make.count(self.url, table) == kinds.count(kind), table
        assert make.count(self.url, "quarantine") == 0

    def stop(self) -> None:
        """End everything, the last started first."""
        for one in reversed(self.programs):
            one.stop()
        self.broker.stop()
        self.postgres.stop()
