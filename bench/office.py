"""Every office screen's API over a whole bureau: p50, p95, and the plans of what it asked.

2,000 people, 60 posts, 400 days, 5 million positions; one answer after the other from a real
`serve`. Exit code 1 when a goal is missed. `PEOPLE`, `DAYS`, `FIXES` and `CALLS` in the
environment make it smaller for a look.
"""

import json
import os
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import httpx
import psycopg
from office_screens import EXAMPLES, LONG, TRACKED, Screen, addresses, column, screens
from run import machine
from stack import configure
from stack.host import walkable
from stack.population import PASSWORD, populate
from stack.population_fixes import fixes
from stack.postgres import Postgres
from stack.process import Program, answers, free_port
from yizhan_collector.ground.migrate import migrate
from yizhan_provisioning.authority import Authority

HERE = Path(__file__).parent
PEOPLE, DAYS = int(os.environ.get("PEOPLE", "2000")), int(os.environ.get("DAYS", "400"))
FIXES = int(os.environ.get("FIXES", "5000000"))
CALLS, WARM, PLANS = int(os.environ.get("CALLS", "60")), 5, 6
# who asks, from the city to a township, then those who see something else
LOGINS = ("shi", "xian.210521", "suo.210521100", "head.210521", "jcy.210521", "guanli", "yunwei")
WIDE = 2  # of those who may, so many are measured, the widest first; the slowest is the figure
LISTED = re.compile(r"'{[^{}']{120,}}'")  # hundreds of ids say nothing
PERSON = "/api/people/{person}"
CLEAN = re.compile(r"^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] LOG:  |^\t", re.MULTILINE)


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
        start = perf_counter()
        laid = fixes(self.url, FIXES, datetime.now(UTC))
        sys.stdout.write(f"{laid} positions in {perf_counter() - start:.1f} s\n")
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
        csrf = client.post("/api/login", json=given).raise_for_status().json()["csrf"]
        client.headers["X-CSRF-Token"] = csrf
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

    def tracked(self, login: str) -> list[tuple[str, str]]:
        """Somebody with a long trajectory whom this login sees, and the order."""
        with psycopg.connect(self.url) as tx:
            found = tx.execute("select area from staff where login = %s", [login]).fetchone()
            return tx.execute(LONG.encode(), [found[0] if found else ""]).fetchall()

    def examples(self, login: str) -> dict[str, list[str]]:
        """Values for the places of a path, of what this login sees."""
        with psycopg.connect(self.url) as tx:
            found = tx.execute("select area from staff where login = %s", [login]).fetchone()
            area = found[0] if found else ""
            return {name: column(tx, query, area) for name, query in EXAMPLES.items()}


def opened(client: httpx.Client, examples: dict[str, list[str]]) -> bool:
    """Open the records with a reason, as an officer does; False when the role sees nobody."""
    for person in examples["person"]:
        path = PERSON.replace("{person}", person)
        if client.get(path, params={"reason": "case_work"}).status_code == 403:
            return False
    return True


def looked(client: httpx.Client, bench: Bench, login: str) -> list[str]:
    """Open a trajectory for a reason, where this login may; returns whose."""
    for person, order in bench.tracked(login):
        said = {"reason": "bench: how long does it take"}
        if client.post(f"/api/positioning/{order}/trajectory", json=said).is_success:
            return [person]
    return []


def measure(
    screen: Screen, login: str, client: httpx.Client, examples: dict[str, list[str]]
) -> None:
    """Time the calls of one login; a role that may not is left out, and a failure is loud."""
    if screen.name in TRACKED:
        examples = examples | {"person": examples["tracked"]}
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
        values = examples[one.worst]
        if one.name in TRACKED:
            values = values | {"person": values["tracked"]}
        path = next(addresses(one.path, values))
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
    size = {"people": PEOPLE, "days": DAYS, "fixes": FIXES}
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
        examples[login]["tracked"] = looked(client, bench, login)
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
