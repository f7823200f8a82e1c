"""A day of positions for many people, judged: how fast, and how often wrong, beside a peer.

The peer is the published method of a well-known server: an event for the first position on the
other side of a fence, in the order of arrival, a position older than the last one ignored
(https://www.traccar.org/documentation/geofences/, events of type geofenceEnter and geofenceExit).
Both see the same noisy days whose truth is known. `PEOPLE` makes it smaller for a look.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from run import machine
from stack.traces import HOME_ZONE, SHOP, TOWN, Trace, trace
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.judge.day import judge
from yizhan_collector.rooms.positions.judge.zones import Zone, side

HERE = Path(__file__).parent
PEOPLE = int(os.environ.get("PEOPLE", "1000"))
DAY = date(2026, 11, 24)
END = midnight(DAY + timedelta(days=1))
Span = tuple[datetime, datetime]
Method = Callable[[Trace], dict[str, list[Span]]]
RULES = ("left", "entered")


@dataclass
class Figure:
    """What became of the days by one method."""

    seconds: float
    true: dict[str, int]
    false: dict[str, int]
    missed: dict[str, int]


def ours(day: Trace) -> dict[str, list[Span]]:
    """The crossings of the judgement."""
    found = judge(day.fixes, DAY, [TOWN, SHOP], HOME_ZONE, (), END)
    names = {TOWN.id: "left", SHOP.id: "entered"}
    spans: dict[str, list[Span]] = {rule: [] for rule in RULES}
    for one in found.crossings:
        spans[names[one.zone]].append((one.since, one.until or END))
    return spans


def peer(day: Trace) -> dict[str, list[Span]]:
    """An event at the first position on the other side, as positions arrive."""
    return {"left": _fence(day, TOWN, wrong=False), "entered": _fence(day, SHOP, wrong=True)}


def _fence(day: Trace, zone: Zone, wrong: bool) -> list[Span]:
    spans: list[Span] = []
    last, inside, since = datetime.min.replace(tzinfo=END.tzinfo), not wrong, None
    for one in day.fixes:
        if one.at <= last:
            continue
        last, now = one.at, side(zone, replace(one, accuracy=0.0)) == "inside"
        if now != inside and now == wrong:
            since = one.at
        elif now != inside and since:
            spans.append((since, one.at))
            since = None
        inside = now
    return [*spans, (since, END)] if since else spans


def measure(days: Sequence[Trace], method: Method) -> Figure:
    """Time it and hold it against the truth."""
    start = perf_counter()
    answers = [method(day) for day in days]
    spent = perf_counter() - start
    figure = Figure(spent, *(dict.fromkeys(RULES, 0) for _ in range(3)))
    for day, found in zip(days, answers, strict=True):
        for rule, truth in (("left", day.left), ("entered", day.entered)):
            figure.true[rule] += len(truth)
            figure.missed[rule] += sum(not _meets(one, found[rule]) for one in truth)
            figure.false[rule] += sum(not _meets(one, truth) for one in found[rule])
    return figure


def _meets(one: Span, others: Sequence[Span]) -> bool:
    return any(one[0] < end and one[1] > start for start, end in others)


def main() -> int:
    """Run both on the same days."""
    days = [trace(seed, DAY) for seed in range(PEOPLE)]
    fixes = sum(len(one.fixes) for one in days)
    kept = {}
    sys.stdout.write(f"{PEOPLE} people, {fixes} positions\n")
    for name, method in (("judgement", ours), ("first position counts", peer)):
        one = measure(days, method)
        rate = round(fixes / one.seconds)
        kept[name] = {"fixes_per_s": rate, **{k: v for k, v in vars(one).items() if k != "seconds"}}
        sys.stdout.write(f"{name:<24}{rate:>9} positions/s")
        for rule in RULES:
            told = f"{one.true[rule]} true, {one.false[rule]} false, {one.missed[rule]} missed"
            sys.stdout.write(f"   {rule}: {told}")
        sys.stdout.write("\n")
    figures = {"machine": machine(), "people": PEOPLE, "fixes": fixes, "methods": kept}
    (HERE / "judge.json").write_text(json.dumps(figures, indent=1) + "\n")
    good = kept["judgement"]
    return 0 if not any([*good["false"].values(), *good["missed"].values()]) else 1


if __name__ == "__main__":
    sys.exit(main())
