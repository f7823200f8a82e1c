"""The due day a visit answers: by capture time and clock, on Shanghai days, never an absence."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins.model import settle
from yizhan_collector.rooms.orders.model import Rhythm
from yizhan_wire.envelope import Clock
from yizhan_wire.events import CheckIn, FaceResult

START = date(2026, 11, 3)
GOOD, POOR = Clock("ntp", "good", 0.0), Clock("none", "poor")
FACE = CheckIn(UUID(int=1), "face", FaceResult("match", "passed", 9, 0.3, 0.5, "m"))
rhythms = st.builds(
    Rhythm,
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(1, 60),
)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@given(rhythms, days)
def test_before_and_after_bracket_every_day(rhythm: Rhythm, day: date) -> None:
    last, following = rhythm.before(day), rhythm.after(day)
    assert last is None or (last <= day and rhythm.holds(last))
    assert following is not None
    assert following > day
    assert rhythm.holds(following)


@given(rhythms, days)
def test_nothing_is_due_between_before_and_after(rhythm: Rhythm, day: date) -> None:
    last, following = rhythm.before(day), rhythm.after(day)
    assert following is not None
    if last is not None:
        assert (following - last).days == rhythm.every_days


def test_an_ended_rhythm_asks_for_nothing_more() -> None:
    ended = Rhythm(START, 7, ended_on=START + timedelta(days=7))
    assert ended.after(START + timedelta(days=7)) is None
    assert not ended.holds(START + timedelta(days=14))


@pytest.mark.parametrize(
    ("offset", "open_since", "due", "timing"),
    [
        (0, False, 0, "on_time"),
        (-1, False, 0, "early"),
        (-2, False, None, "unscheduled"),
        (1, True, 0, "late"),
        (1, False, None, "unscheduled"),
        (6, True, 0, "late"),
        (6, False, 7, "early"),
        (7, True, 7, "on_time"),
    ],
)
def test_a_visit_answers_the_right_day(
    offset: int, open_since: bool, due: int | None, timing: str
) -> None:
    found = settle(Rhythm(START, 7), FACE, noon(START + timedelta(days=offset)), GOOD, open_since)
    wanted = None if due is None else START + timedelta(days=due)
    assert (found.due_on, found.timing) == (wanted, timing)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_a_legal_day_begins_at_midnight_in_shanghai(moment: datetime, day: date) -> None:
    assert legal_day(moment) == day


def test_a_moment_without_zone_has_no_legal_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        legal_day(datetime(2026, 1, 1))  # noqa: DTZ001


@given(rhythms, st.datetimes(timezones=st.just(UTC)))
def test_a_poor_clock_places_nothing_and_asks_a_person(rhythm: Rhythm, at: datetime) -> None:
    found = settle(rhythm, FACE, at, POOR, open_since=True)
    assert (found.due_on, found.needs_review) == (None, True)


@pytest.mark.parametrize("verdict", ["no_match", "no_face", "unsure"])
def test_a_failed_face_is_a_question_and_still_answers_the_day(verdict: str) -> None:
    face = FaceResult(verdict, "failed", 9)  # type: ignore[arg-type]
    visit = msgspec.structs.replace(FACE, face=face)
    found = settle(Rhythm(START, 7), visit, noon(START), GOOD, open_since=False)
    assert (found.due_on, found.timing, found.needs_review) == (START, "on_time", True)


def test_the_code_route_is_an_equal_and_the_officer_route_waits_for_the_officer() -> None:
    def review(route: str) -> bool:
        visit = CheckIn(UUID(int=1), route)  # type: ignore[arg-type]
        return settle(Rhythm(START, 7), visit, noon(START), GOOD, open_since=False).needs_review

    assert (review("code"), review("officer")) == (False, True)


def test_a_match_without_liveness_needs_a_person() -> None:
    face = FaceResult("match", "not_run", 9, 0.2, 0.5, "m")
    visit = msgspec.structs.replace(FACE, face=face)
    assert settle(Rhythm(START, 7), visit, noon(START), GOOD, open_since=False).needs_review


def test_without_a_rhythm_a_visit_is_kept_as_unscheduled() -> None:
    found = settle(None, FACE, noon(START), GOOD, open_since=False)
    assert (found.due_on, found.timing) == (None, "unscheduled")
