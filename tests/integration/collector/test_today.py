"""The first page: every duty of an office with its clock, what is late first, one's own only."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from stack import builders as make
from yizhan_collector.rooms.desk.duties import DUTIES
from yizhan_collector.rooms.desk.duty_store import TASKS
from yizhan_wire.envelope import new_id

from .conftest import TODAY, Desk, new_person
from .leaves import asked, supervised

TERM = """
insert into term (id, person, sentence, offence, court, judgment_no, judged_on, effective_on,
                  starts_on, ends_on, report_by, state, received_on, declared_on, category,
                  created_at)
values (%(id)s, %(person)s, 'probation', '示例罪', '示例法院', '1号', %(on)s, %(on)s, %(on)s,
        %(ends)s, %(by)s, %(state)s, %(received)s, %(received)s, null, %(now)s)
"""


def term(desk: Desk, person: str, state: str, by: int, ends: int = 300) -> None:
    """A term in this state, to report within so many days from now."""
    on = TODAY - timedelta(days=20)
    received = None if state == "expected" else on
    values = {"id": new_id(), "person": person, "on": on, "state": state, "now": desk.now}
    values |= {"by": TODAY + timedelta(days=by), "received": received}
    with psycopg.connect(desk.url) as tx:
        tx.execute(TERM, values | {"ends": TODAY + timedelta(days=ends)})


def duty(client: httpx.Client, name: str) -> dict[str, Any]:
    """One duty of the first page."""
    answer = client.get("/api/today")
    assert answer.status_code == 200, answer.text
    return next(dict(one) for one in answer.json()["duties"] if one["name"] == name)


def test_each_duty_has_its_query_and_each_query_its_duty() -> None:
    assert [one.name for one in DUTIES] == list(dict.fromkeys(one.name for one in DUTIES))
    assert {one.name for one in DUTIES} == set(TASKS)


@pytest.mark.parametrize("login", ["xiaoshi", "county", "head", "city", "prosecutor", "educator"])
def test_everyone_who_sees_people_has_a_first_page_of_their_own_duties(
    desk: Desk, login: str
) -> None:
    answer = desk.sign_in(login).get("/api/today")
    assert answer.status_code == 200, answer.text
    named = {one["name"] for one in answer.json()["duties"]}
    assert ("intake" in named) == (login in {"xiaoshi", "county", "head"})
    assert ("complaint" in named) == (login in {"county", "head", "city"})
    assert {one["total"] for one in answer.json()["duties"]} <= {0}


def test_what_is_late_comes_first_with_its_last_day(desk: Desk) -> None:
    county = desk.sign_in("county")
    soon, late = (new_person(county, name=name)["id"] for name in ("测试甲", "测试乙"))
    term(desk, soon, "expected", 4)
    term(desk, late, "expected", -1)
    declared = new_person(county, name="测试丙")["id"]
    term(desk, declared, "received", 0)
    found = duty(county, "intake")
    assert (found["total"], found["late"]) == (2, 1)
    assert [(one["person"], one["clock"]) for one in found["tasks"]] == [
        (late, str(TODAY - timedelta(days=1))),
        (soon, str(TODAY + timedelta(days=4))),
    ]
    assert found["tasks"][0]["link"] == f"/people/{late}?part=term"
    assert duty(county, "declaration")["total"] == 1
    first = county.get("/api/today").json()["duties"][0]
    assert first["name"] == "intake"


def test_the_last_day_is_in_time(desk: Desk) -> None:
    county = desk.sign_in("county")
    term(desk, new_person(county)["id"], "expected", 0)
    assert duty(county, "intake")["late"] == 0
    desk.now += timedelta(days=1)
    assert duty(desk.sign_in("county"), "intake")["late"] == 1


def test_a_request_waits_for_its_level_and_not_for_who_asked(desk: Desk) -> None:
    person = supervised(desk)
    asked(desk.sign_in("county"), person["id"], 3, 14)
    assert duty(desk.sign_in("county"), "request")["total"] == 0
    [task] = duty(desk.sign_in("county2"), "request")["tasks"]
    assert (task["person"], task["what"]) == (person["id"], "leave")
    assert task["link"] == f"/approvals?id={task['id']}"
    assert duty(desk.sign_in("xiaoshi"), "request")["total"] == 0


def test_a_doubtful_visit_and_a_missing_group_and_plan_wait(desk: Desk) -> None:
    person = supervised(desk)
    visit = desk.report(make.visit(UUID(person["id"]), route="officer", face=None))
    officer = desk.sign_in()
    assert [one["id"] for one in duty(officer, "review")["tasks"]] == [str(visit.id)]
    assert {one["what"] for one in duty(officer, "gap")["tasks"]} == {"group", "plan"}


def test_a_term_that_ends_within_the_days_of_the_rule_is_announced(desk: Desk) -> None:
    county = desk.sign_in("county")
    for name, ends in (("测试甲", 30), ("测试乙", 31)):
        term(desk, new_person(county, name=name)["id"], "declared", 0, ends)
    assert duty(county, "ending")["total"] == 1


@pytest.mark.parametrize("stranger", ["caohe", "huanren"])
def test_another_office_has_none_of_it(desk: Desk, stranger: str) -> None:
    county = desk.sign_in("county")
    term(desk, new_person(county)["id"], "expected", -3)
    answer = desk.sign_in(stranger).get("/api/today").json()
    assert {one["total"] for one in answer["duties"]} == {0}
    assert set(answer["due"].values()) == {0}


def test_the_duties_about_a_minor_are_the_specialists(desk: Desk) -> None:
    specialist = desk.sign_in("minors")
    person = new_person(specialist, minor=True, face_allowed=False, born_on="2010-05-01")
    term(desk, person["id"], "expected", -3)
    assert duty(specialist, "intake")["total"] == 1
    assert duty(desk.sign_in("county"), "intake")["total"] == 0


def test_only_the_most_urgent_are_shown_and_all_are_counted(desk: Desk) -> None:
    county = desk.sign_in("county")
    for n in range(7):
        term(desk, new_person(county, name=f"测试{n}")["id"], "expected", n)
    found = duty(county, "intake")
    assert (found["total"], len(found["tasks"])) == (7, 5)
    assert [one["name"] for one in found["tasks"]] == [f"测试{n}" for n in range(5)]
