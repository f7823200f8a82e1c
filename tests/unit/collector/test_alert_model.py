"""An alert is taken up and answered once, by a human, in words; being over is another matter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.alerts.model import (
    Alert,
    AlreadyAcknowledged,
    AlreadyAnswered,
    FollowUpNeedsGround,
    Outcome,
    OwnOffice,
    WordsNeeded,
    above,
    acknowledge,
    clear,
    decide,
)

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
OFFICER, HEAD = UUID(int=1), UUID(int=2)
ONE = Alert(
    UUID(int=9), "person", "210521100", UUID(int=3), "report_overdue", 1, "x", NOW, NOW,
    ({"code": "report_overdue"},), NOW + timedelta(hours=24),
)  # fmt: skip
STEPS = st.lists(st.sampled_from(["acknowledge", "clear", "decide"]), max_size=8)


def walk(one: Alert, steps: list[str]) -> Alert:
    """Take the steps; one that is refused changes nothing."""
    for number, step in enumerate(steps):
        at = NOW + timedelta(minutes=number)
        try:
            if step == "acknowledge":
                one = acknowledge(one, OFFICER, "", at)
            elif step == "clear":
                one = clear(one, at)
            else:
                one = decide(one, HEAD, "210521", "unfounded", "核实为误报", "", at)
        except Refused:
            continue
    return one


@MANY
@given(STEPS)
def test_the_two_axes_never_touch(steps: list[str]) -> None:
    found = walk(ONE, steps)
    assert (found.cleared_at is not None) == ("clear" in steps)
    assert (found.outcome is not None) == ("decide" in steps)
    assert (found.acknowledged_at is not None) == bool({"acknowledge", "decide"} & set(steps))


@MANY
@given(STEPS)
def test_what_it_says_and_who_answered_first_stay(steps: list[str]) -> None:
    found = walk(ONE, steps)
    again = walk(found, ["acknowledge", "clear", "decide"])
    for name in ("rule", "evidence", "since", "raised_at", "deadline", "subject"):
        assert getattr(again, name) == getattr(ONE, name)
    for name in ("acknowledged_at", "cleared_at", "outcome_at"):
        assert getattr(found, name) in (None, getattr(again, name))


@pytest.mark.parametrize(
    ("changes", "area", "outcome", "words", "follow", "refused"),
    [
        ({}, "210521", "unfounded", " ", "", WordsNeeded),
        ({}, "210521", "unfounded", "x", "talk", FollowUpNeedsGround),
        ({"about": "office"}, "210521100", "founded", "x", "", OwnOffice),
        ({"about": "office"}, "210521", "founded", "x", "talk", FollowUpNeedsGround),
        ({"outcome": "founded"}, "210521", "unfounded", "x", "", AlreadyAnswered),
    ],
)
def test_an_answer_that_is_none_is_refused(
    changes: dict[str, object], area: str, outcome: Outcome, words: str, follow: str,
    refused: type[Refused],
) -> None:  # fmt: skip
    one = replace(ONE, **changes)  # type: ignore[arg-type]
    with pytest.raises(refused):
        decide(one, HEAD, area, outcome, words, follow, NOW)  # type: ignore[arg-type]


def test_it_is_taken_up_once() -> None:
    with pytest.raises(AlreadyAcknowledged):
        acknowledge(acknowledge(ONE, OFFICER, "去电", NOW), HEAD, "", NOW)


@pytest.mark.parametrize(
    ("one", "hours", "late"),
    [
        (ONE, 23, False),
        (ONE, 25, True),
        (replace(ONE, explained_by="leave"), 25, False),
        (acknowledge(ONE, OFFICER, "", NOW), 25, False),
    ],
)
def test_only_what_nobody_took_up_is_late(one: Alert, hours: int, late: bool) -> None:
    assert one.late(NOW + timedelta(hours=hours)) == late


def test_the_level_above_a_township_is_its_county_and_above_that_the_city() -> None:
    assert [above("210521100"), above("210521")] == ["210521", "210500"]
