"""The portal over 20,000 texts and 200,000 matters, under fifty readers, beside stock Django.

The goals are for fifty people who read: each asks for a page, looks at it for a second and asks for
the next, 48 pages a second in all (a busy day of the whole bureau is 200 visits). The closed loop,
where fifty ask without a pause, shows what the machine can do at most beside the peer: fifty then
always wait for what is slowest, so its tail is fifty times the time of that. The readers, the
database and the portal share the machine.

Exit code 1 when a goal is missed. `ARTICLES`, `MATTERS`, `READERS` and `SECONDS` in the environment
make it smaller for a look. Figures of the server are from its own log: from the moment a request is
taken up until its answer is handed over; those of the readers include every wait.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Any

import psycopg
from portal_load import figures
from portal_pages import mix
from portal_peer import PEER_MIX, Peer
from run import machine
from stack import configure
from stack.host import walkable
from stack.population_matters import fill_matters
from stack.population_portal import fill_many, fill_portal
from stack.postgres import Postgres
from stack.process import Program, answers, free_port
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.rooms.staff import service as staff
from yizhan_collector.rooms.staff.model import Role

HERE = Path(__file__).parent
ARTICLES = int(os.environ.get("ARTICLES", "20000"))
MATTERS = int(os.environ.get("MATTERS", "200000"))
READERS = int(os.environ.get("READERS", "50"))
SECONDS, WARM = float(os.environ.get("SECONDS", "20")), 6.0
EDIT_S = 10.0  # an editor publishes: everything that was kept is forgotten
THINK_S = 1.0
READ = {"readers, pages kept": True, "readers, no page kept": False}
LINE = re.compile(rb"GET (\w+) 200 ([\d.]+) ms")
GOALS = {"median_ms": 20.0, "p95_ms": 60.0}
SEARCH_GOAL = 100.0  # ms, p95
STAFF: tuple[tuple[str, Role], ...] = (
    ("clerk", "clerk"),
    ("clerk2", "clerk"),
    ("chief", "head_service"),
)
TOUCH = "update article set refreshed_at = now() where no = (select max(no) from article)"


class Bench:
    """A database full of made-up texts and matters, and the programs before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres = Postgres(folder, "shared_buffers = '512MB'\n")
        self.port = free_port()

    def fill(self) -> None:
        """Everything there is to read, and the matters that stand beside it."""
        self.postgres.start()
        self.url = self.postgres.new_database()
        migrate(self.url)
        now, start = datetime.now(UTC), perf_counter()
        with psycopg.connect(self.url) as tx:
            for login, role in STAFF:
                staff.join(tx, login, "演示 某工", role, "", "长夜灯火 lamp 42 bench", now)
        fill_many(self.url, ARTICLES, now)
        fill_portal(self.url, now)
        fill_matters(self.url, now, MATTERS)
        with psycopg.connect(self.url, autocommit=True) as tx:
            tx.execute("vacuum analyze")
        configure.portal(self.folder, self.postgres.portal_url(self.url), self.port)
        sys.stdout.write(f"filled in {perf_counter() - start:.0f} s\n")

    @contextmanager
    def portal(self, kept: bool) -> Iterator[Path]:
        """The portal, with or without its memory; yields its log."""
        what = ["-m", "yizhan_collector.portal"] if kept else [str(HERE / "portal_unkept.py")]
        command = [sys.executable, *what, "--config", str(self.folder / "portal.toml")]
        program = Program("portal", command, self.folder / f"portal-{kept}.log")
        program.start(lambda: answers(self.port), 60)
        try:
            yield program.log
        finally:
            program.stop()

    def load(self, port: int, kinds: dict[str, Any], think: float = 0) -> dict[str, Any]:
        """What readers find at this port."""
        settings = {"host": "127.0.0.1", "port": port, "readers": READERS, "warm": WARM}
        settings |= {"seconds": SECONDS, "think": think, "kinds": kinds}
        file = self.folder / "load.json"
        file.write_text(json.dumps(settings))
        command = [sys.executable, str(HERE / "portal_load.py"), str(file)]
        found: dict[str, Any] = json.loads(Program("load", command, self.folder / "x").finish())
        return found

    def measured(self, kept: bool, kinds: dict[str, Any], think: float = 0) -> dict[str, Any]:
        """A run against the portal: what the readers and what the server saw."""
        with self.portal(kept) as log, self.edited(kept):
            before = log.stat().st_size
            found = self.load(self.port, kinds, think)
            with log.open("rb") as file:
                file.seek(before)
                found["server"] = server(file.read())
        return found

    @contextmanager
    def edited(self, kept: bool) -> Iterator[None]:
        """Meanwhile a text is published again and again."""
        done = Event()
        editor = Thread(target=self._edit, args=[done])
        if kept:
            editor.start()
        try:
            yield
        finally:
            done.set()
            if kept:
                editor.join()

    def _edit(self, done: Event) -> None:
        while not done.wait(EDIT_S):
            with psycopg.connect(self.url) as tx:
                tx.execute(TOUCH)


def server(log: bytes) -> dict[str, Any]:
    """Times of the server by route, those of the warming included; pages alone, and all."""
    times: dict[str, list[float]] = {}
    for route, spent in LINE.findall(log):
        times.setdefault(route.decode(), []).append(float(spent))
    pages = [one for some in times.values() for one in some]
    return {"all": figures(pages), "kinds": {name: figures(some) for name, some in times.items()}}


def run(bench: Bench) -> dict[str, Any]:
    """Every run, shown as it is done."""
    bench.fill()
    full = mix(bench.url)
    like = {name: full[name] for name in PEER_MIX}
    runs: dict[str, Any] = {}
    runs["closed loop, pages kept"] = bench.measured(True, full)
    runs["closed loop, no page kept"] = bench.measured(False, full)
    for name, kept in READ.items():
        runs[name] = bench.measured(kept, full, THINK_S)
    runs["peer pages: portal, kept"] = bench.measured(True, like)
    runs["peer pages: portal, none kept"] = bench.measured(False, like)
    peer = Peer(bench.folder, bench.url)
    for kept in (True, False):
        with peer.serving(kept) as port:
            name = f"peer pages: Django, {'per-site cache' if kept else 'no cache'}"
            runs[name] = bench.load(port, like)
    return runs


def met(runs: dict[str, Any]) -> dict[str, bool]:
    """The goals, at the server, with pages kept and without."""
    found = {}
    for name in READ:
        seen = runs[name]["server"]
        for what, goal in GOALS.items():
            found[f"{name}: {what} < {goal:g}"] = seen["all"][what] < goal
        found[f"{name}: search p95 < {SEARCH_GOAL:g} ms"] = (
            seen["kinds"]["find"]["p95_ms"] < SEARCH_GOAL
        )
    return found


def show(name: str, one: dict[str, Any]) -> None:
    """A run in a few lines."""
    every, wrong = one["all"], one["wrong"] or ""
    sys.stdout.write(f"\n{name}: {one['pages_s']} pages/s {wrong}\n")
    sys.stdout.write(f"  readers   median {every['median_ms']:>7} p95 {every['p95_ms']:>7} ms\n")
    if "server" in one:
        seen = one["server"]["all"]
        sys.stdout.write(f"  server    median {seen['median_ms']:>7} p95 {seen['p95_ms']:>7} ms\n")
    for kind, some in one["kinds"].items():
        sys.stdout.write(f"    {kind:<10} {some['pages']:>6} pages")
        sys.stdout.write(f" median {some.get('median_ms')} p95 {some.get('p95_ms')} ms\n")


def main() -> int:
    """Run it; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="bench-portal-", dir="/tmp") as folder:
        bench = Bench(walkable(Path(folder)))
        try:
            runs = run(bench)
        finally:
            bench.postgres.stop()
    for name, one in runs.items():
        show(name, one)
    goals = met(runs)
    for name, one in goals.items():
        sys.stdout.write(f"{'met' if one else 'MISSED':<7}{name}\n")
    size = {"articles": ARTICLES, "matters": MATTERS, "readers": READERS, "seconds": SECONDS}
    size["load_average"] = round(os.getloadavg()[0], 1)
    kept = {"machine": machine(), "size": size, "goals": goals, "runs": runs}
    (HERE / "portal.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
