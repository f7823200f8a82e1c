"""A contact may be a report; lost contact is opened by a person after several ways have failed."""

from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from psycopg.errors import CheckViolation, RaiseException

from .conducting import DAY, at, missing, posts_in_order
from .conftest import TODAY, Desk, open_record


def contact(desk: Desk, person: str, **changes: Any) -> dict[str, Any]:
    """A call now that reached nobody."""
    return {
        "id": str(uuid4()),
        "person": person,
        "way": "phone",
        "at": desk.now.isoformat(),
        "outcome": "not_reached",
        "said": "无人接听。",
    } | changes


def recorded(client: httpx.Client, given: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/api/contacts", json=given)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def contacts(client: httpx.Client, person: str) -> dict[str, Any]:
    open_record(client, person, "visit")
    answer = client.get(f"/api/people/{person}/contacts")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_home_visit_can_be_the_report_of_the_due_day(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    visit = contact(
        desk, person, way="home_visit", outcome="reached", said="在家养病。", is_report=True,
        place="小市镇示例村", present=["测试甲", "其母"], next_step="下周复查后联系",
    )  # fmt: skip
    assert recorded(officer, visit)["checkin"] is not None
    [row] = officer.get("/api/due").json()["rows"]
    assert (row["status"], row["channel"], row["timing"]) == ("done", "home_visit", "on_time")
    [one] = contacts(officer, person)["items"]
    assert (one["place"], one["present"]) == ("小市镇示例村", ["测试甲", "其母"])


def test_a_contact_sent_twice_is_kept_once(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    given = contact(desk, person, outcome="reached", is_report=True)
    first, second = (recorded(officer, given) for _ in range(2))
    assert first == second
    assert desk.rows("select count(*) from contact") == [(1,)]
    assert desk.rows("select count(*) from checkin") == [(1,)]
    other = officer.post("/api/contacts", json=given | {"way": "video"})
    assert other.json()["code"] == "other_contact"


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    later = (desk.now + DAY).isoformat()
    for code, changes in (
        ("contact_in_the_future", {"at": later}),
        ("no_report", {"is_report": True}),
        ("no_report", {"is_report": True, "outcome": "reached", "way": "message"}),
    ):
        answer = officer.post("/api/contacts", json=contact(desk, person, **changes))
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert desk.rows("select * from contact") == []


def test_lost_contact_needs_two_ways_and_a_person(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    recorded(officer, contact(desk, person))
    recorded(officer, contact(desk, person))
    open_record(officer, person)
    wish = {"reasons": "电话两次未接,家中无人。", "police_on": str(TODAY)}
    few = officer.post(f"/api/people/{person}/lost", json=wish)
    assert (few.status_code, few.json()["code"]) == (409, "too_few_ways")
    recorded(officer, contact(desk, person, way="home_visit"))
    opened = officer.post(f"/api/people/{person}/lost", json=wish)
    assert opened.status_code == 200, opened.text
    assert opened.json()["lost"]["opened_by"] == "小市 李工"
    overlays = "select overlays from term where person = %s"
    assert desk.rows(overlays, person) == [(["lost_contact"],)]
    assert [one["id"] for one in officer.get("/api/contacts/lost").json()] == [person]
    again = officer.post(f"/api/people/{person}/lost", json=wish)
    assert again.json()["code"] == "already_lost"
    found = officer.post(f"/api/people/{person}/found", json={"found": "本人到所说明情况。"})
    assert found.json()["lost"] is None
    assert desk.rows(overlays, person) == [([],)]


def test_a_contact_that_reached_the_person_begins_the_attempts_anew(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    early = (desk.now - DAY).isoformat()
    recorded(officer, contact(desk, person, at=early))
    recorded(officer, contact(desk, person, way="home_visit", at=early))
    assert contacts(officer, person)["failed_ways"] == ["home_visit", "phone"]
    recorded(officer, contact(desk, person, way="message", outcome="reached"))
    assert contacts(officer, person)["failed_ways"] == []


def test_a_missed_report_alone_opens_nothing(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk)
    at(desk, TODAY + 30 * DAY)
    officer = desk.sign_in()
    open_record(officer, person)
    answer = officer.post(f"/api/people/{person}/lost", json={"reasons": "三十日未报到。"})
    assert answer.json()["code"] == "too_few_ways"


def test_the_database_lets_no_term_say_lost_without_a_person_who_opened_it(desk: Desk) -> None:
    person = missing(desk)
    tx = psycopg.connect(desk.url)
    try:
        tx.execute("update term set overlays = '{lost_contact}' where person = %s", [person])
        with pytest.raises(CheckViolation):
            tx.commit()
    finally:
        tx.close()


def test_the_database_counts_the_ways_itself(desk: Desk) -> None:
    person = missing(desk)
    recorded(desk.sign_in(), contact(desk, person))
    tx = psycopg.connect(desk.url)
    try:
        tx.execute(
            "insert into lost_contact (id, person, opened_by, opened_at, opened_on, reasons)"
            " select gen_random_uuid(), %s, id, %s, %s, '找不到' from staff where login = 'county'",
            [person, desk.now, TODAY],
        )
        tx.execute(
            "insert into lost_attempt select lost_contact.id, contact.id, contact.person"
            " from lost_contact, contact"
        )
        with pytest.raises(CheckViolation):
            tx.commit()
    finally:
        tx.close()


def test_a_contact_is_never_changed(desk: Desk) -> None:
    recorded(desk.sign_in(), contact(desk, missing(desk)))
    for query in ("update contact set said = '别的'", "delete from contact"):
        with psycopg.connect(desk.url) as tx, pytest.raises(RaiseException):
            tx.execute(query)
        tx.close()


def test_another_township_and_the_technician_see_no_contact(desk: Desk) -> None:
    person = missing(desk)
    recorded(desk.sign_in(), contact(desk, person))
    assert desk.sign_in("caohe").get("/api/contacts").json()["total"] == 0
    stranger = desk.sign_in("caohe").post("/api/contacts", json=contact(desk, person))
    assert stranger.status_code == 404
    assert desk.sign_in("tech").get("/api/contacts").status_code == 403
    assert (
        desk.sign_in("prosecutor").post("/api/contacts", json=contact(desk, person)).status_code
        == 403
    )
