"""A day of positions for many people, judged: how fast, and how often wrong, beside a peer.

Both see the same noisy days whose truth is known: plain ones, and harder ones. A true span shorter
than ten minutes is not counted as missed, but what is told of it is not false either; one during
which the device told nothing but towers for the most is `unheard`, not missed. Positions are
counted by the second of one core. `PEOPLE` makes it smaller for a look, `RUNS` shorter.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import cos, pi, sin
from pathlib import Path
from time import process_time
from typing import Any
from uuid import UUID

from figure import RUNS, figure
from judge_peer import Span, fenced, trips
from run import machine, show
from stack.traces import HOME, SHOP, TOWN, Trace, beside, hard, trace
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.judge.day import judge
from yizhan_collector.rooms.positions.judge.zones import Zone

HERE = Path(__file__).parent
PEOPLE = int(os.environ.get("PEOPLE", "1000"))
TIMES = int(os.environ.get("RUNS", str(RUNS)))
FEW = 10  # people of the outline
CORNERS = 300  # a county's border, generalised
DAY = date(2026, 11, 24)
END = midnight(DAY + timedelta(days=1))
SHORT = timedelta(minutes=10)
FAR = 500.0  # metres: a shorter trip is told by neither
FALSE, MISSED = 0.02, 0.05  # the bounds: of the days, and of what is true
Found = dict[str, list[Span]]
Method = Callable[[Trace], Found]
MADE = {"plain": trace, "hard": hard}
RULES = {"plain": ("left", "entered"), "hard": ("left", "entered", "away", "trip")}


def ours(day: Trace) -> Found:
    """What the judgement says."""
    found = judge(day.fixes, DAY, [TOWN, SHOP], day.home, (), END)
    spans = [(one.zone, (one.since, one.until or END)) for one in found.crossings]
    return {
        "left": [span for zone, span in spans if zone == TOWN.id],
        "entered": [span for zone, span in spans if zone == SHOP.id],
        "away": [(one.start, one.end) for one in found.home if one.where == "NOT_HOME"],
        "trip": [(one.start, one.end) for one in found.trips if one.length >= FAR],
    }


def peer(day: Trace) -> Found:
    """What the peer says."""
    return {
        "left": fenced(day.fixes, TOWN, END),
        "entered": fenced(day.fixes, SHOP, END),
        "away": fenced(day.fixes, day.home, END),
        "trip": trips(day.fixes),
    }


METHODS: dict[str, Method] = {"judgement": ours, "peer": peer}


def score(days: Sequence[Trace], method: Method, rules: Sequence[str]) -> dict[str, Any]:
    """How many were true, told without being true, and missed, by rule."""
    told = {rule: dict.fromkeys(("true", "unheard", "false", "missed"), 0) for rule in rules}
    for day in days:
        found = method(day)
        for rule in rules:
            _score(told[rule], day, getattr(day, rule), found[rule])
    return told


def _score(counts: dict[str, int], day: Trace, true: Sequence[Span], told: Sequence[Span]) -> None:
    long = [one for one in true if one[1] - one[0] >= SHORT]
    silent = [one for one in long if not _meets(one, told) and not _heard(day, one)]
    counts["true"] += len(long)
    counts["unheard"] += len(silent)
    counts["false"] += sum(not _meets(one, true) for one in told)
    counts["missed"] += sum(not _meets(one, told) for one in long) - len(silent)


def _heard(day: Trace, one: Span) -> bool:
    """Whether more than towers was told for the most of a span; a position a minute."""
    exact = {fix.at for fix in day.fixes if fix.source != "cell" and one[0] <= fix.at < one[1]}
    return len(exact) * timedelta(minutes=2) >= one[1] - one[0]


def _meets(one: Span, others: Sequence[Span]) -> bool:
    return any(one[0] <= end and one[1] >= start for start, end in others)


def outline(days: Sequence[Trace]) -> float:
    """Positions a second within a border of many corners."""
    turns = [2 * pi * n / CORNERS for n in range(CORNERS)]
    border = tuple(beside(HOME, 20_000 * cos(turn), 20_000 * sin(turn)) for turn in turns)
    zone = Zone(UUID(int=5), "inside", corners=border)
    many = sum(len(one.fixes) for one in days)
    return many / _core(lambda: [judge(d.fixes, DAY, [zone], d.home, (), END) for d in days])


def speed(days: Sequence[Trace], method: Method) -> float:
    """Positions a second."""
    return sum(len(one.fixes) for one in days) / _core(lambda: [method(day) for day in days])


def _core(work: Callable[[], object]) -> float:
    """Seconds of one core; on a shared machine the wall clock measures the neighbours."""
    start = process_time()
    work()
    return process_time() - start


def good(told: dict[str, Any], people: int) -> bool:
    """Whether the false and the missed stay within the bounds."""
    return all(
        one["false"] <= FALSE * people and one["missed"] <= MISSED * one["true"]
        for one in told.values()
    )


def main() -> int:
    """Run both on the same days."""
    figures: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    for kind, make in MADE.items():
        days = [make(seed, DAY) for seed in range(PEOPLE)]
        for name, method in METHODS.items():
            runs = [speed(days, method) for _ in range(TIMES)]
            goal = 100_000 if name == "judgement" else None
            figures[f"{name}, {kind} days"] = figure(runs, "positions/s", at_least=goal)
            rules[f"{name}, {kind} days"] = score(days, method, RULES[kind])
    some = [hard(seed, DAY) for seed in range(min(FEW, PEOPLE))]
    runs = [outline(some) for _ in range(TIMES)]
    name = f"judgement, outline of {CORNERS} corners"
    figures[name] = figure(runs, "positions/s", at_least=50_000)
    _print(figures, rules)
    kept = {"machine": machine(), "people": PEOPLE, "figures": figures, "rules": rules}
    (HERE / "judge.json").write_text(json.dumps(kept, indent=1) + "\n")
    return 0 if all(good(rules[f"judgement, {kind} days"], PEOPLE) for kind in MADE) else 1


def _print(figures: dict[str, Any], rules: dict[str, Any]) -> None:
    for name, one in figures.items():
        show(name, one)
    for name, told in rules.items():
        for rule, one in told.items():
            said = ", ".join(f"{count} {word}" for word, count in one.items())
            sys.stdout.write(f"{name:<30}{rule:<10}{said}\n")


if __name__ == "__main__":
    sys.exit(main())
