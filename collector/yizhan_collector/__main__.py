"""Start one process of the collector: migrate or ingest."""

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from yizhan_collector import ingest, settings
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.ground.refusals import Refused


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns 1 with a sentence on stderr when it is refused."""
    parser = argparse.ArgumentParser(prog="yizhan-collector", description=__doc__)
    parser.add_argument("verb", choices=["migrate", "ingest"])
    parser.add_argument("--config", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    try:
        loaded = settings.load(chosen.config)
        if chosen.verb == "migrate":
            migrate(loaded.database)
        else:
            ingest.run(loaded, _signalled())
    except Refused as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _signalled() -> threading.Event:
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    return stopping


if __name__ == "__main__":
    sys.exit(main())
