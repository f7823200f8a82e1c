"""Every office screen's API over a whole bureau: p50, p95, and the plans of what it asked.

2,000 people, 60 posts, 400 days; one answer after the other from a real `serve`. Exit code 1 when
a goal is missed. `PEOPLE`, `DAYS` and `CALLS` in the environment make it smaller for a look.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import httpx
import psycopg
from run import machine
from stack import configure
from stack.host import walkable
from stack.population import PASSWORD, populate
from stack.postgres import Postgres
from stack.process import Program, answers, free_port
from yizhan_collector.app import schema
from yizhan_collector.ground.migrate import migrate
from yizhan_provisioning.authority import Authority

HERE = Path(__file__).parent
PEOPLE, DAYS = int(os.environ.get("PEOPLE", "2000")), int(os.environ.get("DAYS", "400"))
CALLS, WARM, PLANS = int(os.environ.get("CALLS", "60")), 5, 6
GOAL_MS, GOALS = 50.0, {"timeline": 30.0, "statistics": 100.0}
# who asks, from the city to a township, then those who see something else
LOGINS = ("shi", "xian.210521", "suo.210521100", "head.210521", "jcy.210521", "guanli", "yunwei")
WIDE = 2  # of those who may, so many are measured, the widest first; the slowest is the figure
MORE = {"paper_drafts": "?person={person}"}  # what a list must be told
STREAMS = {"live"}  # it has no end to wait for; the end-to-end tests measure it
LISTED = re.compile(r"'{[^{}']{120,}}'")  # hundreds of ids say nothing
PERSON = "/api/people/{person}"
CLEAN = re.compile(r"^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] LOG:  |^\t", re.MULTILINE)


@dataclass
class Screen:
    """One GET of the API and how long it took, by who asked."""

    name: str
    path: str
    times: dict[str, list[float]] = field(default_factory=dict)
    worst: str = ""
    failed: str = ""
    figure: dict[str, Any] = field(default_factory=dict)

    def settle(self) -> None:
        """Keep the figure of the slowest login."""
        by = {login: quantiles(all_, n=20)[18] for login, all_ in self.times.items()}
        self.worst = max(by, key=lambda login: by[login])
        times, goal = self.times[self.worst], GOALS.get(self.name, GOAL_MS)
        self.figure = {
            "p50_ms": round(quantiles(times, n=2)[0], 1),
            "p95_ms": round(by[self.worst], 1),
            "calls": sum(map(len, self.times.values())),
            "by": self.worst,
            "goal_ms": goal,
            "met": by[self.worst] <= goal,
        }


class Bench:
    """The house of the bench: a database, an office, and who asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres = Postgres(folder)
        self.port, door = free_port(), free_port()
        authority = Authority.create(folder / "authority", datetime.now(UTC))
        authority.issue("collector", datetime.now(UTC))
        self.places = configure.Places(free_port(), self.port, door)
        command = [sys.executable, "-m", "yizhan_collector"]
        command += ["serve", "--config", str(folder / "collector.toml")]
        self.serve = Program("serve", command, folder / "serve.log")
        self.clients: dict[str, httpx.Client] = {}
        self.failed: list[str] = []

    def start(self) -> None:
        """Fill the database and open the office."""
        self.postgres.start()
        self.url = self.postgres.new_database()
        migrate(self.url)
        made = populate(self.url, PEOPLE, DAYS, now=datetime.now(UTC))
        sys.stdout.write(f"{made.people} people, {made.posts} posts in {made.seconds:.1f} s")
        sys.stdout.write(f": {made.rows}\n")
        configure.collector(self.folder, self.url, self.places)
        self.open()

    def open(self) -> None:
        """Start `serve`, and sign in who is not signed in yet."""
        self.serve.start(lambda: answers(self.port), 90)
        for login in LOGINS:
            if login not in self.clients:
                self.clients[login] = self._sign_in(login)

    def _sign_in(self, login: str) -> httpx.Client:
        client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)
        given = {"login": login, "password": PASSWORD}
        client.post("/api/login", json=given).raise_for_status()
        return client

    def stop(self) -> None:
        """End what was started."""
        for client in self.clients.values():
            client.close()
        self.serve.stop()
        self.postgres.stop()

    def explain(self) -> None:
        """Have the database write the plan of every statement into its log."""
        self.serve.stop()
        name = self.url.rsplit("/", 1)[1]
        settings = {
            "session_preload_libraries": "auto_explain",
            "auto_explain.log_min_duration": "0",
            "auto_explain.log_analyze": "on",
            "auto_explain.log_buffers": "on",
            "auto_explain.log_parameter_max_length": "0",
        }
        with psycopg.connect(self.url, autocommit=True) as tx:
            for key, value in settings.items():
                tx.execute(f"alter database {name} set {key} = '{value}'".encode())
        self.open()

    def examples(self, login: str) -> dict[str, list[str]]:
        """Values for the places of a path, of what this login sees."""
        with psycopg.connect(self.url) as tx:
            found = tx.execute("select area from staff where login = %s", [login]).fetchone()
            area = found[0] if found else ""
            return {name: _column(tx, query, area) for name, query in EXAMPLES.items()}


# behind a row that names a person
SEEN = (
    "one join person on person.id = one.person where starts_with(person.township, %s) and not minor"
)
EXAMPLES = {
    "person": "select id::text from person where starts_with(township, %s) and not minor"
    " order by md5(id::text) limit 60",
    "checkin": "select one.id::text from checkin SEEN order by captured_at desc limit 60",
    "paper": "select one.id::text from paper SEEN order by issued_at desc limit 60",
    "leave": "select one.id::text from leave SEEN limit 60",
    "request": "select one.id::text from request SEEN limit 60",
    "sanction": "select one.id::text from sanction SEEN limit 60",
    "post": "select id from device where starts_with(township, %s) limit 60",
    "course": "select id::text from course where audience = 'adults' and %s >= '' limit 60",
    "session": "select id::text from class_session where starts_with(county, left(%s, 6))"
    " and not minors limit 60",
    "offer": "select id::text from service_offer where starts_with(county, left(%s, 6))"
    " and not minors limit 60",
    "kind": "select 'obligations' where starts_with(%s, '')",
    "name": "select rule from rule where starts_with(%s, '') limit 60",
}


def _column(tx: psycopg.Connection, query: str, area: str) -> list[str]:
    return [row[0] for row in tx.execute(query.replace("SEEN", SEEN).encode(), [area])]


def screens() -> list[Screen]:
    """Every GET of the office whose places we can fill; what we cannot is told."""
    found: list[Screen] = []
    left: list[Screen] = []
    for path, methods in schema()["paths"].items():
        name = methods.get("get", {}).get("operationId")
        if not name or not path.startswith("/api/") or name in STREAMS:
            continue
        whole = path + MORE.get(name, "")
        filled = set(re.findall(r"{(\w+)}", whole)) <= set(EXAMPLES)
        (found if filled else left).append(Screen(name, whole))
    for one in left:
        sys.stdout.write(f"not measured: {one.name} {one.path}\n")
    return found


def addresses(path: str, examples: dict[str, list[str]]) -> Iterator[str]:
    """The path with one example after the other, without end."""
    place = re.search(r"{(\w+)}", path)
    values = examples[place.group(1)] if place else [""]
    while values:
        for value in values:
            yield path.replace(place.group(0), value) if place else path


def opened(client: httpx.Client, examples: dict[str, list[str]]) -> bool:
    """Open the records with a reason, as an officer does; False when the role sees nobody."""
    for person in examples["person"]:
        path = PERSON.replace("{person}", person)
        if client.get(path, params={"reason": "case_work"}).status_code == 403:
            return False
    return True


def measure(
    screen: Screen, login: str, client: httpx.Client, examples: dict[str, list[str]]
) -> None:
    """Time the calls of one login; a role that may not is left out, and a failure is loud."""
    where = addresses(screen.path, examples)
    times = []
    for call in range(CALLS + WARM):
        path = next(where, None)
        if path is None:
            return
        start = perf_counter()
        answer = client.get(path)
        spent = (perf_counter() - start) * 1000
        if answer.status_code == 403 or (answer.status_code == 404 and "{" in screen.path):
            return
        if answer.is_error:
            screen.failed = f"{answer.status_code} as {login}"
            return
        if call >= WARM:
            times.append(spent)
    screen.times[login] = times


def plans(bench: Bench, found: list[Screen], examples: dict[str, dict[str, list[str]]]) -> None:
    """Ask once more with the plans written down, and keep the slowest statements of each."""
    folder = HERE / "plans"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    bench.explain()
    log = bench.postgres.program.log
    for one in found:
        path = next(addresses(one.path, examples[one.worst]))
        for _ in range(WARM + 3):  # until the statements are prepared
            bench.clients[one.worst].get(path)
        before = log.stat().st_size
        bench.clients[one.worst].get(path).raise_for_status()
        with log.open("rb") as file:
            file.seek(before)
            text = file.read().decode(errors="replace")
        (folder / f"{one.name}.txt").write_text(_slowest(one, text))


def _slowest(one: Screen, text: str) -> str:
    """The plans in a piece of the log, the slowest first."""
    parts = re.split(r"(?=^.*LOG:  duration: [\d.]+ ms  plan:)", text, flags=re.MULTILINE)
    plans = [part for part in parts if "  plan:" in part.split("\n", 1)[0]]
    plans.sort(key=lambda part: -float(part.split("duration: ")[1].split(" ")[0]))
    kept = "\n".join(LISTED.sub("'{…}'", CLEAN.sub("", one)) for one in plans[:PLANS])
    head = f"{one.name} {one.path} as {one.worst}: {len(plans)} statements, the slowest first"
    return f"{head}\n\n{kept}"


def main() -> int:
    """Run it; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="bench-office-", dir="/tmp") as folder:
        bench = Bench(walkable(Path(folder)))
        try:
            bench.start()
            found = run(bench)
        finally:
            bench.stop()
    figures = {one.name: one.figure for one in found}
    size = {"people": PEOPLE, "days": DAYS}
    kept = {"machine": machine(), "size": size, "figures": figures}
    (HERE / "office.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    return 0 if all(one["met"] for one in figures.values()) and not bench.failed else 1


def run(bench: Bench) -> list[Screen]:
    """Measure every screen, show the figures, and keep the plans."""
    found = screens()
    examples = {login: bench.examples(login) for login in LOGINS}
    for login, client in bench.clients.items():
        if not opened(client, examples[login]):
            examples[login]["person"] = []
    for screen in found:
        for login in LOGINS:
            if len(screen.times) < WIDE:
                measure(screen, login, bench.clients[login], examples[login])
    for screen in found:
        if screen.failed:
            sys.stdout.write(f"FAILED: {screen.name} {screen.path} {screen.failed}\n")
    bench.failed = [one.name for one in found if one.failed]
    found = [one for one in found if one.times]
    sys.stdout.write(f"{'screen':<24}{'p50 ms':>9}{'p95 ms':>9}{'goal':>7}  by\n")
    for screen in found:
        screen.settle()
        show(screen)
    plans(bench, found, examples)
    return found


def show(screen: Screen) -> None:
    """One row of the table."""
    one = screen.figure
    met = "" if one["met"] else "  MISSED"
    sys.stdout.write(f"{screen.name:<24}{one['p50_ms']:>9}{one['p95_ms']:>9}{one['goal_ms']:>7g}")
    sys.stdout.write(f"  {one['by']}{met}\n")


if __name__ == "__main__":
    sys.exit(main())
