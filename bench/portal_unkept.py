"""The portal without its memory of pages: each is made anew whenever it is asked for."""

import sys

from yizhan_collector import portal
from yizhan_collector.doors.portal.keep import Pages


def deaf(_: Pages, database: str) -> None:
    """Listen to nothing: nothing is kept."""


if __name__ == "__main__":
    Pages.start = deaf  # type: ignore[method-assign,assignment]
    sys.exit(portal.main())
