"""As many simultaneous calls as there are seats: exchange, `telephony`, office, pages.

Every seat has a call at any moment: who hung up is followed by the next caller. They come spread
over the time of a call, or all in one moment, and then every operator does the same in the same
second. The exchange is the switchboard of the tests, which speaks through the files of decision
0025.
"""

import json
import sys
import threading
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from stack.process import Program
from stack.switchboard import Line, Switchboard, table
from yizhan_collector.doors.access import COOKIE
from yizhan_collector.doors.csrf import csrf_of
from yizhan_collector.rooms.staff import service as staff

TALK_S, QUIET_S = 30.0, 45.0
PASSWORD = "长夜灯火 lamp 42 bench"  # noqa: S105 # made up
OUTCOME = """
select count(*), count(*) filter (where answered_at is not null),
       count(*) filter (where answered_at is not null and ticket is null),
       count(matter) - count(distinct matter), count(*) filter (where ended_at is null)
from hotline_call where heard_at >= %s
"""


def operators(url: str, secret: str, count: int) -> list[tuple[str, str]]:
    """So many clerks with an open session: its token, and the token a page sends."""
    found = []
    with psycopg.connect(url) as tx:
        for number in range(count):
            login, now = f"seat{number}", datetime.now(UTC)
            staff.join(tx, login, f"示例 {number}号席", "clerk", "", PASSWORD, now)
            token = staff.sign_in(tx, login, PASSWORD, now)[1]
            found.append((token, csrf_of(secret, token)))
    return found


class Exchange(threading.Thread):
    """Callers that are soon as many as the seats and stay so, until `quiet` is set."""

    def __init__(self, folder: Path, callers: int, over_s: float) -> None:
        super().__init__()
        self.board, self.callers, self.over_s = Switchboard(folder), callers, over_s
        self.began = time.monotonic()
        self.quiet, self.over = threading.Event(), threading.Event()
        self.made, self.most = 0, 0
        self._ends: list[tuple[float, Line]] = []

    def run(self) -> None:
        """Carry out the commands, hang up, call again."""
        while not self.over.is_set():
            for one in self.board.step():
                line = self.board.lines.get(one["call"])
                if line and line.seat and not line.ended:
                    self._ends.append((time.monotonic() + TALK_S, line))
            self._hang_up()
            standing = sum(not one.ended for one in self.board.lines.values())
            self.most = max(self.most, standing)
            if not self.quiet.is_set():
                self._callers(self._wanted() - standing)
            self.over.wait(0.1)

    def _wanted(self) -> int:
        """How many callers there are by now."""
        part = (time.monotonic() - self.began) / self.over_s if self.over_s else 1
        return round(self.callers * min(1, part))

    def _callers(self, count: int) -> None:
        for _ in range(count):
            self.made += 1
            self.board.call(f"000-{self.made // 10000:04}-{self.made % 10000:04}")

    def _hang_up(self) -> None:
        now = time.monotonic()
        for _, line in [one for one in self._ends if one[0] <= now]:
            line.hang_up("caller")
            line.press(5)
        self._ends = [one for one in self._ends if one[0] > now]


def sat_down(folder: Path, url: str, seats: int) -> list[tuple[str, str]]:
    """So many clerks with a session at the office of this folder."""
    settings = tomllib.loads((folder / "collector.toml").read_text())
    return operators(url, settings["secret"], seats)


def measured(
    folder: Path,
    url: str,
    port: int,
    sessions: list[tuple[str, str]],
    seconds: float,
    over_s: float,
) -> dict[str, Any]:
    """Run it against a `serve` that answers at this port; `over_s` is how long all take to come."""
    here = folder / f"exchange-{over_s:.0f}"
    here.mkdir()
    config = here / "collector.toml"
    config.touch(mode=0o600)
    config.write_text((folder / "collector.toml").read_text() + table(here))
    exchange = Exchange(here, len(sessions), over_s)
    given = {
        "sessions": sessions,
        "cookie": COOKIE,
        "port": port,
        "talk_s": TALK_S * 0.8,
        "seconds": seconds + QUIET_S,
    }
    settings = here / "seats.json"
    settings.write_text(json.dumps(given))
    command = [sys.executable, "-m", "yizhan_collector", "telephony", "--config", str(config)]
    telephony = Program("telephony", command, here / "telephony.log")
    telephony.start(lambda: True)
    try:
        return _played(here, url, exchange, settings, seconds)
    finally:
        exchange.over.set()
        telephony.stop()


def _played(
    folder: Path, url: str, exchange: Exchange, settings: Path, seconds: float
) -> dict[str, Any]:
    pages = Path(__file__).with_name("channels_seats.py")
    load = Program("seats", [sys.executable, str(pages), str(settings)], folder / "x")
    timer = threading.Timer(seconds, exchange.quiet.set)
    began = datetime.now(UTC)
    exchange.start()
    timer.start()
    found: dict[str, Any] = json.loads(load.finish(seconds + QUIET_S + 300))
    timer.cancel()
    exchange.over.set()
    exchange.join()
    with psycopg.connect(url) as tx:
        row = tx.execute(OUTCOME, [began]).fetchone()
    assert row is not None  # noqa: S101 # counts
    names = ("calls", "answered", "unwritten", "doubled", "standing")
    outcome = dict(zip(names, row, strict=True))
    return found | {"at_once": exchange.most, "offered": exchange.made, "outcome": outcome}
