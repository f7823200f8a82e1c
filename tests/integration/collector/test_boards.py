"""Boards at posts: what they said last, and help that is told at once, once, and about nobody."""

from datetime import timedelta
from typing import Any, Literal

import httpx
import msgspec
import psycopg
import pytest
from stack.builders import BOX
from yizhan_collector import wiring, work
from yizhan_collector.rooms.devices import retention
from yizhan_wire.events import BoardReport

from .conftest import OTHER_BOX, Desk
from .test_live import watching

SAID = BoardReport("c001c002", "counter", "hello", "0.2.0", 60, "power", 9, 1, "closed", 5, 3)
SIGN = BoardReport("5161", "sign", "hello", "0.2.0", 70, "watchdog")


def said(what: Literal["hello", "door", "help", "light"], press: int = 0) -> BoardReport:
    return msgspec.structs.replace(SAID, what=what, press=press)


def carry_out(desk: Desk) -> None:
    with psycopg.connect(desk.url, autocommit=True) as tx:
        while work.drain(tx, wiring.handlers(lambda *_: None)):
            pass


def post(client: httpx.Client) -> dict[str, Any]:
    [one] = [one for one in client.get("/api/posts").json() if one["id"] == BOX]
    found: dict[str, Any] = one
    return found


def told(desk: Desk) -> list[str]:
    """What the outbox holds of help."""
    with psycopg.connect(desk.url) as tx:
        rows = tx.execute("select body ->> 'device' from outbox where event = 'help_pressed'")
        return [device for (device,) in rows]


def test_a_post_shows_the_last_word_of_each_of_its_boards(desk: Desk) -> None:
    officer = desk.sign_in()
    assert (post(officer)["boards"], post(officer)["help_at"]) == ([], None)
    desk.report(SIGN)
    desk.report(SAID)
    desk.now += timedelta(seconds=1)
    desk.report(msgspec.structs.replace(SAID, what="door", door="open"))
    counter, sign = post(officer)["boards"]
    assert (counter["role"], counter["door"], counter["light"]) == ("counter", "open", 3)
    assert (sign["role"], sign["reset"], sign["door"]) == ("sign", "watchdog", None)


def test_a_press_is_told_to_the_officers_of_the_township_and_to_no_other(desk: Desk) -> None:
    with watching(desk, desk.sign_in()) as heard:
        desk.report(said("help", 4), OTHER_BOX)
        carry_out(desk)
        desk.report(said("help", 4))
        carry_out(desk)
        seen = [heard.get(timeout=10)]
        while seen[-1][0] != "help":
            seen.append(heard.get(timeout=10))
    assert seen[-1] == ("help", {"device": BOX})
    assert all(data == {"device": BOX} for _, data in seen)


def test_a_press_told_twice_by_a_box_that_died_between_is_one_notice(desk: Desk) -> None:
    for press in (4, 4, 5, 4):
        desk.report(said("help", press))
    assert told(desk) == [BOX, BOX]
    desk.now += timedelta(days=2)
    desk.report(said("help", 4))  # the numbers ran around, or the board is new
    assert told(desk) == [BOX, BOX, BOX]


def test_a_post_says_for_half_an_hour_that_help_was_asked_for(desk: Desk) -> None:
    officer = desk.sign_in()
    desk.report(said("help", 1))
    desk.now += timedelta(minutes=29)
    assert post(officer)["help_at"] is not None
    desk.now += timedelta(minutes=2)
    assert post(officer)["help_at"] is None


@pytest.mark.parametrize("what", ["hello", "door", "light"])
def test_nothing_else_raises_a_notice(
    desk: Desk, what: Literal["hello", "door", "help", "light"]
) -> None:
    desk.report(said(what, press=3))
    assert told(desk) == []


def test_what_boards_said_is_forgotten_after_three_months(desk: Desk) -> None:
    desk.report(said("door"))
    with psycopg.connect(desk.url) as tx:
        assert retention.forget_sign_reports(tx, desk.now + timedelta(days=89)) == 0
        assert retention.forget_sign_reports(tx, desk.now + timedelta(days=91)) == 1
