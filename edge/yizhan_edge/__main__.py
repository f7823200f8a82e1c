"""The agent of one box: `python -m yizhan_edge --config /etc/yizhan/edge.toml`."""

import argparse
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from yizhan_edge import memory, settings
from yizhan_edge.agent import Agent
from yizhan_edge.claiming.mode import Claiming
from yizhan_edge.errors import EdgeError
from yizhan_edge.update import running

log = logging.getLogger("yizhan_edge")


def main(arguments: list[str] | None = None) -> int:
    """Run until told to end; 1 with a sentence on stderr when it cannot start or a part dies."""
    parser = argparse.ArgumentParser(prog="yizhan-edge", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, help="the box's settings, TOML")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level="INFO")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    memory.few_arenas()
    stopping = threading.Event()
    until_told(stopping)
    try:
        found = settings.load(chosen.config)
        if found.unclaimed:
            if not Claiming(found).run(stopping):
                return 0
            found = settings.load(chosen.config)
        now = running.read(os.environ)
        agent = Agent(running.fitted(found, now), now)
    except EdgeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return _run(agent, stopping)


def until_told(stopping: threading.Event) -> None:
    """Set this when the process is told to end."""
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())


def _run(agent: Agent, stopping: threading.Event) -> int:
    died = threading.Event()

    def part_died(what: threading.ExceptHookArgs) -> None:
        # a box that limps looks well from afar; systemd starts a whole one
        name = what.thread.name if what.thread else "?"
        log.critical("part %s died: %s", name, what.exc_type.__name__, exc_info=what.exc_value)
        died.set()
        stopping.set()

    threading.excepthook = part_died
    agent.start()
    code = agent.run(stopping)
    agent.stop()
    return int(died.is_set()) or code


if __name__ == "__main__":
    sys.exit(main())
