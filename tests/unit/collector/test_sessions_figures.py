"""One figure for the heads of a session, and a recording that is whole or says where it is not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median_low
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.sessions.figures import Chain, Minute, chain_of, typical
from yizhan_collector.rooms.sessions.playlist import Length
from yizhan_collector.rooms.sessions.playlist import of as playlist_of
from yizhan_collector.rooms.sessions.register import Callout
from yizhan_wire import chain as rule
from yizhan_wire.events import Segment

SESSION, OTHER = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
MINUTE, TEN = timedelta(minutes=1), timedelta(minutes=10)
counts = st.lists(st.none() | st.integers(0, 60), max_size=90)


def minutes(heads: Sequence[int | None]) -> list[Minute]:
    """One count after the other from noon on."""
    return [Minute(NOON + MINUTE * at, one) for at, one in enumerate(heads)]


def recording(length: int, session: UUID = SESSION) -> list[Segment]:
    """Segments as a box chains them."""
    made, before = [], rule.first(session)
    for number in range(1, length + 1):
        start = NOON + MINUTE * number
        what = (number, start, start + MINUTE, 1000 + number, f"{number:064x}")
        before = rule.link(before, *what)
        made.append(Segment(*what, before))
    return made


def test_who_comes_late_or_looks_in_does_not_move_the_figure() -> None:
    heads = [3, 9, 15, 20, 24, 26, 27, 27, 28, 28] + [28] * 40 + [31, 28, 27]
    assert typical(minutes(heads), NOON, TEN) == 28


def test_the_first_ten_minutes_are_counted_only_when_there_is_nothing_else() -> None:
    assert typical(minutes([2, 5, 5]), NOON, TEN) == 5
    assert typical(minutes([2] * 10 + [7]), NOON, TEN) == 7


@pytest.mark.parametrize("heads", [[], [None, None]])
def test_nobody_counted_is_no_figure_and_not_zero(heads: list[int | None]) -> None:
    assert typical(minutes(heads), NOON, TEN) is None


def test_an_empty_room_is_zero() -> None:
    assert typical(minutes([0] * 30), NOON, TEN) == 0


@MANY
@given(counts, st.randoms(use_true_random=False))
def test_the_figure_is_one_that_was_counted_whatever_the_order(
    heads: list[int | None], rng: Random
) -> None:
    told = minutes(heads)
    shuffled = rng.sample(told, len(told))
    found = typical(told, NOON, TEN)
    assert found == typical(shuffled, NOON, TEN)
    late = [one for one in heads[10:] if one is not None]
    early = [one for one in heads if one is not None]
    assert found == (median_low(late or early) if early else None)


@MANY
@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_a_recording_told_whole_is_whole_in_any_order(length: int, rng: Random) -> None:
    told = recording(length)
    assert chain_of(SESSION, rng.sample(told, length)) == Chain("whole", length)


@MANY
@given(st.integers(2, 20), st.data())
def test_whoever_changes_a_segment_breaks_the_chain_there(length: int, data: st.DataObject) -> None:
    told = recording(length)
    at = data.draw(st.integers(0, length - 1))
    field, value = data.draw(
        st.sampled_from(
            (("size", 7), ("sha256", "f" * 64), ("ended_at", NOON), ("started_at", NOON))
        )
    )
    told[at] = msgspec.structs.replace(told[at], **{field: value})
    assert chain_of(SESSION, told) == Chain("broken", at + 1)


@MANY
@given(st.integers(2, 20), st.data())
def test_a_segment_that_is_not_there_leaves_a_gap_of_its_number(
    length: int, data: st.DataObject
) -> None:
    told = recording(length)
    at = data.draw(st.integers(0, length - 2))
    del told[at]
    assert chain_of(SESSION, told) == Chain("gap", at + 1)


def test_two_segments_of_one_number_are_a_fault_whichever_came_first() -> None:
    told = recording(3)
    twice = msgspec.structs.replace(told[1], sha256="e" * 64, chain="e" * 64)
    assert chain_of(SESSION, [*told, twice]) == Chain("twice", 2)
    assert chain_of(SESSION, [twice, *told]) == Chain("twice", 2)


def test_a_recording_of_another_session_does_not_fit() -> None:
    assert chain_of(SESSION, recording(3, OTHER)) == Chain("broken", 1)


def test_a_playlist_names_only_what_came_and_no_other_place() -> None:
    callout = Callout(OTHER, "clip", "bx-1", "210521100", SESSION, 1, 3, "difference", "核对人数",
                      SESSION, "210521", NOON, NOON + TEN)  # fmt: skip
    text = playlist_of(callout, [Length(1, 60.0), Length(3, 59.25)])
    assert text.startswith("#EXTM3U\n")
    assert text.endswith("#EXT-X-ENDLIST\n")
    places = [one for one in text.splitlines() if not one.startswith("#")]
    assert places == [f"/api/callouts/{OTHER}/segments/{one}" for one in (1, 3)]
    assert "#EXTINF:59.250," in text
    assert "#EXT-X-TARGETDURATION:60" in text
    assert "#EXTINF" not in playlist_of(replace(callout, last=1), [])
