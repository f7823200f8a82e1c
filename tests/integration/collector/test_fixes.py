"""Positions come in by key: kept once within the order, or refused with a sentence and counted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Desk
from .leaves import code, supervised
from .positioning import key_of, running, write

# the most exact is the third; the least says nothing of how exact it is
OF_ONE_MOMENT: list[dict[str, Any]] = [
    {"latitude": 41.30, "accuracy": 8.0},
    {"latitude": 41.31, "accuracy": None},
    {"latitude": 41.32, "accuracy": 5.0},
    {"latitude": 41.33, "accuracy": 5.0},
    {"latitude": 41.32, "accuracy": 5.0},
]


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


def fix(desk: Desk, minutes: float = 0, **changes: Any) -> dict[str, Any]:
    """A position so many minutes from now."""
    at = (desk.now + timedelta(minutes=minutes)).isoformat()
    return {"at": at, "latitude": 41.30, "longitude": 124.12, "accuracy": 8.0} | changes


def sent(desk: Desk, key: str, *fixes: dict[str, Any]) -> httpx.Response:
    """The answer to a batch."""
    return desk.visitor().post("/fixes", json={"fixes": list(fixes)}, headers={"X-Device-Key": key})


def reasons(desk: Desk) -> dict[str, int]:
    """How many were refused, and why."""
    return dict(desk.rows("select reason, count::int from position_refused"))


def count(desk: Desk) -> int:
    """How many are kept."""
    [(found,)] = desk.rows("select count(*)::int from position")
    return int(found)


@pytest.fixture
def key(desk: Desk, person: str) -> str:
    found = key_of(desk, running(desk, person))
    desk.now += timedelta(hours=1)
    return found


def test_a_batch_is_kept_once_in_whatever_order(desk: Desk, key: str) -> None:
    some = [fix(desk, -one) for one in range(20)]
    first = sent(desk, key, *reversed(some)).json()
    again = sent(desk, key, *some).json()
    assert (first["kept"], again["kept"], again["known"], count(desk)) == (20, 0, 20, 20)


@given(st.permutations(OF_ONE_MOMENT), st.data())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_of_several_positions_of_one_moment_the_most_exact_is_kept_in_any_order(
    desk: Desk, key: str, some: list[dict[str, Any]], data: st.DataObject
) -> None:
    write(desk, "delete from position")
    at = data.draw(st.integers(0, len(some)))
    for batch in (some[:at], some[at:]):
        if batch:
            sent(desk, key, *[fix(desk, -1) | one for one in batch]).raise_for_status()
    assert desk.rows("select latitude, accuracy from position") == [(41.32, 5.0)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"at": "2080-01-01T00:00:00Z"}, "in_the_future"),
        ({"at": "2026-10-01T00:00:00Z"}, "too_old"),
        ({"latitude": 0.0, "longitude": 0.001}, "null_island"),
        ({"latitude": 124.12, "longitude": 41.30}, "swapped"),
        ({"latitude": -91.0}, "not_on_earth"),
        ({"accuracy": -1.0}, "bad_measure"),
        ({"accuracy": 1e300}, "bad_measure"),
        ({"battery": 1.5}, "bad_measure"),
        ({"at": "2026-11-24T03:00:00Z"}, "outside_the_order"),
    ],
)
def test_a_bad_position_is_refused_alone_and_only_counted(
    desk: Desk, key: str, changes: dict[str, Any], says: str
) -> None:
    answer = sent(desk, key, fix(desk, -1), fix(desk, -2) | changes).json()
    assert (answer["kept"], [one["code"] for one in answer["refused"]]) == (1, [says])
    assert (count(desk), reasons(desk)) == (1, {says: 1})


def test_a_number_too_small_to_be_kept_is_nought(desk: Desk, key: str) -> None:
    assert sent(desk, key, fix(desk, -1, accuracy=1e-300, battery=1e-300)).json()["kept"] == 1
    assert desk.rows("select accuracy, battery from position") == [(0.0, 0.0)]


def test_what_is_refused_leaves_no_trace_of_whom_or_where(desk: Desk, key: str) -> None:
    sent(desk, key, fix(desk, -1, latitude=0.0, longitude=0.0))
    columns = desk.rows(
        "select column_name from information_schema.columns where table_name = 'position_refused'"
    )
    assert {one for (one,) in columns} == {"day", "reason", "count"}


def test_nothing_is_kept_before_the_person_knew(desk: Desk, person: str) -> None:
    key = key_of(desk, running(desk, person))
    answer = sent(desk, key, fix(desk, -5)).json()
    assert (answer["kept"], count(desk)) == (0, 0)


def test_an_order_that_lapses_at_midnight_takes_nothing_after(desk: Desk, person: str) -> None:
    key = key_of(desk, running(desk, person, last=0))
    midnight = datetime(2026, 11, 24, 16, tzinfo=UTC)
    desk.now = midnight + timedelta(minutes=1)
    inside, after = fix(desk, -2), fix(desk, 0)
    answer = sent(desk, key, inside, after).json()
    assert (answer["kept"], [one["code"] for one in answer["refused"]]) == (
        1, ["outside_the_order"],
    )  # fmt: skip


def test_a_lifted_order_takes_nothing_more_and_its_key_has_ended(desk: Desk, person: str) -> None:
    order = running(desk, person)
    key = key_of(desk, order)
    desk.now += timedelta(minutes=10)
    desk.sign_in("county").post(f"/api/positioning/{order}/lift", json={"why": "不需要"})
    assert code(sent(desk, key, fix(desk))) == (403, "key_ended")


def test_an_unknown_key_is_refused(desk: Desk) -> None:
    assert code(sent(desk, "nobody", fix(desk))) == (401, "key_unknown")
    assert code(desk.visitor().post("/fixes", json={"fixes": [fix(desk)]})) == (401, "key_unknown")


def test_a_batch_has_a_bound(desk: Desk, key: str) -> None:
    assert sent(desk, key, *[fix(desk, -1)] * 1001).status_code == 422


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_osmand_client_reports_as_it_does_everywhere(desk: Desk, key: str, method: str) -> None:
    told: dict[str, str | float] = {
        "id": key,
        "lat": 41.3,
        "lon": 124.12,
        "accuracy": 12,
        "batt": 55,
        "bearing": 3.1,
    }
    for moment in (desk.now, desk.now - timedelta(minutes=1)):
        stamp = str(int(moment.timestamp()))
        answer = desk.visitor().request(method, "/fixes/osmand", params=told | {"timestamp": stamp})
        assert answer.json()["kept"] == 1, answer.text
    assert desk.rows("select distinct accuracy, battery from position") == [(12.0, 0.55)]


@pytest.mark.parametrize("stamp", ["", "gestern", "1e400", "2026-11-24T12:00:00"])
def test_a_time_nobody_can_read_is_a_clear_refusal(desk: Desk, key: str, stamp: str) -> None:
    told: dict[str, str | float] = {"id": key, "lat": 41.3, "lon": 124.12, "timestamp": stamp}
    answer = desk.visitor().get("/fixes/osmand", params=told)
    assert code(answer) == (400, "not_a_fix")


def test_ended_orders_let_go_of_overlay_and_key_by_the_clock(desk: Desk, person: str) -> None:
    key_of(desk, running(desk, person, last=0))
    desk.now += timedelta(days=1)
    desk.run_due()
    assert desk.rows("select ended_at is not null from tracker") == [(True,)]
    assert desk.rows("select overlays from term where person = %s", person) == [([],)]
