"""What the box has seen and the collector has not yet confirmed; survives a power cut.

SQLite in WAL mode with full sync: a check-in is on the card before the kiosk says so.
"""

import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
from yizhan_wire.codec import dump_body
from yizhan_wire.envelope import Clock, Envelope, new_id
from yizhan_wire.events import BODIES, BODY_V, Body

from yizhan_edge.errors import SpoolFull

SCHEMA = """
create table if not exists life (id text not null);
create table if not exists event (
    seq integer primary key autoincrement, kind text not null, envelope blob not null, sent real
);
create index if not exists event_unsent on event (sent, seq);
"""
CAPACITY, MOST_BYTES = 200_000, 128 * 1024 * 1024
LARGEST = 20  # pages one more event may need, with its place in the index
WARN = 0.8
# the disk's fault or another program's, not the file's
NOT_BROKEN = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
}  # fmt: skip
KINDS = {struct: kind for kind, struct in BODIES.items()}


class Spool:
    """An ordered store of events; all methods may be called from any thread."""

    def __init__(
        self, path: Path, device: str, capacity: int = CAPACITY, most_bytes: int = MOST_BYTES
    ) -> None:
        self.path = path
        self.device = device
        self.capacity = capacity
        self.alarms: list[str] = []
        self._refused = False
        self._lock = threading.Lock()
        self._db = self._open()
        self._most_pages = max(most_bytes // self._pragma("page_size") - LARGEST, 1)
        self.life = UUID(self._life())
        self._count = int(self._db.execute("select count(*) from event").fetchone()[0])

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connect(self.path)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in NOT_BROKEN:
                raise SpoolFull(f"{self.path}: {error}") from error
            self._set_aside()
            return _connect(self.path)

    def _set_aside(self) -> None:
        """A broken file is kept for a technician; a new life begins and says so."""
        self.alarms.append("spool_broken")
        mark = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        for suffix in ("", "-wal", "-shm"):
            old = self.path.with_name(self.path.name + suffix)
            if old.exists():
                old.rename(old.with_name(f"{old.name}.broken-{mark}"))

    def _life(self) -> str:
        row = self._db.execute("select id from life").fetchone()
        if row:
            return str(row[0])
        made = str(uuid4())
        self._db.execute("insert into life values (?)", [made])
        return made

    def append(self, body: Body, captured_at: datetime, clock: Clock) -> int:
        """Store an event for good and return its seq; raises SpoolFull."""
        kind = KINDS[type(body)]
        with self._lock:
            if self._filled() >= 1:
                raise SpoolFull(f"{self._count} events are waiting.")
            try:
                seq = self._insert(kind, body, captured_at, clock)
            except sqlite3.Error as error:
                self._refused = True
                raise SpoolFull(str(error)) from error
            self._refused = False
        return seq

    def _insert(self, kind: str, body: Body, captured_at: datetime, clock: Clock) -> int:
        with self._transaction():
            cursor = self._db.execute("insert into event (kind, envelope) values (?, x'')", [kind])
            seq = int(cursor.lastrowid or 0)
            envelope = Envelope(
                id=new_id(),
                device=self.device,
                life=self.life,
                seq=seq,
                kind=kind,
                body_v=BODY_V[kind],
                captured_at=captured_at,
                clock=clock,
                body=msgspec.Raw(dump_body(body)),
            )
            self._db.execute(
                "update event set envelope = ? where seq = ?", [msgspec.json.encode(envelope), seq]
            )
        self._count += 1
        return seq

    def _transaction(self) -> sqlite3.Connection:
        self._db.execute("begin immediate")
        return self._db

    def waiting(self, before: float, limit: int) -> list[Envelope]:
        """Oldest events not sent since `before` (monotonic s), all of the first one's kind."""
        with self._lock:
            rows = self._db.execute(
                "select kind, envelope from event where sent is null or sent < ?"
                " order by seq limit ?",
                [before, limit],
            ).fetchall()
        return [msgspec.json.decode(raw, type=Envelope) for kind, raw in rows if kind == rows[0][0]]

    def mark_sent(self, seqs: Iterable[int], at: float) -> None:
        """Remember when these were last sent, for the resend."""
        with self._lock, self._transaction():
            self._db.executemany(
                "update event set sent = ? where seq = ?", [(at, seq) for seq in seqs]
            )

    def resend_all(self) -> None:
        """Forget what was sent: a new connection, or a restart of the box's clock."""
        with self._lock:
            self._db.execute("update event set sent = null where sent is not null")

    def forget(self, life: UUID, ranges: Iterable[tuple[int, int]]) -> int:
        """Delete what the collector confirmed; another life's receipt deletes nothing."""
        if life != self.life:
            return 0
        with self._lock, self._transaction():
            gone = sum(
                self._db.execute("delete from event where seq between ? and ?", pair).rowcount
                for pair in ranges
            )
        self._count -= gone
        return gone

    @property
    def last_seq(self) -> int:
        """The highest seq ever given in this life, 0 when none."""
        with self._lock:
            row = self._db.execute("select seq from sqlite_sequence where name='event'").fetchone()
        return int(row[0]) if row else 0

    @property
    def pending(self) -> int:
        """How many events wait for a receipt."""
        return self._count

    @property
    def fill(self) -> float:
        """How full the spool is, 0..1, by number or by bytes; 1 while the disk refuses."""
        with self._lock:
            return 1.0 if self._refused else min(self._filled(), 1.0)

    def _filled(self) -> float:
        pages = self._pragma("page_count") - self._pragma("freelist_count")
        return max(self._count / self.capacity, pages / self._most_pages)

    def _pragma(self, name: str) -> int:
        return int(self._db.execute(f"pragma {name}").fetchone()[0])

    def current_alarms(self) -> list[str]:
        """What a technician must know."""
        refused = ["disk_refuses"] if self._refused else []
        filling = ["spool_filling"] if self.fill >= WARN and not refused else []
        return [*self.alarms, *refused, *filling]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        with closing(connection.execute("pragma quick_check")) as check:
            if check.fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("quick_check")
        connection.executescript(SCHEMA)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
