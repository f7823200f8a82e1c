"""The broker and the collector under thousands of boxes: steady, and all coming back at once.

`BOXES`, `STEADY_S`, `AWAY_S` in the environment make it smaller. Everything, the boxes too, is on
this machine: the times are those of a storm that two cores make and answer. Exit code 1 when an
event is lost or doubled, or a goal is missed. The peer is the broker alone, without our collector.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import psycopg
from fleet_boxes import Boxes
from run import machine
from stack import configure, fleet
from stack.host import walkable
from stack.line import ENV, Line
from stack.process import Program, answers, free_port, wait_for

HERE = Path(__file__).parent
BOXES = int(os.environ.get("BOXES", "5000"))
STEADY_S = float(os.environ.get("STEADY_S", "120"))
AWAY_S = float(os.environ.get("AWAY_S", "60"))
ALL_BACK_S, P95_S = 180.0, 2.0  # goals


def prepared(folder: Path) -> Line:
    """A line that knows all boxes and somebody at each."""
    line = Line(folder)
    with psycopg.connect(line.url) as tx:
        for number in range(BOXES):
            fleet.settle(tx, number)
        tx.execute("delete from outbox")  # the rosters of a fleet that was claimed at once
    for number in range(BOXES):
        line.authority.issue(fleet.device(number), datetime.now(UTC))
    return line


def collector(line: Line) -> list[Program]:
    """`ingest`, `work` and `serve`."""
    places = configure.Places(line.broker.port, free_port(), free_port())
    configure.collector(line.folder, line.url, places)
    config = ("--config", str(line.folder / "collector.toml"))
    made = []
    for verb in ("ingest", "work", "serve"):
        run = [sys.executable, "-m", "yizhan_collector", verb, *config]
        made.append(Program(verb, run, line.folder / f"{verb}.log", ENV))
        made[-1].start(lambda: True)
    line.programs += made
    wait_for(lambda: answers(places.page), 60, "the office")
    return made


def memory(programs: dict[str, Program]) -> dict[str, int]:
    """Resident MB of each program with its children."""
    found = {}
    for name, one in programs.items():
        assert one.child  # noqa: S101 # it runs
        root = psutil.Process(one.child.pid)
        family = [root, *root.children(recursive=True)]
        found[name] = sum(each.memory_info().rss for each in family) // 2**20
    return found


def timed(condition: Callable[[], bool], within: float, what: str) -> float:
    """Seconds until it holds."""
    begun = time.monotonic()
    wait_for(condition, within, what)
    return round(time.monotonic() - begun, 1)


def percentile(values: list[float], share: float) -> float:
    """Of sorted values, in seconds."""
    return round(values[min(int(len(values) * share), len(values) - 1)], 3) if values else 0.0


def each_once(line: Line, given: int) -> dict[str, int]:
    """What the database holds against what the boxes made, as they said in their last second.

    `lost` below 0: so many more were made, and stored, after that.
    """
    with psycopg.connect(line.url) as tx:
        rows = tx.execute(
            "select (select count(*) from inbox), (select count(*) from device_health),"
            " (select count(*) from checkin), (select count(*) from quarantine)"
        ).fetchone()
    assert rows  # noqa: S101 # one row
    stored, health, visits, refused = (int(one) for one in rows)
    return {
        "given": given,
        "lost": given - stored,
        "doubled": health + visits - stored,
        "refused": refused,
    }


def alone() -> dict[str, float]:
    """The peer: the same boxes come to the broker, and nobody listens."""
    with tempfile.TemporaryDirectory() as name:
        line = prepared(walkable(Path(name)))
        boxes = Boxes(line, BOXES)
        try:
            first = timed(lambda: boxes.sum("online") == BOXES, 600, "all boxes")
            line.broker.kill()
            wait_for(lambda: boxes.sum("online") == 0, 120, "all boxes to notice")
            line.broker.start()
            return {"all online, s": first, "all back, s": timed(
                lambda: boxes.sum("online") == BOXES, 600, "all boxes back"
            )}  # fmt: skip
        finally:
            boxes.stop()
            line.stop()


def whole() -> dict[str, Any]:
    """Broker, collector and database under the same boxes."""
    with tempfile.TemporaryDirectory() as name:
        line = prepared(walkable(Path(name)))
        ingest, work, serve = collector(line)
        boxes = Boxes(line, BOXES)
        try:
            found: dict[str, Any] = {}
            found["all online, s"] = timed(lambda: boxes.sum("online") == BOXES, 600, "all boxes")
            boxes.waits()
            time.sleep(STEADY_S)  # the steady state is what is measured
            steady = boxes.waits()
            found["steady"] = {
                "events": len(steady),
                "a second": round(len(steady) / STEADY_S, 1),
                "receipt p50, s": percentile(steady, 0.5),
                "receipt p95, s": percentile(steady, 0.95),
                "receipt p99, s": percentile(steady, 0.99),
            }
            programs = {"broker": line.broker.program, "ingest": ingest, "work": work,
                        "serve": serve, "database": line.postgres.program}  # fmt: skip
            found["memory, MB"] = memory(programs)
            found["after the outage"] = outage(line, boxes)
            found["memory after, MB"] = memory(programs)
            return found
        finally:
            boxes.stop()
            line.stop()


def outage(line: Line, boxes: Boxes) -> dict[str, Any]:
    """The broker is gone for a while, then there; until all are back and nothing waits."""
    line.broker.kill()
    wait_for(lambda: boxes.sum("online") == 0, 120, "all boxes to notice")
    time.sleep(AWAY_S)  # so much piles up in the boxes
    held = boxes.sum("waiting")
    boxes.waits()
    line.broker.start()
    begun = time.monotonic()
    back = timed(lambda: boxes.sum("online") == BOXES, 600, "all boxes back")
    wait_for(lambda: boxes.sum("waiting") <= BOXES // 50, 600, "what piled up to be stored")
    stored = round(time.monotonic() - begun, 1)
    boxes.stop()
    given = boxes.sum("given")
    late = boxes.sum("waiting")  # made in the last moment, sent or not
    wait_for(lambda: each_once(line, given)["lost"] <= late, 120, "the last events")
    return {
        "piled up": held,
        "all back, s": back,
        "all stored, s": stored,
        **each_once(line, given),
        "still on the way": late,
    }


def main() -> int:
    """Measure, print, write bench/fleet.json."""
    begun = datetime.now(UTC)
    found = {"boxes": BOXES, "peer, the broker alone": alone(), "whole": whole()}
    after = found["whole"]["after the outage"]  # type: ignore[index]
    steady = found["whole"]["steady"]  # type: ignore[index]
    goals = {
        "nothing lost": after["lost"] <= after["still on the way"],
        "nothing doubled": after["doubled"] <= 0,
        f"all back within {ALL_BACK_S:g} s": after["all back, s"] <= ALL_BACK_S,
        f"receipt p95 below {P95_S:g} s": steady["receipt p95, s"] <= P95_S,
    }
    written = {"at": begun.isoformat(timespec="seconds"), "machine": machine(), **found}
    written["goals"] = goals
    (HERE / "fleet.json").write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")
    sys.stdout.write(json.dumps(written, indent=1, ensure_ascii=False) + "\n")
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
