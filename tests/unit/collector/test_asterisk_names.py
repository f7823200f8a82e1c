"""A call is found again by the names of what belongs to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.adapters import asterisk_names as names
from yizhan_collector.adapters.asterisk_names import Leg

UNIQUE = st.from_regex(r"(pbx-[a-z0-9_]{1,8}-)?[0-9]{10}\.[0-9]{1,5}", fullmatch=True)
CALLS = UNIQUE | st.uuids().map(lambda one: names.dialled(str(one)))


@given(CALLS)
def test_a_recording_leads_back_to_its_call(call: str) -> None:
    assert "." not in names.recording(call)
    assert names.recorded(names.recording(call)) == call


@given(CALLS, st.from_regex(r"[0-9]{2,10}", fullmatch=True))
def test_the_leg_of_a_seat_says_whose_it_is(call: str, seat: str) -> None:
    assert names.leg(Leg(seat, call).id) == Leg(seat, call)
    assert names.leg(call) is None


def test_a_wish_is_known_by_its_call() -> None:
    assert names.wish(names.dialled("w")) == "w"
    assert names.wish("1795741310.0") == ""


@pytest.mark.parametrize(
    ("said", "state", "cause", "reason"),
    [
        (17, "Down", "busy", "busy"),
        (19, "Ringing", "no_answer", "no_answer"),
        (0, "Ringing", "no_answer", "no_answer"),
        (0, "Up", "hung_up", "no_answer"),
        (21, "Down", "declined", "declined"),
        (20, "Down", "unreachable", "unreachable"),
        (127, "Down", "q850_127", "no_answer"),
    ],
)
def test_how_a_channel_ended_is_a_word(said: int, state: str, cause: str, reason: str) -> None:
    event = {"cause": said, "channel": {"state": state}}
    assert (names.cause(event), names.reason(event)) == (cause, reason)


@pytest.mark.parametrize("number", ["anonymous", "", "1" * 31, "a; drop"])
def test_a_number_that_is_none_is_withheld(number: str) -> None:
    assert names.number({"caller": {"number": number}}) == ""
    assert names.number({"caller": {"number": "+8600000000001"}}) == "+8600000000001"
