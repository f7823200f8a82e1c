"""What was unusual waits for a human, who says in words what it was; the person reads it."""

from datetime import date, timedelta
from typing import Any, LiteralString
from uuid import UUID

import httpx
import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege
from yizhan_collector.rooms.positions import anomalies, fix_store
from yizhan_collector.rooms.positions.judge.pattern import Unusual

from .conftest import TODAY, Desk
from .leaves import code, supervised
from .letting_go import last_day, release
from .own import enter
from .positioning import running, write

AWAY = Unusual("not_home", 36, 41, 10, 11)
FAR = Unusual("new_place", 20, 23, 0, 14, 5200.4)
SAID = {"outcome": "explained", "words": "加班,有单位证明。"}


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


@pytest.fixture
def order(desk: Desk, person: str) -> str:
    return running(desk, person)


def judged(desk: Desk, person: str, order: str, *some: Unusual, day: date = TODAY) -> None:
    """What a day comes to when it is judged."""
    with psycopg.connect(desk.url) as tx:
        anomalies.keep(tx, UUID(person), UUID(order), day, some, desk.now)


def shown(desk: Desk, login: str = "county", stand: str = "waiting") -> list[dict[str, Any]]:
    """The page of somebody."""
    answer = desk.sign_in(login).get("/api/anomalies", params={"stand": stand})
    found: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
    return found


def say(desk: Desk, anomaly: str, login: str = "county", **changes: Any) -> httpx.Response:
    """What an officer says."""
    return desk.sign_in(login).post(f"/api/anomalies/{anomaly}/answer", json=SAID | changes)


def test_it_is_shown_with_its_numbers_and_without_a_place(
    desk: Desk, person: str, order: str
) -> None:
    judged(desk, person, order, AWAY, FAR)
    [far, away] = shown(desk)
    assert (away["code"], away["first"], away["last"]) == ("not_home", 36, 41)
    assert (away["usual"], away["known"], away["outcome"]) == (10, 11, None)
    assert (far["away"], far["person"]["id"], far["order"]) == (5200, person, order)
    assert not {"latitude", "longitude", "centre"} & set(far)


def test_a_day_judged_anew_replaces_what_nobody_has_answered(
    desk: Desk, person: str, order: str
) -> None:
    judged(desk, person, order, AWAY, FAR)
    longer = Unusual("not_home", 36, 43, 10, 11)
    judged(desk, person, order, longer)
    judged(desk, person, order, longer)
    assert [(one["code"], one["last"]) for one in shown(desk)] == [("not_home", 43)]


def test_what_was_answered_stays_whatever_the_day_comes_to_later(
    desk: Desk, person: str, order: str
) -> None:
    judged(desk, person, order, AWAY)
    assert say(desk, shown(desk)[0]["id"]).json()["answered_by"] == "县局 王工"
    judged(desk, person, order, Unusual("not_home", 36, 47, 10, 11))
    judged(desk, person, order)
    assert shown(desk) == []
    [one] = shown(desk, stand="answered")
    assert (one["last"], one["words"]) == (41, "加班,有单位证明。")


def test_it_is_answered_once_in_words(desk: Desk, person: str, order: str) -> None:
    judged(desk, person, order, AWAY)
    [one] = shown(desk)
    assert say(desk, one["id"], words="  ").status_code == 422
    assert say(desk, one["id"], outcome="guilty").status_code == 422
    assert say(desk, one["id"]).status_code == 200
    assert code(say(desk, one["id"])) == (409, "anomaly_answered")
    assert desk.rows("select action from audit where action = 'answer_anomaly'") == [
        ("answer_anomaly",)
    ]


def test_what_waits_longest_comes_first_and_what_was_answered_last_does(
    desk: Desk, person: str, order: str
) -> None:
    for days in (1, 3, 2):
        judged(desk, person, order, AWAY, day=TODAY - timedelta(days=days))
    days_shown = [TODAY - timedelta(days=days) for days in (3, 2, 1)]
    assert [one["day"] for one in shown(desk)] == list(map(str, days_shown))
    for one in shown(desk):
        say(desk, one["id"])
    assert [one["day"] for one in shown(desk, stand="all")] == list(map(str, days_shown[::-1]))


def test_another_county_sees_none_and_the_prosecutor_answers_none(
    desk: Desk, person: str, order: str
) -> None:
    judged(desk, person, order, AWAY)
    [one] = shown(desk, "prosecutor")
    assert say(desk, one["id"], "prosecutor").status_code == 403
    assert shown(desk, "huanren") == []
    assert say(desk, one["id"], "huanren").status_code == 404


def test_about_somebody_who_was_let_go_nothing_waits(desk: Desk) -> None:
    person = last_day(desk)
    order = running(desk, person, last=0)
    release(desk, person)
    judged(desk, person, order, AWAY)
    assert desk.rows("select count(*) from position_anomaly") == [(0,)]


def test_it_goes_with_the_positions(desk: Desk, person: str, order: str) -> None:
    judged(desk, person, order, AWAY)
    with psycopg.connect(desk.url) as tx:
        fix_store.forget(tx, desk.now + timedelta(days=200))
    assert desk.rows("select count(*) from position_anomaly") == [(0,)]


def test_the_person_reads_what_was_asked_and_what_was_found(
    desk: Desk, person: str, order: str
) -> None:
    judged(desk, person, order, AWAY)
    say(desk, shown(desk)[0]["id"])
    [(number,)] = desk.rows("select number from person where id = %s", person)
    own = enter(desk, {"id": person, "number": number})
    mine = own.get("/own/api/record").raise_for_status().json()["anomalies"]
    assert [(one["usual"], one["known"], one["words"]) for one in mine] == [
        (10, 11, "加班,有单位证明。")
    ]


@pytest.mark.parametrize("change", [
    "update position_anomaly set outcome = 'explained'",
    "update position_anomaly set outcome = 'explained', words = '  ', answered_at = now()",
    "update position_anomaly set words = '加班'",
])  # fmt: skip
def test_the_database_takes_no_answer_without_a_human_and_words(
    desk: Desk, person: str, order: str, change: LiteralString
) -> None:
    judged(desk, person, order, AWAY)
    with pytest.raises(CheckViolation):
        write(desk, change)


def test_the_desk_can_neither_make_one_nor_answer_for_another(
    desk: Desk, person: str, order: str
) -> None:
    judged(desk, person, order, AWAY)
    [(own,), (other,)] = desk.rows(
        "select id from staff where login in ('county', 'county2') order by login"
    )
    with psycopg.connect(desk.url) as tx:
        tx.execute("set role yizhan_desk")
        for name, value in (("staff", str(own)), ("area", "210521%"), ("minors", "")):
            tx.execute("select set_config(%s, %s, false)", [f"yizhan.{name}", value])
        with pytest.raises(InsufficientPrivilege), tx.transaction():
            tx.execute("update position_anomaly set usual = 0")
        with pytest.raises(CheckViolation) as refused, tx.transaction():
            tx.execute(
                "update position_anomaly set outcome = 'explained', words = 'x',"
                " answered_by = %s, answered_at = now()",
                [other],
            )
    assert refused.value.diag.constraint_name == "anomaly_stays"
