"""Real calls over loopback; `make test-call` runs them, for they need a root with Asterisk."""

from contextlib import closing

import pytest
from calls.conftest import Ear, Town
from calls.phones import answering, busy, caller, press, seat, unanswered
from stack.process import wait_for
from yizhan_collector.adapters.outside import Declined
from yizhan_collector.adapters.telephony import Unmet
from yizhan_collector.rooms.hotline.model import CallEvent, Connect, Dial

NUMBER = "00000000001"


def waiting(town: Town, ear: Ear, *then: str) -> str:
    """A caller who waits; the call."""
    town.phone("town", caller(NUMBER, *then))
    one = ear.wait("queued")
    assert isinstance(one, CallEvent)
    return one.call


def test_a_call_is_queued_answered_recorded_and_rated(town: Town, ear: Ear) -> None:
    call = waiting(town, ear, '<pause milliseconds="5500"/>', press(4), "wait")
    town.phone("8001", seat(1500))
    ear.exchange.connect(Connect(call, "8001"))
    answered, rated, recorded = (
        ear.wait(kind) for kind in ("answered", "rated", "recording_ready")
    )
    assert (answered.seat, rated.stars) == ("8001", 4)
    ear.wait("ended")
    heard = [one for one in ear.heard if isinstance(one, CallEvent)]
    assert {one.call for one in heard} == {call}
    assert heard[0].number == NUMBER
    assert sorted(one.kind for one in heard) == sorted(
        ("offered", "queued", "answered", "rated", "recording_ready", "ended")
    )
    sound = town.pbx.recording(recorded.recording).read_bytes()
    assert len(sound) > 8000
    assert len(set(sound[44:])) > 10  # somebody spoke
    wait_for(lambda: town.pbx.channels() == [], 10, "no channel")


def test_a_caller_who_hangs_up_in_the_queue_is_told_of(town: Town, ear: Ear) -> None:
    call = waiting(town, ear, '<pause milliseconds="1500"/>', "bye")
    ended = ear.wait("ended")
    assert (ended.call, ended.cause) == (call, "hung_up")
    assert "answered" not in ear.kinds()
    with pytest.raises(Declined, match="gone"):
        ear.exchange.connect(Connect(call, "8001"))


@pytest.mark.parametrize(
    ("story", "reason"), [(unanswered(), "no_answer"), (busy(), "busy")], ids=["silent", "busy"]
)
def test_a_seat_that_does_not_pick_up_leaves_the_caller_waiting(
    town: Town, ear: Ear, story: str, reason: str
) -> None:
    call = waiting(town, ear, "wait")
    town.phone("8001", story)
    ear.exchange.connect(Connect(call, "8001"))
    assert ear.wait("Unmet") == Unmet(Connect(call, "8001"), reason)  # type: ignore[arg-type]
    assert town.pbx.channels() == [call]
    town.phones[-1].stop()
    town.phone("8001", seat(1000))
    ear.exchange.connect(Connect(call, "8001"))
    ear.wait("answered")


def test_a_caller_who_hangs_up_in_the_talk_is_not_asked(town: Town, ear: Ear) -> None:
    call = waiting(town, ear, '<pause milliseconds="3500"/>', "bye")
    town.phone("8001", seat(20_000))
    ear.exchange.connect(Connect(call, "8001"))
    ear.wait("ended")
    ear.wait("recording_ready")
    wait_for(lambda: town.pbx.channels() == [], 10, "no channel")
    assert "rated" not in ear.kinds()


def test_a_call_an_operator_asks_for_rings_the_seat_first(town: Town, ear: Ear) -> None:
    town.phone("8001", seat(3000))
    town.phone("00000000002", answering())
    ear.exchange.dial(Dial("w-1", "8001", "00000000002"))
    offered, answered, ended = (ear.wait(kind) for kind in ("offered", "answered", "ended"))
    assert (offered.outgoing, offered.wish, offered.number) == (True, "w-1", "00000000002")
    assert (answered.call, answered.seat, ended.call) == (offered.call, "8001", offered.call)
    ear.wait("recording_ready")
    assert "queued" not in ear.kinds()


def test_our_restart_picks_up_what_stands(town: Town, ear: Ear) -> None:
    call = waiting(town, ear, '<pause milliseconds="9000"/>', "wait")
    town.phone("8001", seat(5000))
    ear.exchange.connect(Connect(call, "8001"))
    first = ear.wait("answered")
    ear.close()
    with closing(Ear(town.pbx)) as other:
        again = other.wait("answered")
        assert (again.event, again.seat) == (first.event, first.seat)
        assert other.wait("Standing").calls == {call}
        other.wait("recording_ready")
        other.wait("ended")


def test_what_was_missed_while_nobody_listened_is_made_good(town: Town, ear: Ear) -> None:
    call = waiting(town, ear, "wait")
    town.phone("8001", seat(1500))
    ear.exchange.connect(Connect(call, "8001"))
    ear.wait("answered")
    ear.close()
    seat_gone = f"seat-8001-{call}"
    wait_for(lambda: seat_gone not in town.pbx.channels(), 15, "the seat hangs up")
    with closing(Ear(town.pbx)) as other:
        assert other.wait("recording_ready").call == call
        assert other.wait("ended").call == call  # asked for stars, and let go
        assert "queued" not in other.kinds()


def test_an_exchange_that_dies_ends_its_calls_and_takes_new_ones(town: Town, ear: Ear) -> None:
    call = waiting(town, ear, "wait")
    town.phone("8001", seat(60_000))
    ear.exchange.connect(Connect(call, "8001"))
    ear.wait("answered")
    town.pbx.kill()
    for one in town.phones:
        one.stop()
    town.pbx.start()
    assert ear.wait("Standing", 2).calls == frozenset()
    town.phone("town", caller(NUMBER, "wait"))
    assert ear.wait("queued", 2).call != call
