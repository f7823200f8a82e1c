"""Small rules of the ground and the door: slots of jobs, words for refusals, counted attempts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.doors.attempts import Attempts, TooManyAttempts
from yizhan_collector.doors.csrf import csrf_of
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.journal import slot
from yizhan_collector.ground.refusals import NotFound, Refused, code_of
from yizhan_collector.rooms.staff.model import WrongLogin

START = datetime(2026, 1, 1, tzinfo=UTC)
times = st.timedeltas(timedelta(0), timedelta(days=800)).map(lambda since: START + since)
steps = st.sampled_from([timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)])


@given(times, steps)
def test_a_slot_has_begun_and_has_not_ended(now: datetime, every: timedelta) -> None:
    begin = slot(now, every)
    assert begin <= now < begin + every
    assert slot(begin, every) == begin


@given(times)
def test_a_day_of_jobs_begins_at_midnight_in_shanghai(now: datetime) -> None:
    begin = slot(now, timedelta(days=1)).astimezone(SHANGHAI)
    assert (begin.hour, begin.minute, begin.date()) == (0, 0, now.astimezone(SHANGHAI).date())


def test_a_refusal_is_named_by_one_word() -> None:
    assert [code_of(one) for one in (NotFound(), TooManyAttempts(3), Refused())] == [
        "not_found",
        "too_many_attempts",
        "refused",
    ]


def test_a_csrf_token_belongs_to_one_session_and_one_secret() -> None:
    assert csrf_of("s" * 32, "a") == csrf_of("s" * 32, "a")
    assert len({csrf_of("s" * 32, "a"), csrf_of("s" * 32, "b"), csrf_of("t" * 32, "a")}) == 3


def wrong(attempts: Attempts, login: str, address: str) -> None:
    with pytest.raises(WrongLogin), attempts.admit(login, address):
        raise WrongLogin


def test_wrong_attempts_are_counted_by_login_and_by_address() -> None:
    attempts = Attempts()
    for n in range(5):
        wrong(attempts, "li", f"10.0.0.{n}")
    with pytest.raises(TooManyAttempts) as closed, attempts.admit("LI", "10.0.0.9"):
        raise AssertionError("let in")
    assert closed.value.retry_after is not None
    assert 0 < closed.value.retry_after <= 15 * 60 + 1
    for n in range(4):
        wrong(attempts, f"wang{n}", "10.0.0.0")
    with pytest.raises(TooManyAttempts), attempts.admit("zhao", "10.0.0.0"):
        raise AssertionError("let in")
    with attempts.admit("zhao", "10.0.0.8"):
        pass


def test_another_failure_is_no_wrong_attempt() -> None:
    attempts = Attempts()
    for _ in range(9):
        with pytest.raises(OSError, match="away"), attempts.admit("li", "10.0.0.1"):
            raise OSError("away")
