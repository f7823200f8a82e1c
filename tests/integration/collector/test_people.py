"""People: own township only, every view noted, secrets shown once and kept as hashes."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher
from stack import builders as make
from stack.builders import BOX, TOWN
from yizhan_wire.events import Enrolled

from .conftest import OTHER_TOWN, TODAY, Desk, new_person, open_record


def test_a_new_person_gets_a_number_and_a_first_day(desk: Desk) -> None:
    made = new_person(desk.sign_in(), first_due_on="2026-12-01")
    assert len(made["number"]) == 8
    assert made["next_due"] == "2026-12-01"


def test_a_township_officer_lists_and_opens_the_own_people_only(desk: Desk) -> None:
    county, officer = desk.sign_in("county"), desk.sign_in()
    ours, theirs = new_person(county), new_person(county, township=OTHER_TOWN)
    listed = officer.get("/api/people").json()
    assert ([one["id"] for one in listed["items"]], listed["total"]) == ([ours["id"]], 1)
    assert county.get("/api/people").json()["total"] == 2
    path = f"/api/people/{theirs['id']}"
    answers = [officer.get(path), officer.post(f"{path}/permit"), officer.post(f"{path}/code")]
    answers.append(officer.post(f"{path}/face", json={"allowed": False}))
    assert {(one.status_code, one.json()["code"]) for one in answers} == {(404, "not_found")}
    assert officer.get(f"/api/people/{uuid4()}").status_code == 404


def test_an_officer_adds_people_to_the_own_township_only(desk: Desk) -> None:
    given = {"name": "测试乙", "gender": "male", "face_allowed": True, "every_days": 7}
    given |= {"first_due_on": TODAY.isoformat(), "township": OTHER_TOWN}
    assert desk.sign_in().post("/api/people", json=given).status_code == 404
    assert desk.rows("select 1 from person") == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "  "},
        {"gender": "x"},
        {"every_days": 0},
        {"first_due_on": "2026-11-23"},
        {"first_due_on": "soon"},
        {"township": "1"},
    ],
)
def test_a_person_out_of_bounds_is_refused(desk: Desk, change: dict[str, object]) -> None:
    given = {"name": "测试乙", "gender": "male", "face_allowed": True, "every_days": 7}
    given |= {"first_due_on": TODAY.isoformat(), "township": TOWN}
    answer = desk.sign_in().post("/api/people", json=given | change)
    assert answer.status_code == 422
    assert desk.rows("select 1 from person") == []


def test_people_are_found_by_part_of_a_name_or_a_number(desk: Desk) -> None:
    county = desk.sign_in("county")
    first, second = new_person(county, name="测试甲"), new_person(county, name="测试乙")

    def found(q: str) -> list[str]:
        items = county.get("/api/people", params={"q": q}).json()["items"]
        return [one["id"] for one in items]

    assert found("乙") == [second["id"]]
    assert first["id"] in found(first["number"][2:6])
    assert found("%") == []


def test_every_view_of_a_record_is_in_the_record(desk: Desk) -> None:
    county, officer = desk.sign_in("county"), desk.sign_in()
    person = new_person(county)["id"]
    open_record(officer, person)
    seen = open_record(county, person)["viewed_by"]
    assert [(one["name"], one["action"]) for one in seen] == [
        ("县局 王工", "view_person"),
        ("小市 李工", "view_person"),
        ("县局 王工", "add_person"),
    ]


@pytest.mark.parametrize(
    ("kind", "lasts"), [("permit", timedelta(days=1)), ("code", timedelta(minutes=30))]
)
def test_a_secret_is_eight_digits_shown_once_and_kept_as_a_hash(
    desk: Desk, kind: str, lasts: timedelta
) -> None:
    officer = desk.sign_in()
    person = new_person(officer)["id"]
    issued = officer.post(f"/api/people/{person}/{kind}").json()
    assert issued[kind].isdigit()
    assert len(issued[kind]) == 8
    [(hashed, expires_at)] = desk.rows("select hash, expires_at from person_secret")
    assert hashed.startswith("$argon2id$")
    assert PasswordHasher().verify(hashed, issued[kind])
    assert expires_at == desk.now + lasts


def test_a_second_code_ends_the_first(desk: Desk) -> None:
    officer = desk.sign_in()
    person = new_person(officer)["id"]
    for _ in range(2):
        officer.post(f"/api/people/{person}/code")
    assert len(desk.rows("select 1 from person_secret")) == 1


def test_without_the_face_there_is_no_permit_and_the_code_is_an_equal(desk: Desk) -> None:
    officer = desk.sign_in()
    person = new_person(officer, face_allowed=False)["id"]
    refused = officer.post(f"/api/people/{person}/permit")
    assert (refused.status_code, refused.json()["code"]) == (409, "face_not_allowed")
    assert officer.post(f"/api/people/{person}/code").status_code == 200


def test_withdrawing_the_face_orders_the_deletion_where_the_template_is(desk: Desk) -> None:
    officer = desk.sign_in()
    person = new_person(officer)["id"]
    desk.report(Enrolled(UUID(person), None, "created", 5, "m"))
    enrolled = open_record(officer, person)["enrolment"]
    assert enrolled["device"] == BOX
    record = officer.post(f"/api/people/{person}/face", json={"allowed": False}).json()
    assert record["face_allowed"] is False
    assert desk.rows("select device, person::text, done_at from device_command") == [
        (BOX, person, None)
    ]
    assert open_record(officer, person)["deleting"] == [BOX]
    desk.report(Enrolled(UUID(person), None, "deleted"))
    desk.carry_out()
    record = open_record(officer, person)
    assert (record["enrolment"], record["deleting"], record["let_go"]) == (None, [], False)


def test_a_record_shows_the_latest_visits_and_the_rhythm(desk: Desk) -> None:
    officer = desk.sign_in()
    person = new_person(officer)["id"]
    visit = desk.report(make.visit(UUID(person)))
    record = open_record(officer, person)
    assert [one["id"] for one in record["recent"]] == [str(visit.id)]
    assert record["rhythm"] == {"first_due_on": str(TODAY), "every_days": 7}
    assert date.fromisoformat(record["next_due"]) == TODAY


def test_a_technician_sees_no_people(desk: Desk) -> None:
    answer = desk.sign_in("tech").get("/api/people")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_a_prosecutor_reads_and_changes_nothing(desk: Desk) -> None:
    person = new_person(desk.sign_in("county"))["id"]
    prosecutor = desk.sign_in("prosecutor")
    assert open_record(prosecutor, person, reason="inspect")["id"] == person
    assert prosecutor.post(f"/api/people/{person}/code").status_code == 403


def test_pages_of_a_list_do_not_overlap_and_are_bounded(desk: Desk) -> None:
    county = desk.sign_in("county")
    made = {new_person(county, name=f"测试{n}")["id"] for n in range(5)}
    pages = [
        county.get("/api/people", params={"page": n, "size": 2}).json()["items"] for n in (1, 2, 3)
    ]
    assert [len(one) for one in pages] == [2, 2, 1]
    assert {one["id"] for page in pages for one in page} == made
    assert county.get("/api/people", params={"size": 5000}).status_code == 422
