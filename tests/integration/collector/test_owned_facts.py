"""How each kind of thing is: late, broken, over, silent, not shown, not delivered, dead."""

from datetime import timedelta

from msgspec import structs
from stack import builders as make
from stack.builders import BOX, NOON
from stack.neglect import DAY, SIGN, as_owner, ask, board, execute, look, publish, who
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_wire.events import Applied

from .conftest import PASSWORD, Desk

LINK = """
insert into site_link (article, url, checked_at, status, failed_since)
select id, 'http://example.org/gone', %s, 404, %s from article
"""
FAILED = """
insert into delivery (id, article, version, channel, text, state, reason, planned_by, changed_at)
values (gen_random_uuid(), %s, 1, 'wechat', '示例', 'failed', '40001', %s, %s)
"""


def failures(desk: Desk, key: str) -> set[str]:
    """What the self-check found in a thing."""
    facts = board(desk, "admin")[key].thing.facts
    assert facts
    return {one.code for one in facts.failures}


def test_a_queue_is_unanswered_since_its_oldest_matter_was_due(desk: Desk) -> None:
    ask(desk, "advice", "", NOON + DAY, NOON)
    ask(desk, "advice", "", NOON + 2 * DAY, NOON)
    look(desk)
    line = board(desk)["queue advice:"]
    assert line.thing.facts
    assert (line.thing.facts.waiting, "unanswered" in line.faults) == (2, False)
    look(desk, DAY)
    assert board(desk)["queue advice:"].faults["unanswered"] == NOON + DAY


def test_a_broken_link_a_notice_that_is_over_and_a_silent_post_fail_the_self_check(
    desk: Desk,
) -> None:
    publish(desk, "notices", NOON, expires_on=NOON.date() + DAY)
    execute(desk, LINK, NOON, NOON)
    look(desk, DAY)
    assert failures(desk, "column notices") == set()
    look(desk, DAY)
    assert failures(desk, "column notices") == {"links", "expired"}
    assert failures(desk, "column policy") == {"blank"}
    assert failures(desk, f"post {BOX}") == {"post_silent"}


def test_a_sign_fails_when_its_text_is_not_shown_or_its_cable_is_silent(desk: Desk) -> None:
    execute(desk, SIGN, BOX, who(desk, "tech").id, NOON)
    desk.report(make.health())
    look(desk)
    assert failures(desk, f"sign {BOX}") == set()
    desk.now += timedelta(minutes=29)
    desk.report(make.health(), at=desk.now)
    look(desk)
    assert failures(desk, f"sign {BOX}") == set()
    look(desk, timedelta(minutes=1))
    assert failures(desk, f"sign {BOX}") == {"sign_behind"}
    desk.report(Applied("signage", 1))
    desk.now += timedelta(minutes=31)
    desk.report(structs.replace(make.health(), sign="silent"), at=desk.now)
    look(desk)
    assert failures(desk, f"sign {BOX}") == {"sign_silent"}


def test_a_text_that_was_not_delivered_fails_its_account(desk: Desk) -> None:
    one = publish(desk, "news", NOON)
    execute(desk, FAILED, one, who(desk, "clerk").id, NOON)
    look(desk)
    assert failures(desk, "account wechat") == {"undelivered"}
    assert failures(desk, "account weibo") == set()


def test_an_account_nobody_signs_in_with_for_ninety_days_is_dead(desk: Desk) -> None:
    look(desk)
    account = f"account staff:{who(desk, 'clerk').id}"
    look(desk, 89 * DAY)
    assert "stale" not in board(desk, "admin")[account].faults
    look(desk, DAY)
    assert "stale" in board(desk, "admin")[account].faults
    as_owner(desk, lambda tx: staff_room.sign_in(tx, "clerk", PASSWORD, desk.now))
    look(desk)
    assert "stale" not in board(desk, "admin")[account].faults
