"""One figure: min, median and max of at least five runs, its unit and its goal."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any

RUNS = 5


def figure(
    values: Sequence[float], unit: str, at_least: float | None = None, at_most: float | None = None
) -> dict[str, Any]:
    """Summary of the runs; `met` compares the median with the goal."""
    middle = median(values)
    found: dict[str, Any] = {"min": min(values), "median": middle, "max": max(values), "unit": unit}
    if at_least is not None:
        found |= {"goal": f">= {at_least:g}", "met": middle >= at_least}
    if at_most is not None:
        found |= {"goal": f"<= {at_most:g}", "met": middle <= at_most}
    return found


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = perf_counter()
    work()
    return perf_counter() - start
