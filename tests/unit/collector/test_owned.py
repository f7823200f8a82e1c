"""Whose a thing is, what is wrong with it, and the ladder that is climbed until it is mended."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.ownership.model import (
    KINDS,
    Department,
    Facts,
    Failure,
    Keeper,
    Thing,
    review_days,
)
from yizhan_collector.rooms.ownership.rungs import RUNGS, Rung, Step, climb, people, turn

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
DAY = timedelta(days=1)
LEFT = NOW - DAY
OWNER, DEPUTY, HEAD, LEADER = (
    Keeper(UUID(int=n), name) for n, name in enumerate(("甲", "乙", "丙", "丁"), 1)
)
HOME = Department("research", "研究室", "Research", "", HEAD, LEADER)
ONE = Thing(
    UUID(int=9), "column", "news", "工作动态", "News", "", HOME, OWNER, DEPUTY, 7, 2, NOW - 30 * DAY
)
FRESH = Facts(NOW, touched_at=NOW - DAY)
WAIT = 2 * DAY
WHO: dict[Rung, Keeper | None] = dict(zip(RUNGS, (OWNER, DEPUTY, HEAD, LEADER), strict=True))
PEOPLE = st.one_of(
    st.none(),
    st.builds(Keeper, st.integers(1, 5).map(lambda n: UUID(int=n)), st.just("甲"),
              st.sampled_from([None, LEFT])),
)  # fmt: skip
LADDERS = st.fixed_dictionaries(dict.fromkeys(RUNGS, PEOPLE))


def test_what_is_fresh_and_owned_has_no_fault() -> None:
    assert replace(ONE, facts=FRESH).faults(NOW) == {}


def test_without_an_owner_it_is_ownerless_since_it_was_found_or_handed_back() -> None:
    nobody = replace(ONE, facts=FRESH, owner=None)
    assert nobody.faults(NOW) == {"ownerless": ONE.created_at}
    assert replace(nobody, assigned_at=LEFT).faults(NOW) == {"ownerless": LEFT}


def test_when_the_owner_leaves_it_is_ownerless_at_that_moment_though_a_deputy_is_there() -> None:
    gone = replace(ONE, facts=FRESH, owner=replace(OWNER, ended_at=NOW))
    assert gone.faults(NOW - timedelta(microseconds=1)) == {}
    assert gone.faults(NOW) == {"ownerless": NOW}


def test_it_is_stale_at_its_day_and_a_review_begins_it_anew() -> None:
    lies = replace(ONE, facts=Facts(NOW, touched_at=NOW - 7 * DAY))
    assert lies.faults(NOW) == {"stale": NOW}
    assert lies.faults(NOW - timedelta(seconds=1)) == {}
    assert replace(lies, reviewed_at=NOW).faults(NOW + 6 * DAY) == {}


def test_a_late_answer_and_a_failed_check_count_since_they_began_and_not_before() -> None:
    facts = replace(
        FRESH,
        late_since=LEFT,
        failures=(Failure("links", NOW), Failure("blank", LEFT)),
    )
    assert replace(ONE, facts=facts).faults(NOW) == {"failing": LEFT, "unanswered": LEFT}
    due_later = replace(FRESH, late_since=NOW + DAY)
    assert replace(ONE, facts=due_later).faults(NOW) == {}


def test_a_thing_nobody_has_looked_at_yet_is_judged_by_its_age() -> None:
    assert set(ONE.faults(NOW)) == {"stale"}


@pytest.mark.parametrize(("inner", "days"), [("news", 7), ("notice", 90), ("guide", 180)])
def test_a_column_is_looked_at_before_it_counts_as_stale_by_the_national_rule(
    inner: str, days: int
) -> None:
    assert review_days("column", inner) == days
    assert all(review_days(kind) >= 1 for kind in KINDS)


def test_the_ladder_goes_from_the_owner_to_the_leader_two_days_a_rung() -> None:
    steps: list[Step] = []
    told = []
    for day in range(9):
        now = NOW + day * DAY
        new = climb(steps, WHO, WAIT, now)
        told += [(day, one.rung, one.told) for one in new]
        steps += new
    assert told == [
        (0, "owner", OWNER.id), (2, "deputy", DEPUTY.id), (4, "department", HEAD.id),
        (6, "leader", LEADER.id),
    ]  # fmt: skip


def test_an_empty_rung_is_passed_over_at_once_and_that_is_written_down() -> None:
    who = WHO | {"owner": None, "deputy": replace(DEPUTY, ended_at=LEFT)}
    found = climb([], who, WAIT, NOW)
    assert [(one.rung, one.told, one.passed) for one in found] == [
        ("owner", None, "nobody"), ("deputy", None, "left"), ("department", HEAD.id, None),
    ]  # fmt: skip


def test_who_was_told_and_then_left_is_not_waited_for() -> None:
    told = Step("owner", NOW, OWNER.id)
    assert climb([told], WHO, WAIT, NOW) == []
    assert [one.rung for one in climb([replace(told, left=True)], WHO, WAIT, NOW)] == ["deputy"]


def test_the_head_who_is_the_owner_too_is_told_once() -> None:
    who = WHO | {"deputy": None, "department": OWNER}
    steps = climb([], who, WAIT, NOW)
    steps += climb(steps, who, WAIT, NOW + WAIT)
    assert [(one.rung, one.passed) for one in steps] == [
        ("owner", None), ("deputy", "nobody"), ("department", "told"), ("leader", None),
    ]  # fmt: skip


@MANY
@given(LADDERS, st.lists(st.integers(0, 100), max_size=12))
def test_each_rung_is_climbed_once_in_order_and_nobody_twice_or_after_leaving(
    who: dict[Rung, Keeper | None], hours: list[int]
) -> None:
    steps: list[Step] = []
    now = NOW
    for more in hours:
        now += timedelta(hours=more)
        steps += climb(steps, who, WAIT, now)
        assert climb(steps, who, WAIT, now) == []  # a second run at the same moment does nothing
    assert [one.rung for one in steps] == list(RUNGS[: len(steps)])
    told = [one for one in steps if one.told]
    assert len({one.told for one in told}) == len(told)
    for one in told:
        person = who[one.rung]
        assert person is not None
        assert person.there(one.at)
    assert all(later.at - sooner.at >= WAIT for sooner, later in pairwise(told))


@MANY
@given(LADDERS)
def test_the_top_is_reached_in_three_waits_at_most(who: dict[Rung, Keeper | None]) -> None:
    steps: list[Step] = []
    for n in range(4):
        steps += climb(steps, who, WAIT, NOW + n * WAIT)
    assert len(steps) == len(RUNGS)


def test_it_is_the_turn_of_the_highest_who_was_told() -> None:
    assert turn([]) is None
    steps = climb([], WHO | {"owner": None}, WAIT, NOW)
    found = turn(steps)
    assert found is not None
    assert (found.rung, found.told) == ("deputy", DEPUTY.id)


def test_the_rungs_are_the_people_of_the_thing_and_of_its_department() -> None:
    assert people(ONE, LEADER) == WHO
    assert people(replace(ONE, department=None), None)["department"] is None


def test_it_belongs_to_owner_and_deputy() -> None:
    assert ONE.belongs_to(OWNER.id)
    assert ONE.belongs_to(DEPUTY.id)
    assert not ONE.belongs_to(HEAD.id)
