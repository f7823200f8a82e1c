"""`kill -9` at random moments, twenty times each, under load: every event stored, each once.

Replay a failing run: YIZHAN_SEED=<printed seed> pytest tests/integration/faults
"""

import random
import sys
import time
from collections.abc import Callable

import pytest
from stack.line import SEED, Line
from stack.process import Program, wait_for

KILLS = 20
TOTAL = 6000

Victim = tuple[Callable[[], None], Callable[[], None]]


def program(one: Program) -> Victim:
    return one.kill, lambda: one.start(lambda: True)


def started(line: Line, ingests: int) -> tuple[Program, list[Program]]:
    """A box under way and the processes that take its events."""
    some = [line.ingest(f"collector-{n}") for n in range(1, ingests + 1)]
    box = line.box(TOTAL)
    for one in (*some, box):
        one.start(lambda: True)
    return box, some


def kill_at_random(name: str, victims: list[Victim]) -> None:
    """Each of the twenty deaths befalls one of them at a random moment."""
    sys.stdout.write(f"YIZHAN_SEED={SEED} victim={name}\n")
    chance = random.Random(f"{SEED}-{name}")
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.3, 1.5))  # the random moment is the point
        kill, start = chance.choice(victims)
        kill()
        start()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("victim", ["box", "ingest", "broker", "database"])
def test_every_event_is_stored_once_though_a_process_dies_twenty_times(
    line: Line, victim: str, record_property: Callable[[str, object], None]
) -> None:
    record_property("seed", SEED)
    box, [ingest] = started(line, 1)
    victims = {
        "box": program(box),
        "ingest": program(ingest),
        "broker": (line.broker.kill, line.broker.start),
        "database": (line.postgres.kill, line.postgres.start),
    }
    kill_at_random(victim, [victims[victim]])
    wait_for(lambda: line.delivered(TOTAL), 120, f"the spool to empty, YIZHAN_SEED={SEED}")
    line.holds_each_once(TOTAL)


@pytest.mark.timeout(240)
def test_two_ingest_processes_share_a_load_and_neither_death_doubles_an_event(
    line: Line, record_property: Callable[[str, object], None]
) -> None:
    record_property("seed", SEED)
    _, both = started(line, 2)
    kill_at_random("two ingests", [program(one) for one in both])
    wait_for(lambda: line.delivered(TOTAL), 120, f"the spool to empty, YIZHAN_SEED={SEED}")
    line.holds_each_once(TOTAL)
