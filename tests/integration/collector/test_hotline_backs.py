"""Call-backs with their three attempts, times that are booked, the sample of quality, figures."""

from datetime import date, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.errors import CheckViolation, RaiseException
from yizhan_collector.ground.days import legal_day

from .conftest import Desk
from .hotline import CALLER, OTHER, ROOM, backs, call_row, ring, sit, talk, tell, the_back
from .test_hotline import why, write

HALF = timedelta(minutes=30)


@pytest.fixture
def operator(desk: Desk) -> httpx.Client:
    client = desk.sign_in("clerk2")
    sit(client)
    return client


def missed(desk: Desk, number: str = CALLER) -> None:
    ring(desk, "m1", number)
    tell(desk, "m1", "ended", 30)


def attempt(client: httpx.Client, desk: Desk, code: str, said: str = "") -> httpx.Response:
    back = the_back(desk)
    return client.post(f"{ROOM}/backs/{back}/attempts", json={"code": code, "said": said})


def listed(client: httpx.Client, closed: bool = False) -> list[dict[str, Any]]:
    answer = client.get(f"{ROOM}/backs", params={"closed": closed})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_three_attempts_that_reach_nobody_end_it_in_the_open(
    desk: Desk, operator: httpx.Client
) -> None:
    missed(desk)
    for code in ("no_answer", "busy", "switched_off"):
        assert attempt(operator, desk, code).status_code == 200
        desk.now += HALF
    assert backs(desk) == [("missed", CALLER, "given_up")]
    [one] = listed(operator, closed=True)
    assert [at["code"] for at in one["attempts"]] == ["no_answer", "busy", "switched_off"]
    assert {at["by"] for at in one["attempts"]} == {"公共法律服务科 许工"}
    again = operator.post(f"{ROOM}/backs/{one['id']}/attempts", json={"code": "busy"})
    assert why(again) == "back_closed"


def test_two_attempts_lie_half_an_hour_apart(desk: Desk, operator: httpx.Client) -> None:
    missed(desk)
    assert attempt(operator, desk, "no_answer").status_code == 200
    desk.now += HALF - timedelta(seconds=1)
    assert why(attempt(operator, desk, "no_answer")) == "too_soon"
    desk.now += timedelta(seconds=1)
    assert attempt(operator, desk, "no_answer").json()["attempts"][1]["place"] == 2


def test_who_was_reached_said_something(desk: Desk, operator: httpx.Client) -> None:
    missed(desk)
    assert why(attempt(operator, desk, "reached")) == "say_what"
    assert attempt(operator, desk, "reached", "只是问地址,已告知。").status_code == 200
    assert backs(desk) == [("missed", CALLER, "reached")]


@pytest.mark.parametrize("code", ["wrong_number", "refused"])
def test_a_wrong_number_or_a_refusal_is_not_called_again(
    desk: Desk, operator: httpx.Client, code: str
) -> None:
    missed(desk)
    assert attempt(operator, desk, code).json()["outcome"] == code


def test_the_database_counts_the_attempts_itself(desk: Desk, operator: httpx.Client) -> None:
    missed(desk)
    attempt(operator, desk, "no_answer")
    add = (
        "insert into call_attempt select call_back, place + 2, at, by_staff, code from call_attempt"
    )
    with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation, match="follows the one"):
        tx.execute(add)
    with psycopg.connect(desk.url) as tx, pytest.raises(RaiseException, match="never changed"):
        tx.execute("update call_attempt set code = 'reached', said = 'x'")


def test_who_was_not_satisfied_is_called_back_and_the_matter_says_so(
    desk: Desk, operator: httpx.Client
) -> None:
    talk(desk)
    made = write(operator).json()
    tell(desk, "c1", "rated", 70, stars=1)
    tell(desk, "c1", "rated", 70, stars=1)
    assert backs(desk) == [("unsatisfied", CALLER, None)]
    assert attempt(operator, desk, "no_answer").status_code == 200
    desk.now += HALF
    assert attempt(operator, desk, "reached", "已重新解答,表示满意。").status_code == 200
    acts = operator.get(f"/api/matters/{made['matter']}").json()["acts"]
    said = [act["said"] for act in acts if act["code"] == "note"]
    assert said == ["第1次回电：无人接听", "第2次回电：已联系上。已重新解答,表示满意。"]
    [day] = operator.get(f"{ROOM}/figures", params=period(desk)).json()["days"]
    assert (day["unsatisfied"], day["followed"]) == (1, 1)


def test_a_time_that_is_full_is_refused_and_the_next_are_named(
    desk: Desk, operator: httpx.Client
) -> None:
    first = operator.get(f"{ROOM}/slots").json()[0]
    wish = {"starts_at": first["starts_at"], "name": "测试甲", "number": CALLER}
    for _ in range(first["free"]):
        assert operator.post(f"{ROOM}/backs", json=wish).status_code == 201
    full = operator.post(f"{ROOM}/backs", json=wish)
    assert why(full) == "slot_taken"
    after = operator.get(f"{ROOM}/slots").json()[0]
    assert after["starts_at"] > first["starts_at"]
    assert (
        operator.post(f"{ROOM}/backs", json=wish | {"starts_at": after["starts_at"]}).status_code
        == 201
    )
    found = listed(operator)
    assert [one["why"] for one in found] == ["booked"] * (first["free"] + 1)
    assert found[0]["due_from"] == first["starts_at"]


def test_a_booking_that_is_cancelled_is_no_call_back(desk: Desk, operator: httpx.Client) -> None:
    first = operator.get(f"{ROOM}/slots").json()[0]
    wish = {"starts_at": first["starts_at"], "name": "测试甲", "number": CALLER}
    operator.post(f"{ROOM}/backs", json=wish)
    with psycopg.connect(desk.url) as tx:
        tx.execute("update booking set cancelled_at = made_at")
    desk.run_due()
    assert backs(desk) == [("booked", CALLER, "cancelled")]


def test_a_call_back_that_is_over_due_is_late(desk: Desk, operator: httpx.Client) -> None:
    missed(desk)
    assert [one["late"] for one in listed(operator)] == [False]
    desk.now += timedelta(hours=24, seconds=1)
    assert [one["late"] for one in listed(desk.sign_in("clerk2"))] == [True]


def period(desk: Desk, back: int = 0) -> dict[str, str]:
    day: date = legal_day(desk.now) - timedelta(days=back)
    return {"first": day.isoformat(), "last": day.isoformat()}


def test_five_in_a_hundred_are_drawn_at_least_one_and_another_checks(
    desk: Desk, operator: httpx.Client
) -> None:
    for number in range(21):
        talk(desk, f"c{number}")
    desk.now += timedelta(days=1)
    desk.run_due()
    drawn = desk.rows("select call, picked_on from call_check")
    assert len(drawn) == 2
    desk.run_due()
    assert desk.rows("select call, picked_on from call_check") == drawn
    call = drawn[0][0]
    wish = {"points": [2, 2, 1, 2, 0], "said": "没有说明录音。"}
    operator = desk.sign_in("clerk2")
    assert operator.post(f"{ROOM}/checks/{call}", json=wish).status_code == 403
    chief = desk.sign_in("chief")
    checked = chief.post(f"{ROOM}/checks/{call}", json=wish)
    assert checked.json()["points"] == [2, 2, 1, 2, 0]
    assert why(chief.post(f"{ROOM}/checks/{call}", json=wish)) == "already_checked"
    assert why(chief.post(f"{ROOM}/checks/c99", json=wish)) == "not_found"
    found = chief.get(f"{ROOM}/checks").json()["items"]
    assert [one["checked_by"] for one in found] == ["", "公共法律服务科 尤科"]
    figures = operator.get(f"{ROOM}/figures", params=period(desk, 1)).json()
    assert (figures["together"]["picked"], figures["together"]["checked"]) == (2, 1)


def test_nobody_checks_the_own_call_not_even_in_the_database(desk: Desk) -> None:
    chief = desk.sign_in("chief")
    sit(chief)
    talk(desk)
    desk.now += timedelta(days=1)
    desk.run_due()
    wish = {"points": [2] * 5}
    assert why(desk.sign_in("chief").post(f"{ROOM}/checks/c1", json=wish)) == "own_call"
    own = call_row(desk)["staff"]
    change = "update call_check set checked_by = %s, checked_at = now(), points = '{2,2,2,2,2}'"
    with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation, match="did not answer"):
        tx.execute(change, [own])


def test_figures_count_what_callers_lived_through(desk: Desk, operator: httpx.Client) -> None:
    talk(desk, seconds=120)
    talk(desk, "c2", seconds=60)
    missed(desk, OTHER)
    tell(desk, "out", "offered", number=OTHER, outgoing=True)
    tell(desk, "c1", "rated", 130, stars=5)
    write(operator)
    found = operator.get(f"{ROOM}/figures", params=period(desk)).json()
    expected = {
        "offered": 3, "answered": 2, "missed": 1, "waited_s": 10, "talked_s": 180, "ticketed": 1,
        "rated": 1, "satisfied": 1, "unsatisfied": 0, "followed": 0, "picked": 0, "checked": 0,
    }  # fmt: skip
    assert found["together"] == expected
    assert found["goals"] == {"answered": 95, "satisfied": 90, "checked": 5}
    assert operator.get(f"{ROOM}/figures", params=period(desk, 3)).json()["days"] == []
