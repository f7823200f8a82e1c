"""What an operator answers is read with suspicion: a page or a refusal, and nothing else."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.adapters.operator_feed import MOST, FeedAway, page_of
from yizhan_collector.pull import LONGEST_S, longer

zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
good = st.fixed_dictionaries(
    {
        "key": st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1),
        "at": st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=zones),  # noqa: DTZ001 # the zone is drawn
        "latitude": st.floats(-90, 90),
        "longitude": st.floats(-180, 180),
    },
    optional={
        "accuracy": st.floats(0, 1e6) | st.none(),
        "source": st.sampled_from(("gnss", "network", "cell", "unknown")),
        "battery": st.floats(0, 1) | st.none(),
        "datum": st.just("wgs84"),
        "operator's own": st.integers(),
    },
)
bad: st.SearchStrategy[Any] = st.one_of(
    st.none() | st.integers() | st.text() | st.lists(st.integers()),
    st.builds(dict),
    st.builds(
        lambda one, spoilt: one | spoilt,
        good,
        st.sampled_from((
            {"key": ""}, {"key": "k" * 201}, {"at": "2026-11-24T12:00:00"}, {"at": 1_700_000_000},
            {"latitude": None}, {"longitude": "124.1"}, {"source": "magic"}, {"battery": "full"},
        )),
    ),
)  # fmt: skip
elsewhere = st.builds(
    lambda one, datum: one | {"datum": datum}, good, st.sampled_from(("gcj02", "bd09"))
)
rows = st.lists(
    st.tuples(st.just("good"), good)
    | st.tuples(st.just("unreadable"), bad)
    | st.tuples(st.just("other_datum"), elsewhere)
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some),
)
answers = st.fixed_dictionaries({}, optional={"positions": values, "next": values, "more": values})


def told(positions: Any, **changes: Any) -> bytes:
    """An answer of an operator."""
    given = {"positions": positions, "next": "7", "more": False} | changes
    return json.dumps(given, default=datetime.isoformat).encode()


@given(rows)
def test_every_good_row_is_read_and_every_other_is_counted_by_its_reason(
    some: list[tuple[str, Any]],
) -> None:
    page = page_of(told([one for _, one in some]))
    wanted = [one for kind, one in some if kind == "good"]
    assert [(one.key, one.at, one.latitude, one.longitude) for one in page.rows] == [
        (one["key"], one["at"], one["latitude"], one["longitude"]) for one in wanted
    ]
    reasons = [kind for kind, _ in some if kind != "good"]
    assert page.refused == {one: reasons.count(one) for one in reasons}


@given(st.binary() | st.builds(lambda one: json.dumps(one).encode(), values | answers))
def test_whatever_else_is_answered_is_a_refusal(body: bytes) -> None:
    try:
        page = page_of(body)
    except FeedAway:
        return
    assert "\0" not in page.after


@pytest.mark.parametrize("body", [
    b"",
    told([])[:-9],
    told([], next="a\0b"),
    told([], next="x" * 501),
    told([{}] * (MOST + 1)),
    b'{"positions":[' + b"[" * 5000 + b"]" * 5000 + b'],"next":""}',
])  # fmt: skip
def test_an_answer_that_cannot_be_kept_whole_is_left_whole(body: bytes) -> None:
    with pytest.raises(FeedAway, match="ask the operator"):
        page_of(body)


def test_a_row_keeps_its_moment_from_any_zone() -> None:
    row = {"key": "k", "at": "2026-11-24T12:00:00+08:00", "latitude": 41.3, "longitude": 124.1}
    assert page_of(told([row])).rows[0].at == datetime(2026, 11, 24, 4, tzinfo=UTC)


@given(st.floats(1, 3600), st.lists(st.none() | st.integers(0, 3600), min_size=1, max_size=20))
def test_pauses_grow_to_a_bound_and_an_operator_is_never_asked_sooner_than_it_said(
    every: float, asked: list[int | None]
) -> None:
    pause = every
    for one in asked:
        before, pause = pause, longer(pause, every, one)
        assert pause >= max(every, one or 0, min(before, LONGEST_S))
        assert pause <= max(every, one or 0, LONGEST_S)
