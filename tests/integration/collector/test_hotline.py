"""Calls as the exchange tells of them, seats that are rung, and tickets; over the real database."""

from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest
from yizhan_collector.rooms.hotline import calls
from yizhan_collector.rooms.hotline.model import Connect, Dial, Standing

from .conftest import Desk
from .hotline import (
    CALLER,
    OTHER,
    ROOM,
    SHANGHAI,
    backs,
    call_row,
    commands,
    ring,
    sit,
    talk,
    tell,
)
from .matters import at_counter, refused

TICKET = {
    "kind": "advice",
    "category": "labour.injury",
    "said": "在工地摔伤了",
    "answer": "先申请工伤认定,一年内提出。",
}


@pytest.fixture
def operator(desk: Desk) -> httpx.Client:
    client = desk.sign_in("clerk2")
    sit(client)
    return client


def standing(client: httpx.Client) -> dict[str, Any]:
    answer = client.get(f"{ROOM}/desk")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def write(client: httpx.Client, call: str = "c1", **changes: Any) -> httpx.Response:
    return client.post(f"{ROOM}/calls/{call}/ticket", json=TICKET | changes)


def why(answer: httpx.Response) -> str:
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["code"])


def test_who_waits_longest_is_given_to_the_seat_that_is_idle_longest(
    desk: Desk, operator: httpx.Client
) -> None:
    desk.now += timedelta(seconds=5)
    sit(desk.sign_in("clerk"), "8002")
    ring(desk, "c1")
    desk.now += timedelta(seconds=5)
    ring(desk, "c2", OTHER)
    ring(desk, "c3", SHANGHAI)
    assert commands(desk) == [Connect("c1", "8001"), Connect("c2", "8002")]
    assert commands(desk) == []
    found = standing(operator)
    assert found["ringing"]["number"] == CALLER
    assert [one["id"] for one in found["waiting"]] == ["c1", "c2", "c3"]
    assert (found["waiting"][2]["place"], found["waiting"][2]["elsewhere"]) == ("上海市", True)


def test_a_seat_that_does_not_answer_is_away_and_the_caller_goes_on(
    desk: Desk, operator: httpx.Client
) -> None:
    ring(desk)
    [given] = commands(desk)
    with psycopg.connect(desk.url) as tx:
        calls.commanded(tx, given, desk.now, "no_answer")
    seat = standing(operator)["seat"]
    assert (seat["ready"], seat["why"]) == (False, "no_answer")
    assert commands(desk) == []
    sit(operator)
    assert commands(desk) == [given]


@pytest.mark.parametrize("reason", ["busy", "declined", "unreachable"])
def test_a_seat_that_takes_no_call_is_not_rung_without_end(
    desk: Desk, operator: httpx.Client, reason: str
) -> None:
    ring(desk)
    [given] = commands(desk)
    with psycopg.connect(desk.url) as tx:
        calls.commanded(tx, given, desk.now, reason)
    assert commands(desk) == []
    assert not standing(operator)["seat"]["ready"]


def test_a_seat_is_not_blamed_for_the_exchange_and_silence_is_not_waited_for(
    desk: Desk, operator: httpx.Client
) -> None:
    ring(desk)
    [given] = commands(desk)
    with psycopg.connect(desk.url) as tx:
        calls.commanded(tx, given, desk.now, "away")
    assert commands(desk) == [given]
    desk.now += timedelta(seconds=41)  # our process died meanwhile: nobody told how it ended
    assert commands(desk) == []
    assert not standing(operator)["seat"]["ready"]


def test_a_page_that_is_closed_is_not_rung(desk: Desk, operator: httpx.Client) -> None:
    desk.now += timedelta(seconds=61)
    ring(desk)
    assert commands(desk) == []
    standing(operator)
    assert commands(desk) == [Connect("c1", "8001")]


def test_nobody_is_given_the_next_caller_while_on_the_line_or_before_the_ticket(
    desk: Desk, operator: httpx.Client
) -> None:
    ring(desk)
    tell(desk, "c1", "answered", 3, seat="8001")
    ring(desk, "c2", OTHER)
    assert commands(desk) == []
    tell(desk, "c1", "ended", 60)
    assert commands(desk) == []
    assert [one["id"] for one in standing(operator)["untold"]] == ["c1"]
    assert write(operator).status_code == 201
    assert commands(desk) == [Connect("c2", "8001")]


def test_who_hangs_up_in_the_queue_is_called_back_once(desk: Desk, operator: httpx.Client) -> None:
    for call in ("c1", "c2"):
        ring(desk, call)
        tell(desk, call, "ended", 30, cause="caller")
    assert backs(desk) == [("missed", CALLER, None)]
    assert commands(desk) == []
    talk(desk, "c3")  # they called again and were answered
    assert backs(desk) == [("missed", CALLER, "called_again")]


def test_an_answer_that_is_told_late_takes_the_call_back_away(desk: Desk) -> None:
    ring(desk)
    tell(desk, "c1", "ended", 60)
    tell(desk, "c1", "answered", 5, seat="8001")
    assert backs(desk) == [("missed", CALLER, "cancelled")]


def test_a_withheld_number_is_nobodys_to_call_back(desk: Desk) -> None:
    ring(desk, number="")
    tell(desk, "c1", "ended", 30)
    assert backs(desk) == []


def test_the_exchange_restarts_and_its_calls_have_ended(desk: Desk, operator: httpx.Client) -> None:
    ring(desk)
    ring(desk, "c2", OTHER)
    tell(desk, "c2", "answered", 2, seat="8001")
    now = desk.now + timedelta(minutes=1)
    with psycopg.connect(desk.url) as tx:
        gone = calls.stand(tx, Standing(now, frozenset({"c2"})), now)
        again = calls.stand(tx, Standing(now, frozenset({"c2"})), now)
    assert ([one.id for one in gone], again) == (["c1"], [])
    assert call_row(desk)["cause"] == "exchange_restarted"
    assert backs(desk) == [("missed", CALLER, None)]


def test_each_call_has_one_ticket_and_its_matter_is_the_operators(
    desk: Desk, operator: httpx.Client
) -> None:
    talk(desk)
    made = write(operator, name="测试甲", done=True).json()
    matter = operator.get(f"/api/matters/{made['matter']}").json()
    assert (matter["channel"], matter["state"], matter["outcome"]) == (
        "hotline",
        "closed",
        "advised",
    )
    assert (matter["owner"], matter["party"]["phone"]) == ("公共法律服务科 许工", CALLER)
    assert len(made["code"]) == 11
    assert why(write(operator)) == "already_ticketed"
    assert call_row(desk)["draft"] is None


def test_a_ticket_may_be_of_an_earlier_matter_or_of_none(
    desk: Desk, operator: httpx.Client
) -> None:
    earlier = at_counter(operator)
    talk(desk)
    talk(desk, "c2")
    known = {"number": earlier["number"], "said": "问办到哪一步"}
    answer = operator.post(f"{ROOM}/calls/c1/known", json=known)
    assert answer.json()["matter"] == earlier["id"]
    acts = operator.get(f"/api/matters/{earlier['id']}").json()["acts"]
    assert ("note", "来电：问办到哪一步") in [(act["code"], act["said"]) for act in acts]
    assert operator.post(f"{ROOM}/calls/c2/none", json={"why": "silent"}).status_code == 200
    assert call_row(desk, "c2")["ticket"] == "silent"
    assert standing(operator)["current"] is None


def test_a_ticket_is_written_by_who_answered_and_only_of_an_answered_call(
    desk: Desk, operator: httpx.Client
) -> None:
    ring(desk)
    assert why(write(operator)) == "not_answered_yet"
    tell(desk, "c1", "answered", 3, seat="8001")
    assert why(write(desk.sign_in("clerk"))) == "not_your_call"
    assert why(write(operator, "c9")) == "not_found"
    assert why(write(operator, category="no.such")) == "unknown_category"
    assert call_row(desk)["ticket"] is None
    assert write(desk.sign_in("chief")).status_code == 201


def test_a_browser_that_dies_loses_nothing_that_was_typed(
    desk: Desk, operator: httpx.Client
) -> None:
    ring(desk)
    tell(desk, "c1", "answered", 3, seat="8001")
    typed = {"said": "他现在拿刀要砍人", "category": "family.violence"}
    answer = operator.put(f"{ROOM}/calls/c1/draft", json=typed)
    assert answer.json()["numbers"] == ["110"]
    again = desk.sign_in("clerk2")
    assert standing(again)["current"]["draft"] == typed


def test_a_caller_is_shown_with_their_own_history_here_and_nothing_else(
    desk: Desk, operator: httpx.Client
) -> None:
    earlier = at_counter(operator, phone=CALLER)
    at_counter(operator, phone=OTHER)
    talk(desk, "c0")
    ring(desk)
    found = operator.get(f"{ROOM}/calls/c1").json()
    assert [one["id"] for one in found["calls"]] == ["c0"]
    assert [one["id"] for one in found["matters"]] == [earlier["id"]]
    assert not {"person", "supervised", "term"} & set(found)


def test_two_do_not_sit_on_one_chair_until_the_first_is_long_gone(
    desk: Desk, operator: httpx.Client
) -> None:
    other = desk.sign_in("clerk")
    wish = {"extension": "8001", "ready": True}
    assert why(other.put(f"{ROOM}/seat", json=wish)) == "seat_taken"
    desk.now += timedelta(minutes=11)
    assert other.put(f"{ROOM}/seat", json=wish).status_code == 200
    assert standing(operator)["seat"] is None
    assert other.delete(f"{ROOM}/seat").json()["seats"] == []


def test_an_operator_has_a_number_called_from_their_seat(
    desk: Desk, operator: httpx.Client
) -> None:
    assert operator.post(f"{ROOM}/dial", json={"number": OTHER}).status_code == 202
    [given] = commands(desk)
    assert given == Dial(given.wish, "8001", OTHER)  # type: ignore[union-attr]
    assert commands(desk) == []
    ring(desk)
    assert commands(desk) == [], "the seat is kept for the call it asked for"
    with psycopg.connect(desk.url) as tx:
        calls.commanded(tx, given, desk.now, "no_answer")
    assert standing(operator)["dial_failed"] == "no_answer"


@pytest.mark.parametrize(
    ("number", "code"), [("", "no_number"), ("abc", "bad_number"), ("1", "bad_number")]
)
def test_what_is_no_number_is_not_called(
    desk: Desk, operator: httpx.Client, number: str, code: str
) -> None:
    assert why(operator.post(f"{ROOM}/dial", json={"number": number})) == code
    standing_up = desk.sign_in("clerk")
    assert why(standing_up.post(f"{ROOM}/dial", json={"number": OTHER})) == "not_seated"


def test_what_is_looked_up_brings_the_law(desk: Desk, operator: httpx.Client) -> None:
    found = operator.get(f"{ROOM}/knowledge", params={"q": "工伤"}).json()
    assert found["advice"]
    assert any(line["source"] for one in found["advice"] for line in one["said"])
    assert operator.get(f"{ROOM}/knowledge", params={"q": "!!!"}).json() == {
        "advice": [],
        "texts": [],
    }


def test_numbers_are_forgotten_and_the_figures_stay(desk: Desk, operator: httpx.Client) -> None:
    talk(desk)
    write(operator)
    desk.now += timedelta(days=731)
    desk.run_due()
    row = call_row(desk)
    assert (row["number"], row["number_digest"], row["ticket"]) == ("", None, "new")
    assert row["answered_at"] is not None


def test_a_matter_of_the_hotline_is_one_like_any_other(desk: Desk, operator: httpx.Client) -> None:
    talk(desk)
    made = write(operator, answer="").json()
    assert refused(operator, made["matter"], "close", outcome="advised", said="") == "answer_first"
