"""A PostgreSQL 17 with TimescaleDB of its own, on a free loopback port."""

import os
import secrets
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg

from stack import host
from stack.errors import NotReady
from stack.process import Program, free_port

# Values need quotes: trap 7 of the ingest measurements.
CONF = """
listen_addresses = '127.0.0.1'
port = '{port}'
unix_socket_directories = ''
shared_preload_libraries = 'timescaledb'
timescaledb.license = 'apache'
timescaledb.telemetry_level = 'off'
shared_buffers = '256MB'
max_connections = '60'
timezone = 'UTC'
"""
# For a cluster that no test cuts off: a copy waits for no vacuum of its original.
COPIES = """
fsync = 'off'
autovacuum = 'off'
max_wal_size = '512MB'
"""


class Postgres:
    """One cluster under `folder`; survives `kill` and `start` like the real one."""

    def __init__(self, folder: Path, conf: str = "") -> None:
        self.conf = CONF + conf
        self.folder = folder.absolute()
        self.data = self.folder / "pg"
        self.port = free_port()
        run = [f"{host.PG_BIN}/postgres", "-D", str(self.data)]
        command = host.command(self.folder, run, "postgres")
        self.program = Program("PostgreSQL", command, self.folder / "postgres.log")

    def create(self) -> None:
        """Make the cluster unless it is there."""
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        if os.geteuid() == 0:
            os.chown(self.data, *host.numeric("postgres"))
        self.data.chmod(0o700)
        init = [f"{host.PG_BIN}/initdb", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8"]
        done = subprocess.run(
            host.command(self.folder, [*init, "-D", str(self.data)], "postgres"),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotReady(f"initdb: {done.stderr[-500:]}")

    def start(self) -> None:
        """Start and wait until it answers a query."""
        self.create()
        (self.data / "postgresql.conf").write_text(self.conf.format(port=self.port))
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.program.start(self._answers)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Fast shutdown."""
        self.program.stop(signal.SIGINT)

    def kill(self) -> None:
        """`kill -9` of the server and its workers, as a power cut would."""
        self.program.kill()

    def url(self, database: str) -> str:
        """Connection string of one database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def portal_url(self, url: str) -> str:
        """The same database for the public's process, by a login that sees little."""
        with psycopg.connect(url, autocommit=True) as tx, suppress(psycopg.errors.DuplicateObject):
            tx.execute("create role portal_login login in role yizhan_portal")
        return url.replace("postgres@", "portal_login@")

    def new_database(self) -> str:
        """An empty database with TimescaleDB; returns its connection string."""
        name = f"t{secrets.token_hex(6)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as tx:
            tx.execute(f"create database {name}")  # a name of our own making
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drop a database made by new_database, with its connections."""
        name = url.rsplit("/", 1)[1]
        with psycopg.connect(self.url("postgres"), autocommit=True) as tx:
            tx.execute(f"drop database if exists {name} with (force)")
