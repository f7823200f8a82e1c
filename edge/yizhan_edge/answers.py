"""Whether the box shows its page: the proof by which a system slot is good."""

import argparse
import sys
import time

import httpx

from yizhan_edge.settle import PAGE_PORT

LOOK_S = 1.0


def within(url: str, seconds: float) -> bool:
    """Whether the page answers before so many seconds are over."""
    end = time.monotonic() + seconds
    while not _now(url):
        if time.monotonic() >= end:
            return False
        time.sleep(LOOK_S)
    return True


def _now(url: str) -> bool:
    try:
        return httpx.get(url, timeout=LOOK_S * 5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def main(arguments: list[str] | None = None) -> int:
    """0 once the page answers, 1 when it does not in time."""
    parser = argparse.ArgumentParser(prog="yizhan-answers", description=__doc__)
    parser.add_argument("--url", default=f"http://127.0.0.1:{PAGE_PORT}/")
    parser.add_argument("--within", type=float, default=300.0, help="seconds")
    chosen = parser.parse_args(arguments)
    good = within(chosen.url, chosen.within)
    sys.stderr.write("the page answers\n" if good else f"no page at {chosen.url}\n")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
