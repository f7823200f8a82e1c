"""What the box believes of its own clock; a year wrong is poor, whatever the kernel says."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from yizhan_edge.clock import FLOOR, BoxClock, kernel_synced
from yizhan_wire.envelope import Clock

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


class Steady:
    def __init__(self) -> None:
        self.at = 50.0

    def __call__(self) -> float:
        return self.at


def clock(synced: bool = False, rtc: bool = False, steady: Steady | None = None) -> BoxClock:
    return BoxClock(lambda: synced, rtc, steady or Steady())


def heard(offset_s: float, synced: bool = False) -> Clock:
    made = clock(synced)
    made.heard(NOW + timedelta(seconds=offset_s))
    return made.judge(NOW)


def test_without_the_collector_the_kernel_and_the_battery_clock_speak() -> None:
    assert clock(synced=True).judge(NOW) == Clock("ntp", "good")
    assert clock(rtc=True).judge(NOW) == Clock("rtc", "fair")
    assert clock().judge(NOW) == Clock("none", "poor")


def test_a_near_collector_makes_the_clock_good_a_far_one_fair_then_poor() -> None:
    assert heard(1.5) == Clock("peer", "good", 1.5)
    assert heard(-30) == Clock("peer", "fair", -30.0)
    assert heard(90) == Clock("peer", "poor", 90.0)


def test_a_clock_a_year_wrong_is_poor_even_when_the_kernel_calls_it_synced() -> None:
    assert heard(-365 * 86_400, synced=True).confidence == "poor"
    assert clock(synced=True).judge(FLOOR - timedelta(days=30)).confidence == "poor"


def test_a_clock_that_is_set_right_afterwards_is_good_again_at_once() -> None:
    steady = Steady()
    made = clock(steady=steady)
    made.heard(NOW + timedelta(hours=1))
    steady.at += 10
    assert made.judge(NOW + timedelta(seconds=10)).confidence == "poor"
    steady.at += 5
    assert made.judge(NOW + timedelta(hours=1, seconds=15)) == Clock("peer", "good", 0.0)


def test_what_was_heard_is_not_believed_for_ever() -> None:
    steady = Steady()
    made = clock(steady=steady)
    made.heard(NOW)
    steady.at += 6 * 3600 + 1
    assert made.judge(NOW + timedelta(hours=6, seconds=1)) == Clock("none", "poor")


@given(st.floats(-1e8, 1e8), st.floats(0, 6 * 3600))
def test_the_offset_brings_the_box_to_the_collectors_time(offset_s: float, later: float) -> None:
    steady = Steady()
    made = clock(steady=steady)
    made.heard(NOW + timedelta(seconds=offset_s))
    steady.at += later
    judged = made.judge(NOW + timedelta(seconds=later))
    assert judged.offset_s is not None
    assert abs(judged.offset_s - offset_s) < 0.01


def test_the_real_kernel_answers() -> None:
    assert kernel_synced() in (True, False)
