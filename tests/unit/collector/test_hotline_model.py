"""What a call comes to, whatever the order in which its events are told."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.hotline.knowledge import advice
from yizhan_collector.rooms.hotline.model import Call, CallEvent, EventKind, summed
from yizhan_collector.rooms.hotline.places import elsewhere, place

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
KINDS = ("offered", "queued", "answered", "ended", "recording_ready", "rated")


def told(kind: str, after: float, **more: object) -> CallEvent:
    at = NOON + timedelta(seconds=after)
    return CallEvent(f"{kind} {after} {more}", "c1", cast(EventKind, kind), at, **more)  # type: ignore[arg-type]


WHOLE = (
    told("offered", 0, number="000-0000-0001"),
    told("queued", 5),
    told("answered", 25, seat="8001"),
    told("ended", 300, cause="caller"),
    told("recording_ready", 301, recording="c1.wav"),
    told("rated", 310, stars=4),
)
EVENTS = st.builds(
    told,
    st.sampled_from(KINDS),
    st.integers(0, 5),
    number=st.sampled_from(["", "000-0000-0001", "000-0000-0002"]),
    outgoing=st.booleans(),
    seat=st.sampled_from(["8001", "8002"]),
    recording=st.sampled_from(["a", "b"]),
    cause=st.sampled_from(["", "caller"]),
    stars=st.integers(1, 5),
)


def test_a_whole_call_is_the_same_in_every_order() -> None:
    first = summed("c1", WHOLE)
    assert all(summed("c1", order) == first for order in permutations(WHOLE))
    assert (first.state, first.missed, first.stars) == ("ended", False, 4)
    assert first.waited == timedelta(seconds=20)


@given(st.lists(EVENTS, max_size=8), st.randoms())
def test_events_doubled_and_shuffled_are_the_same_call(
    events: list[CallEvent], rng: object
) -> None:
    again = [*events, *events[:3]]
    rng.shuffle(again)  # type: ignore[attr-defined]
    assert summed("c1", again) == summed("c1", events)


def test_a_call_that_ended_without_an_answer_was_missed_unless_we_made_it() -> None:
    assert summed("c1", [told("offered", 0), told("ended", 9)]).missed
    assert not summed("c1", [told("offered", 0, outgoing=True), told("ended", 9)]).missed
    assert not summed("c1", [told("ended", 9), told("answered", 5)]).missed


def test_a_call_goes_through_its_states() -> None:
    states = [summed("c1", WHOLE[:count]).state for count in range(1, 5)]
    assert states == ["offered", "queued", "answered", "ended"]
    assert Call("c1").state == "offered"
    assert Call("c1").waited is None


@pytest.mark.parametrize(
    ("number", "found", "other"),
    [("024-00000000", "辽宁省沈阳市、铁岭市、抚顺市、本溪市", False),
     ("021-00000000", "上海市", True), ("000-0000-0001", "", False), ("", "", False),
     ("12348", "", False), ("abc", "", False)],
)  # fmt: skip
def test_a_number_says_where_it_is_from_as_far_as_its_digits_do(
    number: str, found: str, other: bool
) -> None:
    assert (place(number), elsewhere(number)) == (found, other)


def test_advice_is_found_by_its_words_and_brings_its_sources() -> None:
    found = advice(("工资", "欠薪"))
    assert found
    assert any(said.source for one in found for said in one.say)
    assert "工资" in found[0].zh + "".join(one.zh for one in found[0].say)
    assert advice(("不存在的词",)) == []
