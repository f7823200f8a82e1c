"""The callback of WeChat, the seats of the hotline and the exchange, each under its load.

Three parts over one database: WeChat's callback with a full work queue and a slow outside, as many
simultaneous calls as seats, 100,000 packets and rows. Exit code 1 when a goal is missed.
`MESSAGES`, `SEATS`, `SECONDS` and `PACKETS` in the environment make it smaller, an argument chooses
a part.
"""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import channels_hotline
import channels_partner
import channels_wechat
import psycopg
from run import machine
from stack import configure, outside
from stack.host import walkable
from stack.postgres import Postgres
from stack.process import Program, answers, free_port
from yizhan_collector.doors.wechat.seal import Seal
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.rooms.staff import service as staff
from yizhan_collector.rooms.staff.model import Staff
from yizhan_provisioning.authority import Authority

HERE = Path(__file__).parent
MESSAGES = int(os.environ.get("MESSAGES", "5000"))
QUEUE = int(os.environ.get("QUEUE", "100000"))
SEATS = int(os.environ.get("SEATS", "200"))
SECONDS = float(os.environ.get("SECONDS", "60"))
PACKETS = int(os.environ.get("PACKETS", "100000"))
AT_ONCE = 32  # callbacks that WeChat keeps open
PASSWORD = "长夜灯火 lamp 42 bench"  # noqa: S105 # made up


class Bench:
    """A database, and the programs before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres = Postgres(folder, "shared_buffers = '512MB'\n")
        self.office, self.partner, self.public = (free_port() for _ in range(3))
        self.authority = Authority.create(folder / "authority", datetime.now(UTC))
        names = ("collector", channels_partner.COURT, channels_partner.POLICE)
        for name in names:
            self.authority.issue(name, datetime.now(UTC))

    def start(self) -> None:
        """The schema, an officer, and the settings of every program."""
        self.postgres.start()
        self.url = self.postgres.new_database()
        migrate(self.url)
        with psycopg.connect(self.url) as tx:
            given = ("county", "示例 王工", "officer_county", "210521", PASSWORD)
            staff.join(tx, *given, datetime.now(UTC))  # type: ignore[arg-type]
            self.officer: Staff = staff.sign_in(tx, "county", PASSWORD, datetime.now(UTC))[0]
        places = configure.Places(free_port(), self.office, free_port())
        configure.collector(self.folder, self.url, places)
        configure.partner_door(self.folder, self.partner)
        configure.portal(self.folder, self.postgres.portal_url(self.url), self.public)
        account = outside.wechat(self.folder)
        configure.add(self.folder / "portal.toml", outside.door(self.folder, account))

    def program(self, module: str, *rest: str) -> Program:
        """One of our programs."""
        return Program(module, [sys.executable, "-m", module, *rest], self.folder / f"{module}.log")

    def wechat(self) -> dict[str, Any]:
        """Callbacks while the work queue is full, nobody works it, and the account is slow."""
        channels_wechat.full(self.url, QUEUE)
        portal = self.program("yizhan_collector.portal", "--config", f"{self.folder}/portal.toml")
        portal.start(lambda: answers(self.public), 60)
        try:
            with channels_wechat.slow(self.url, self.folder):
                messages = channels_wechat.prepared(
                    Seal.agreed(*outside.AGREED, outside.APP), MESSAGES
                )
                url = f"http://127.0.0.1:{self.public}"
                return vars(channels_wechat.drive(url, messages, AT_ONCE))
        finally:
            portal.stop()

    def served(self) -> Program:
        """The office and the partners' door, answering."""
        config = str(self.folder / "collector.toml")
        serve = self.program("yizhan_collector", "serve", "--config", config)
        serve.start(lambda: answers(self.office) and answers(self.partner), 60)
        return serve

    def hotline(self) -> dict[str, Any]:
        """As many calls at once as there are seats."""
        sessions, serve = channels_hotline.sat_down(self.folder, self.url, SEATS), self.served()
        given = (self.folder, self.url, self.office, sessions, SECONDS)
        ways = {"spread": channels_hotline.TALK_S, "in one moment": 0.0}
        try:
            return {way: channels_hotline.measured(*given, over) for way, over in ways.items()}
        finally:
            serve.stop()

    def exchange(self) -> dict[str, Any]:
        """Packets out and rows in."""
        serve = self.served()
        door = f"https://127.0.0.1:{self.partner}"
        try:
            given = (self.url, door, self.folder / "authority", self.officer, PACKETS)
            return channels_partner.measured(*given)
        finally:
            serve.stop()


def met(runs: dict[str, Any]) -> dict[str, bool]:
    """The goals of the parts that ran."""
    goals: dict[str, bool] = {}
    if one := runs.get("wechat"):
        goals["callback p99 < 500 ms, none refused"] = one["p99"] < 500 and not one["refused"]
    for way, one in runs.get("hotline", {}).items():
        ended = one["outcome"]
        goals[f"{SEATS} calls at once, {way}"] = one["at_once"] >= SEATS
        whole = not any(ended[name] for name in ("unwritten", "doubled", "standing"))
        goals[f"each answered call has one ticket, none is lost, {way}"] = (
            whole and ended["calls"] == one["offered"] and not one["wrong"]
        )
    if one := runs.get("hotline"):
        for kind in ("desk", "draft", "ticket"):
            slow = one["spread"]["kinds"][kind]["p95_ms"]
            goals[f"{kind} p95 < 1000 ms, spread"] = slow < 1000
    if one := runs.get("exchange"):
        goals[f"{PACKETS} packets and rows, none twice, none missing"] = not list(
            channels_partner.wrong(one, PACKETS)
        )
    return goals


def main(chosen: list[str]) -> int:
    """Run it; 1 when a goal is missed."""
    latest = HERE / "channels.json"
    kept = json.loads(latest.read_text())["runs"] if chosen and latest.exists() else {}
    runs: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-channels-", dir="/tmp") as folder:
        bench = Bench(walkable(Path(folder)))
        try:
            bench.start()
            for part in chosen or ["wechat", "hotline", "exchange"]:
                start = perf_counter()
                runs[part] = getattr(bench, part)()
                sys.stdout.write(f"\n{part} ({perf_counter() - start:.0f} s)\n")
                sys.stdout.write(json.dumps(runs[part], indent=1, ensure_ascii=False) + "\n")
        finally:
            bench.postgres.stop()
    runs = {**kept, **runs}
    goals = met(runs)
    for name, one in goals.items():
        sys.stdout.write(f"{'met' if one else 'MISSED':<7}{name}\n")
    size = {"messages": MESSAGES, "queue": QUEUE, "seats": SEATS, "seconds": SECONDS}
    size |= {"packets": PACKETS, "load_average": round(os.getloadavg()[0], 1)}
    made = {"machine": machine(), "size": size, "goals": goals, "runs": runs}
    latest.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
