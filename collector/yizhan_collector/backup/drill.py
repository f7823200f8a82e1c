"""A restore for practice: the cluster is started beside the real one, asked, and thrown away."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from yizhan_collector.backup.errors import ToolFailed, Unproved
from yizhan_collector.backup.restoring import give, restore
from yizhan_collector.backup.settings import Backup
from yizhan_collector.rooms.audit import verify as trail

# nothing listens on the network, nothing is archived again, and nobody is let in before the log
# is read to its end
ALONE = (
    "-c listen_addresses='' -c port=5432 -c unix_socket_directories={} -c ssl=off"
    " -c archive_mode=off -c hot_standby=off"
)
PATIENCE_S, LOOK_S = 3600, 0.2


@dataclass(frozen=True)
class Outcome:
    """What a drill found."""

    base: str
    trail: str


def drill(given: Backup, key: Path, database: str, place: Path, now: datetime) -> Outcome:
    """Restore as far as the log goes, start, walk the audit trail. Raises Unproved and the rest."""
    with tempfile.TemporaryDirectory(prefix="drill-", dir=place) as made:
        folder = Path(made)
        give(folder)
        base = restore(given, key, folder / "pg", None)
        with running(given, folder / "pg", folder) as socket:
            said = _walk(f"postgresql://postgres@/{database}?host={socket}", now)
    return Outcome(base.name, said)


@contextmanager
def running(given: Backup, cluster: Path, socket: Path) -> Iterator[Path]:
    """A restored cluster that has read its log to the end, on a socket alone.

    Raises ToolFailed with the end of its log.
    """
    control = [f"{given.tools}/pg_ctl", "-D", str(cluster), "-w", "-t", str(PATIENCE_S)]
    told = ALONE.format(socket)
    if given.config:
        files = ("config_file", "postgresql"), ("hba_file", "pg_hba"), ("ident_file", "pg_ident")
        told += "".join(f" -c {key}={given.config}/{name}.conf" for key, name in files)
        told += f" -c data_directory={cluster} -c external_pid_file={socket}/pid"
    log = ["-l", str(socket / "postgres.log"), "-o", told, "start"]
    done = subprocess.run([*control, *log], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolFailed(f"pg_ctl: {(socket / 'postgres.log').read_text()[-400:]}")
    try:
        yield socket
    finally:
        subprocess.run([*control, "-m", "fast", "stop"], capture_output=True, check=False)


def _let_in(url: str) -> psycopg.Connection:
    """A connection, when the log is read; raises ToolFailed after an hour."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return psycopg.connect(url, autocommit=True)
        except psycopg.OperationalError as error:
            if time.monotonic() > end:
                raise ToolFailed(f"(PostgreSQL: {error})") from error
        time.sleep(LOOK_S)


def _walk(url: str, now: datetime) -> str:
    with _let_in(url) as tx:
        found = trail.verify(tx, now)
    if found.fault:
        raise Unproved(f"({found.sentence})")
    return found.sentence
