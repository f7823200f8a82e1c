"""A trajectory is looked at for a written reason, one person's at a time; the person sees it."""

from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest

from .conftest import Desk, new_person, open_record
from .leaves import code, supervised
from .own import enter, in_correction
from .positioning import key_of, running
from .test_fixes import fix, sent

WHY = {"reason": "核实 11 月 24 日是否到过沈阳"}


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


@pytest.fixture
def order(desk: Desk, person: str) -> str:
    found = running(desk, person)
    key = key_of(desk, found)
    desk.now += timedelta(hours=1)
    sent(desk, key, *[fix(desk, -one) for one in range(30)])
    return found


def opened(desk: Desk, order: str, login: str = "county", **said: Any) -> httpx.Response:
    """The answer to somebody who wants to look."""
    return desk.sign_in(login).post(f"/api/positioning/{order}/trajectory", json=said or WHY)


def day(desk: Desk, person: str, login: str = "county") -> httpx.Response:
    """What somebody sees of the day."""
    return desk.sign_in(login).get(f"/api/people/{person}/trajectory/2026-11-24")


def test_nobody_looks_without_saying_why(desk: Desk, person: str, order: str) -> None:
    assert code(day(desk, person)) == (403, "trajectory_closed")
    assert opened(desk, order, reason="  ").status_code == 422
    assert code(day(desk, person)) == (403, "trajectory_closed")


def test_a_reason_opens_it_for_a_while(desk: Desk, person: str, order: str) -> None:
    assert opened(desk, order).status_code == 201
    assert len(day(desk, person).json()) == 30
    desk.now += timedelta(minutes=31)
    assert code(day(desk, person)) == (403, "trajectory_closed")


def test_it_is_open_to_who_opened_it_alone(desk: Desk, person: str, order: str) -> None:
    opened(desk, order)
    assert code(day(desk, person, "county2")) == (403, "trajectory_closed")
    assert opened(desk, order, "huanren").status_code == 404
    assert opened(desk, order, "educator").status_code == 403


def test_each_look_is_in_the_trail_and_the_person_sees_it(
    desk: Desk, person: str, order: str
) -> None:
    opened(desk, order)
    assert desk.rows(
        "select action from audit where person = %s and action = 'open_trajectory'", person
    )
    known = desk.rows("select number from person where id = %s", person)[0][0]
    record = enter(desk, {"id": person, "number": known}).get("/own/api/record").json()
    assert [(one["name"], one["reason"]) for one in record["looks"]] == [
        ("县局 王工", WHY["reason"])
    ]
    assert [one["stands"] for one in record["positioning"]] == ["running"]


def test_opening_another_closes_the_first(desk: Desk, person: str, order: str) -> None:
    other = str(new_person(desk.sign_in("county"), name="示例甲", number="31415926")["id"])
    in_correction(desk, other)
    open_record(desk.sign_in("county"), other)
    opened(desk, order)
    second = running(desk, other)
    desk.now += timedelta(seconds=1)
    opened(desk, second)
    assert code(day(desk, person)) == (403, "trajectory_closed")
    assert day(desk, other).json() == []


def seen_by_the_database(desk: Desk, login: str) -> int:
    """How many positions the database itself shows to a member of staff."""
    with psycopg.connect(desk.url) as tx:
        row = tx.execute("select id, area from staff where login = %s", [login]).fetchone()
        assert row
        settings = {
            "role": "yizhan_desk", "yizhan.area": f"{row[1]}%", "yizhan.minors": "off",
            "yizhan.staff": str(row[0]), "yizhan.now": desk.now.isoformat(),
        }  # fmt: skip
        for key, value in settings.items():
            tx.execute("select set_config(%s, %s, true)", [key, value])
        found = tx.execute("select count(*)::int from position").fetchone()
        return int(found[0]) if found else 0


def test_the_database_shows_positions_of_the_opened_person_only(
    desk: Desk, person: str, order: str
) -> None:
    assert seen_by_the_database(desk, "county") == 0
    opened(desk, order)
    assert seen_by_the_database(desk, "county") == 30
    assert seen_by_the_database(desk, "county2") == 0


def test_there_is_no_question_across_people(desk: Desk) -> None:
    paths = desk.app.openapi()["paths"]
    about = [path for path in paths if "traject" in path or "fixes" in path]
    assert about
    assert all(
        "{person}" in path or "{order}" in path or path.startswith("/fixes") for path in about
    )


def test_positions_are_forgotten_after_the_order(desk: Desk, person: str, order: str) -> None:
    open_record(desk.sign_in("county"), person)
    lifted = desk.sign_in("county").post(f"/api/positioning/{order}/lift", json={"why": "不需要"})
    assert lifted.status_code == 200
    desk.now += timedelta(days=59)
    desk.run_due()
    assert desk.rows("select count(*)::int from position") == [(30,)]
    desk.now += timedelta(days=2)
    desk.run_due()
    assert desk.rows("select count(*)::int from position") == [(0,)]
