"""The peer of the bench does what its documentation says, so that the comparison is fair."""

from datetime import UTC, date, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from stack.traces import HOME, SHOP, TOWN, beside
from yizhan_collector.ground.days import midnight
from yizhan_collector.rooms.positions.fix import Fix, Point

FILE = Path(__file__).parents[3] / "bench" / "judge_peer.py"
START = midnight(date(2026, 11, 24)).astimezone(UTC)
END = START + timedelta(days=1)
AWAY = beside(HOME, 9000, 0)


@pytest.fixture(scope="module")
def peer() -> Any:
    spec = spec_from_file_location("judge_peer", FILE)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def at(minute: int) -> datetime:
    """A minute of the day."""
    return START + timedelta(minutes=minute)


def seen(first: int, last: int, place: Point, accuracy: float = 8.0) -> list[Fix]:
    """A position each minute, the last not included."""
    return [Fix(at(n), place, accuracy, "gnss") for n in range(first, last)]


def way(first: int, many: int, start: int) -> list[Fix]:
    """A ride eastward, a kilometre a minute."""
    return [Fix(at(first + n), beside(HOME, 1000.0 * (start + n), 0)) for n in range(many)]


def test_a_single_position_on_the_other_side_is_an_event(peer: Any) -> None:
    some = [*seen(0, 5, HOME), *seen(5, 6, AWAY), *seen(6, 10, HOME)]
    assert peer.fenced(some, TOWN, END) == [(at(5), at(6))]


def test_the_accuracy_of_a_position_is_not_asked(peer: Any) -> None:
    some = [*seen(0, 5, HOME), *seen(5, 6, beside(HOME, 5050, 0), accuracy=300.0)]
    assert peer.fenced(some, TOWN, END) == [(at(5), END)]


def test_a_fence_not_to_be_entered_is_crossed_inward(peer: Any) -> None:
    assert SHOP.centre is not None
    some = [*seen(0, 5, HOME), *seen(5, 9, SHOP.centre), *seen(9, 12, HOME)]
    assert peer.fenced(some, SHOP, END) == [(at(5), at(9))]


def test_a_position_older_than_the_newest_is_passed_over(peer: Any) -> None:
    late = seen(20, 40, AWAY)[::-1]
    some = [*seen(0, 20, HOME), *late, *seen(40, 60, HOME)]
    assert [one.at for one in peer.newest(some)][20:22] == [at(39), at(40)]
    assert peer.fenced(some, TOWN, END) == [(at(39), at(40))]
    assert peer.fenced([*some, *late], TOWN, END) == peer.fenced(some, TOWN, END)


def test_a_trip_begins_where_one_stood_and_ends_where_one_stops(peer: Any) -> None:
    some = [*seen(0, 10, HOME), *way(10, 9, 1), *seen(19, 40, beside(HOME, 9000, 0))]
    assert peer.trips(some) == [(at(9), at(18))]


def test_a_walk_round_the_yard_is_no_trip(peer: Any) -> None:
    some = [Fix(at(n), beside(HOME, 80.0 * (n % 6), 0)) for n in range(60)]
    assert peer.trips(some) == []


@pytest.mark.parametrize(("pause", "many"), [(4, 1), (7, 2)])
def test_only_a_pause_of_five_minutes_ends_a_trip(peer: Any, pause: int, many: int) -> None:
    there = beside(HOME, 5000, 0)
    some = [*seen(0, 10, HOME), *way(10, 5, 1), *seen(15, 15 + pause, there)]
    some += [*way(15 + pause, 5, 6), *seen(20 + pause, 40, beside(HOME, 10_000, 0))]
    assert len(peer.trips(some)) == many


def test_an_hour_without_a_word_ends_a_trip(peer: Any) -> None:
    some = [*seen(0, 10, HOME), *way(10, 5, 1), *seen(90, 100, AWAY)]
    assert peer.trips(some) == [(at(9), at(14))]


def test_a_trip_that_is_not_over_lasts_to_the_last_position(peer: Any) -> None:
    some = [*seen(0, 10, HOME), *way(10, 5, 1)]
    assert peer.trips(some) == [(at(9), at(14))]
    assert peer.trips([]) == []
    assert peer.fenced([], TOWN, END) == []
