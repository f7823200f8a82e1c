"""A broker with mutual TLS and a database, one registered box: what a figure is taken on."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import paho.mqtt.client as mqtt
import psycopg
from stack import builders as make
from stack.broker import Broker
from stack.postgres import Postgres
from yizhan_collector import ingest, settings
from yizhan_collector.ground.migrate import migrate
from yizhan_provisioning.authority import Authority

NAME = "collector-1"


class Line:
    """A broker and a database with one box."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.authority = Authority.create(folder / "authority", datetime.now(UTC))
        for name in ("broker", "collector", make.BOX):
            self.authority.issue(name, datetime.now(UTC))
        self.broker, self.postgres = Broker(folder, self.authority), Postgres(folder)
        self.broker.start()
        self.postgres.start()
        self.url = self.postgres.new_database()
        migrate(self.url)
        make.post(self.url)

    def file(self, name: str) -> Path:
        """A certificate or key of the authority."""
        return self.authority.folder / name

    def secure(self, client: mqtt.Client, name: str) -> mqtt.Client:
        """The client with the certificate of `name`."""
        ca, cert, key = (str(self.file(one)) for one in ("ca.crt", f"{name}.crt", f"{name}.key"))
        client.tls_set(ca, cert, key)
        return client

    @contextmanager
    def collector(self) -> Iterator[None]:
        """The collector's `ingest` while the block runs."""
        broker = settings.Broker(
            port=self.broker.port,
            ca=self.file("ca.crt"),
            cert=self.file("collector.crt"),
            key=self.file("collector.key"),
        )
        chosen = settings.Settings(
            database=self.url,
            secret="kJ8s-2mQx0vTz4LwPq7RbY1nCd5Ge9Hf",  # noqa: S106 # of this bench only
            broker=broker,
            name=NAME,
        )
        stopping = threading.Event()
        thread = threading.Thread(target=ingest.run, args=(chosen, stopping))
        thread.start()
        yield
        stopping.set()
        thread.join()

    def value(self, tx: psycopg.Connection, query: str) -> int:
        """The one number a query answers with."""
        row = tx.execute(query).fetchone()
        return int(row[0]) if row else 0

    def stop(self) -> None:
        """End both."""
        self.broker.stop()
        self.postgres.stop()


@contextmanager
def line() -> Iterator[Line]:
    """A line that is taken down afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Line(Path(folder))
        try:
            yield made
        finally:
            made.stop()
