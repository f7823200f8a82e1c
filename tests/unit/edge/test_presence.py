"""Somebody came, more came, all went: one story with one id, in counts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from yizhan_edge.presence import GONE, UPDATE, Presence
from yizhan_wire.events import CameraEvent

START = datetime(2026, 11, 24, 4, tzinfo=UTC)


def watch(counts: list[int], step_s: float = 1.0) -> list[CameraEvent]:
    presence = Presence()
    seen = [
        presence.see(count, START + timedelta(seconds=step_s * place))
        for place, count in enumerate(counts)
    ]
    return [one for one in seen if one]


def test_nobody_is_no_event() -> None:
    assert watch([0] * 100) == []


def test_a_stay_has_one_beginning_and_one_end() -> None:
    events = watch([0, 1, 1, 1] + [0] * 10)
    assert [one.phase for one in events] == ["new", "end"]
    assert len({one.id for one in events}) == 1
    assert {one.started_at for one in events} == {START + timedelta(seconds=1)}


def test_a_glance_away_does_not_end_a_stay() -> None:
    assert [one.phase for one in watch([1, 0, 0, 0, 0, 1, 1])] == ["new"]


def test_more_people_and_long_stays_are_updates() -> None:
    assert [(one.phase, one.faces) for one in watch([1, 2, 2])] == [("new", 1), ("update", 2)]
    long = watch([1] * (int(UPDATE.total_seconds()) + 3))
    assert [one.phase for one in long] == ["new", "update"]


def test_the_next_stay_has_another_id() -> None:
    gone = int(GONE.total_seconds()) + 2
    first, _, second, _ = watch([1] + [0] * gone + [1] + [0] * gone)
    assert first.id != second.id


def test_a_change_of_the_picture_is_an_event_and_the_same_again_is_none() -> None:
    presence = Presence()
    words = ("ok", "black", "black", "ok", "lost")
    seen = [presence.picture(word, START) for word in words]  # type: ignore[arg-type]
    told = [(one.phase, one.picture) if one else None for one in seen]
    assert told == [None, ("new", "black"), None, ("end", "ok"), ("new", "lost")]


@given(st.lists(st.integers(0, 5), max_size=200), st.floats(0.5, 20))
def test_every_end_has_its_beginning_and_no_stay_overlaps(counts: list[int], step: float) -> None:
    here = None
    for event in watch(counts, step):
        assert event.faces > 0
        if event.phase == "new":
            assert here is None
            here = event.id
        assert event.id == here
        if event.phase == "end":
            here = None
