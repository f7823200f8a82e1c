"""Which visit counts for a day, and how near a comparison was: pure rules."""

from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack import builders as make
from stack.builders import NOON
from yizhan_collector.rooms.checkins.judge import elect
from yizhan_collector.rooms.checkins.model import Decision, Visit, score_band
from yizhan_wire.envelope import Clock
from yizhan_wire.events import FaceResult

DECISIONS: list[Decision | None] = [None, "match", "concern", "no_match"]


def visit(n: int, asks: bool = False, minute: int = 0, decision: Decision | None = None) -> Visit:
    """A visit of one due day."""
    at = NOON + timedelta(minutes=minute)
    who = UUID(int=1)
    return Visit(
        UUID(int=n), who, make.BOX, NOON.date(), "on_time", False, asks, make.visit(who),
        Clock("ntp", "good"), at, at, at, decision, None, None, None,
    )  # fmt: skip


visits = st.lists(
    st.builds(
        visit,
        st.integers(1, 10**6),
        st.booleans(),
        st.integers(0, 600),
        st.sampled_from(DECISIONS),
    ),
    unique_by=lambda one: one.id,
    max_size=6,
)


@given(visits, st.integers())
def test_the_order_of_arrival_changes_nothing(some: list[Visit], seed: int) -> None:
    shuffled = some.copy()
    Random(seed).shuffle(shuffled)
    assert elect(some) == elect(shuffled)


@given(visits)
def test_somebody_else_never_counts_and_anybody_else_does(some: list[Visit]) -> None:
    best = elect(some)
    assert best is None or best.decision != "no_match"
    assert (best is None) == all(one.decision == "no_match" for one in some)


@given(visits)
def test_a_doubt_counts_only_when_nothing_clear_is_there(some: list[Visit]) -> None:
    best = elect(some)
    if best and best.needs_review:
        assert all(one.needs_review or one.decision == "no_match" for one in some)


def test_the_earlier_of_two_clear_visits_counts() -> None:
    late, early = visit(1, minute=9), visit(2, minute=3)
    assert elect([late, early]) == early


def test_an_officers_decision_stands_before_a_later_clear_visit() -> None:
    decided, clear = visit(1, asks=True, minute=9, decision="concern"), visit(2)
    assert elect([decided, clear]) == decided


@pytest.mark.parametrize(
    ("distance", "band"),
    [(0.0, "clear"), (0.4, "clear"), (0.41, "near"), (0.6, "near"), (0.61, "far"), (4.0, "far")],
)
def test_a_score_is_told_in_three_words(distance: float, band: str) -> None:
    assert score_band(FaceResult("match", "passed", 9, distance, 0.5)) == band


@pytest.mark.parametrize(
    "face", [None, FaceResult("no_face", "not_run", 0), FaceResult("match", "passed", 1, 0.3, 0.0)]
)
def test_without_a_comparison_there_is_no_score(face: FaceResult | None) -> None:
    assert score_band(face) is None
