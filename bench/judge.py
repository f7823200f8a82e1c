"""A day of positions for many people, judged: how fast, and how often wrong, beside a peer.

Both see the same noisy days whose truth is known: plain ones, and harder ones. A true span shorter
than ten minutes is not counted as missed, but what is told of it is not false either; one during
which the device told nothing but towers for the most is `unheard`, not missed. A run is
a fifth of the people; positions are counted by the second of one core, since on a shared machine
the clock on the wall measures the neighbours. `PEOPLE` makes it smaller for a look.
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


def run(
    days: Sequence[Trace], method: Method, rules: Sequence[str]
) -> tuple[list[float], dict[str, dict[str, int]]]:
    """Positions a second of each group of the people; and how often it was right, by rule."""
    told = {rule: dict.fromkeys(("true", "unheard", "false", "missed"), 0) for rule in rules}
    rates = []
    for group in range(min(RUNS, len(days))):
        some = days[group::RUNS]
        start = process_time()
        answers = [method(day) for day in some]
        rates.append(sum(len(one.fixes) for one in some) / (process_time() - start))
        for day, found in zip(some, answers, strict=True):
            for rule in rules:
                _score(told[rule], day, getattr(day, rule), found[rule])
    return rates, told


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


def within(day: Trace) -> Found:
    """The judgement within a border of many corners; what it finds is not asked."""
    turns = [2 * pi * n / CORNERS for n in range(CORNERS)]
    border = tuple(beside(HOME, 20_000 * cos(turn), 20_000 * sin(turn)) for turn in turns)
    judge(day.fixes, DAY, [Zone(UUID(int=5), "inside", corners=border)], day.home, (), END)
    return {}


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
            rates, rules[f"{name}, {kind} days"] = run(days, method, RULES[kind])
            goal = 100_000 if name == "judgement" else None
            figures[f"{name}, {kind} days"] = figure(rates, "positions/s", at_least=goal)
    rates, _ = run([hard(seed, DAY) for seed in range(min(FEW, PEOPLE))], within, ())
    name = f"judgement, outline of {CORNERS} corners"
    figures[name] = figure(rates, "positions/s", at_least=50_000)
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
