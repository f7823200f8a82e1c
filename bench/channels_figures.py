"""What was waited, in figures."""

from collections.abc import Sequence
from statistics import quantiles


def waited(times: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and the worst, ms; and of how many."""
    if len(times) < 2:
        return {"count": len(times)}
    cuts = quantiles(times, n=100, method="inclusive")
    return {
        "count": len(times),
        "p50_ms": round(cuts[49], 2),
        "p95_ms": round(cuts[94], 2),
        "p99_ms": round(cuts[98], 2),
        "worst_ms": round(max(times), 2),
    }
