"""Outages that come at the worst moment: inside a batch, and while nobody listens."""

from contextlib import closing

import psycopg
import pytest
from stack.line import Line
from stack.process import wait_for

TOTAL = 2000
WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"


def a_batch_waits(line: Line) -> bool:
    with psycopg.connect(line.url) as tx:
        return tx.execute(WAITING).fetchone() == (1,)


@pytest.mark.timeout(120)
def test_a_database_restarted_in_the_middle_of_a_batch_loses_and_doubles_nothing(
    line: Line,
) -> None:
    line.ingest().start(lambda: True)
    box = line.box(TOTAL, rate=2000)
    with closing(psycopg.connect(line.url)) as holder:
        holder.execute("lock table inbox in share mode")
        box.start(lambda: True)
        wait_for(lambda: a_batch_waits(line), 30, "a batch to be in the middle of its transaction")
        line.postgres.stop()
    line.postgres.start()
    wait_for(lambda: line.delivered(TOTAL), 60, "the spool to empty")
    line.holds_each_once(TOTAL)


@pytest.mark.timeout(120)
def test_what_was_sent_while_no_member_of_the_share_was_there_is_made_whole_by_the_box(
    line: Line,
) -> None:
    both = [line.ingest(f"collector-{n}") for n in (1, 2)]
    for one in both:
        one.start(lambda one=one: "listening" in one.tail())  # type: ignore[misc]
    for one in both:
        one.kill()
    line.box(TOTAL, rate=4000).start(lambda: line.given() == TOTAL, 60)
    assert not line.delivered(TOTAL)
    for one in both:
        one.start(lambda: True)
    wait_for(lambda: line.delivered(TOTAL), 60, "the spool to empty")
    line.holds_each_once(TOTAL)
