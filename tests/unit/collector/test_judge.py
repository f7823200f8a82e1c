"""Every visit finds its day by its capture: the order of arrival changes nothing."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from stack import builders as make
from yizhan_collector.ground.days import SHANGHAI, legal_day
from yizhan_collector.rooms.checkins.judge import judge
from yizhan_collector.rooms.checkins.model import Days, Decision, Visit
from yizhan_collector.rooms.orders.model import Rhythm, Schedule
from yizhan_wire.envelope import Clock
from yizhan_wire.events import FaceResult

START = date(2026, 11, 3)
WEEKLY = Rhythm(START, 7)
GOOD, POOR = Clock("ntp", "good"), Clock("none", "poor")
DOUBT = FaceResult("unsure", "failed", 9, 0.6, 0.5, "m")
DECISIONS: list[Decision | None] = [None, None, "match", "concern", "no_match"]
closed = st.frozensets(st.integers(0, 40).map(lambda n: START + timedelta(days=n)), max_size=10)
plain = st.builds(Rhythm, st.just(START), st.integers(1, 10), st.none(), closed)
# a rhythm that ended, and the one that followed it
followed = st.builds(
    lambda first, last, then, off: Schedule((
        Rhythm(START, first, START + timedelta(days=last), off),
        Rhythm(START + timedelta(days=last + 1), then, None, off),
    )),
    st.integers(1, 10), st.integers(0, 30), st.integers(1, 10), closed,
)  # fmt: skip
rhythms: st.SearchStrategy[Days] = plain | followed


def visit(
    n: int, hours: int, asks: bool = False, decision: Decision | None = None, clock: Clock = GOOD
) -> Visit:
    """A visit so many hours after the first due day began."""
    at = datetime(2026, 11, 3, tzinfo=SHANGHAI) + timedelta(hours=hours)
    body = make.visit(UUID(int=1), face=DOUBT) if asks else make.visit(UUID(int=1))
    return Visit(
        UUID(int=n), UUID(int=1), make.BOX, None, "unscheduled", False, asks, body, clock,
        at, at, at, decision, None, None, None,
    )  # fmt: skip


visits = st.lists(
    st.builds(
        visit, st.integers(1, 10**6), st.integers(-24, 40 * 24), st.booleans(),
        st.sampled_from(DECISIONS),
    ),
    unique_by=lambda one: one.id,
    max_size=12,
)  # fmt: skip


def live(judged: list[Visit]) -> dict[date | None, UUID]:
    """Which visit counts for which day."""
    return {one.due_on: one.id for one in judged if one.live}


@given(rhythms, visits, st.integers())
def test_one_by_one_in_any_order_is_the_same_as_all_together(
    rhythm: Days, some: list[Visit], seed: int
) -> None:
    arriving = some.copy()
    Random(seed).shuffle(arriving)
    known: list[Visit] = []
    for one in arriving:
        known = judge(rhythm, [*known, one])
    assert {one.id: one for one in known} == {one.id: one for one in judge(rhythm, some)}


@given(rhythms, visits)
def test_one_visit_counts_for_a_day_and_only_for_a_due_day(rhythm: Days, some: list[Visit]) -> None:
    days = Counter(one.due_on for one in judge(rhythm, some) if one.live)
    assert not days or max(days.values()) == 1
    assert all(day is not None and rhythm.holds(day) for day in days)


@given(rhythms, visits)
def test_who_came_on_the_due_day_has_answered_it(rhythm: Days, some: list[Visit]) -> None:
    judged = live(judge(rhythm, some))
    for one in some:
        day = legal_day(one.captured_at)
        if rhythm.holds(day) and one.decision != "no_match":
            assert day in judged


@given(rhythms, visits)
def test_somebody_else_answers_nothing(rhythm: Days, some: list[Visit]) -> None:
    others = [one for one in some if one.decision != "no_match"]
    assert live(judge(rhythm, some)) == live(judge(rhythm, others))


@given(rhythms, visits)
def test_one_more_visit_never_leaves_a_day_unanswered_that_was(
    rhythm: Days, some: list[Visit]
) -> None:
    on_the_day = {legal_day(one.captured_at) for one in some if one.decision != "no_match"}
    more = judge(rhythm, [*some, visit(10**7, 12)])
    assert on_the_day & set(live(judge(rhythm, some))) <= set(live(more))


def test_two_late_visits_answer_the_open_day_and_the_coming_one() -> None:
    third, eve = visit(1, 3 * 24 + 9), visit(2, 6 * 24 + 9)
    for order in ([third, eve], [eve, third]):
        assert live(judge(WEEKLY, order)) == {START: third.id, START + timedelta(days=7): eve.id}


def test_when_the_first_was_somebody_else_the_second_answers_late() -> None:
    first, second = visit(1, 9, decision="no_match"), visit(2, 30)
    judged = {one.id: one for one in judge(WEEKLY, [first, second])}
    assert (judged[second.id].due_on, judged[second.id].timing) == (START, "late")
    assert judged[second.id].live


def test_a_visit_an_officer_placed_stays_there_whatever_its_clock_says() -> None:
    placed = replace(
        visit(1, -24 * 365, decision="match", clock=POOR), due_on=START, timing="on_time"
    )
    waiting = visit(2, 9, clock=POOR)
    judged = {one.id: one for one in judge(WEEKLY, [placed, waiting])}
    assert (judged[placed.id].due_on, judged[placed.id].live) == (START, True)
    assert (judged[waiting.id].due_on, judged[waiting.id].live) == (None, False)
