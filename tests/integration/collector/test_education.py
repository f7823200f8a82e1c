"""Courses are taken step by step and credited once; minors and adults never share a class."""

import json
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from stack.builders import TOWN
from yizhan_collector.doors.access import COOKIE
from yizhan_collector.rooms.education import classes
from yizhan_collector.rooms.education.model import NotForThem

from .conftest import Desk, new_person, open_record
from .own import enter, in_correction, page_code

TEXT = {"type": "text", "title": "第一课", "text": "请假要提前三天。"}
QUIZ = {
    "type": "quiz",
    "question": "要提前几天?",
    "options": ["一", "三"],
    "right": 1,
    "why": "三天",
}


def course(teacher: httpx.Client, **changes: object) -> dict[str, Any]:
    """A published course of two steps."""
    given = {"title": "法律常识", "audience": "adults", "minutes": 30, "steps": [TEXT, QUIZ]}
    made = teacher.post("/api/education/courses", json=given | changes)
    assert made.status_code == 201, made.text
    path = f"/api/education/courses/{made.json()['id']}/state"
    teacher.post(path, json={"state": "published"}).raise_for_status()
    return dict(made.json())


def planned(teacher: httpx.Client, desk: Desk, **changes: object) -> dict[str, Any]:
    """A class in an hour."""
    given = {
        "county": "210521",
        "title": "集中教育",
        "place": "小市司法所",
        "starts_at": (desk.now + timedelta(hours=1)).isoformat(),
        "minutes": 60,
        "capacity": 2,
    }
    made = teacher.post("/api/education/classes", json=given | changes)
    assert made.status_code == 201, made.text
    return dict(made.json())


@pytest.fixture
def person(desk: Desk) -> dict[str, Any]:
    made = new_person(desk.sign_in())
    in_correction(desk, made["id"])
    return made


def test_a_course_is_taken_on_two_machines_and_credited_once(
    desk: Desk, person: dict[str, Any]
) -> None:
    made = course(desk.sign_in("educator"))
    path = f"/own/api/courses/{made['id']}"
    first = enter(desk, person)
    begun = first.post(path).json()
    assert (begun["at_step"], begun["step"]["text"]) == (0, "请假要提前三天。")
    assert first.post(f"{path}/steps", json={"step": 0}).json()["at_step"] == 1
    second = enter(desk, person)
    going = second.post(path).json()
    assert going["at_step"] == 1
    assert "right" not in going["step"]
    wrong = second.post(f"{path}/steps", json={"step": 1, "choice": 0}).json()
    assert (wrong["right"], wrong["why"], wrong["done"]) == (False, "三天", False)
    for credited in (True, False):
        last = second.post(f"{path}/steps", json={"step": 1, "choice": 1}).json()
        assert (last["done"], last["credited"]) == (True, credited)
    assert desk.rows("select minutes from credit") == [(30,)]
    done = second.get("/own/api/courses").json()
    assert [one["done"] for one in done["open"]] == [True]
    assert [one["title"] for one in done["done"]["courses"]] == ["法律常识"]
    assert desk.rows("select kind, by from act where kind = 'course_done'") == [
        ("course_done", "person")
    ]


def test_the_database_credits_nothing_that_was_not_taken(
    desk: Desk, person: dict[str, Any]
) -> None:
    made = course(desk.sign_in("educator"))
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.RaiseException):
        tx.execute("insert into credit values (%s, %s, 30, now())", [person["id"], made["id"]])


def test_a_new_version_leaves_who_has_begun_where_they_are(
    desk: Desk, person: dict[str, Any]
) -> None:
    teacher, own = desk.sign_in("educator"), enter(desk, person)
    made = course(teacher)
    path = f"/own/api/courses/{made['id']}"
    own.post(path)
    given = {"title": "法律常识", "audience": "adults", "minutes": 40, "steps": [QUIZ, TEXT, TEXT]}
    newer = teacher.put(f"/api/education/courses/{made['id']}", json=given).json()
    assert newer["version"] == 2
    assert own.post(path).json()["steps"] == 2


def test_a_course_without_questions_is_not_published(desk: Desk) -> None:
    teacher = desk.sign_in("educator")
    given = {"title": "无题", "audience": "adults", "minutes": 5, "steps": [TEXT]}
    made = teacher.post("/api/education/courses", json=given).json()
    path = f"/api/education/courses/{made['id']}/state"
    refused = teacher.post(path, json={"state": "published"})
    assert (refused.status_code, refused.json()["code"]) == (422, "no_questions")


def test_minors_have_courses_of_their_own(desk: Desk) -> None:
    made = new_person(desk.sign_in("minors"), minor=True, face_allowed=False)
    in_correction(desk, made["id"])
    adults = course(desk.sign_in("educator"))
    own_course = course(desk.sign_in("educator"), title="青少年普法", audience="minors")
    own = enter(desk, made, page_code(desk, made["id"], "minors"))
    assert [one["id"] for one in own.get("/own/api/courses").json()["open"]] == [own_course["id"]]
    assert own.post(f"/own/api/courses/{adults['id']}").status_code == 404


def test_a_recording_is_played_by_ranges_and_anything_else_is_refused(
    desk: Desk, person: dict[str, Any]
) -> None:
    teacher, own = desk.sign_in("educator"), enter(desk, person)
    sound = b"RIFF" + bytes(range(256)) * 40
    sent = teacher.post("/api/education/media", files={"file": ("a.wav", sound, "audio/wav")})
    assert sent.status_code == 201, sent.text
    path = f"/own/api/media/{sent.json()['media']}"
    part = own.get(path, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, bytes(range(4)))
    assert own.get(path).headers["content-type"] == "audio/wav"
    bad = teacher.post("/api/education/media", files={"file": ("a.exe", b"MZ", "application/x")})
    assert (bad.status_code, bad.json()["code"]) == (422, "not_a_recording")
    assert own.get(f"/own/api/media/{'0' * 64}").status_code == 404


def test_two_hundred_megabytes_are_refused_before_they_are_sent(desk: Desk) -> None:
    teacher = desk.sign_in("educator")
    line = HTTPConnection(desk.address.removeprefix("http://"), timeout=20)
    line.putrequest("POST", "/api/education/media")
    line.putheader("Content-Length", str(200 * 1024 * 1024))
    line.putheader("Cookie", f"{COOKIE}={teacher.cookies[COOKIE]}")
    line.putheader("X-CSRF-Token", teacher.headers["X-CSRF-Token"])
    line.endheaders()
    refused = line.getresponse()
    assert (refused.status, json.load(refused)["code"]) == (413, "too_large")
    line.close()


def test_attendance_is_written_once_corrected_as_a_version_and_the_slower_is_told(
    desk: Desk, person: dict[str, Any]
) -> None:
    teacher, officer = desk.sign_in("educator"), desk.sign_in()
    made_up = course(teacher)
    made = planned(teacher, desk, make_up=made_up["id"])
    path = f"/api/education/classes/{made['id']}"
    teacher.post(f"{path}/invite", json={"people": [person["id"]]}).raise_for_status()
    line = {"person": person["id"], "version": 0, "code": "absent"}
    early = teacher.post(f"{path}/marks", json={"marks": [line]})
    assert (early.status_code, early.json()["code"]) == (409, "not_yet_held")
    desk.now += timedelta(hours=2)
    assert teacher.post(f"{path}/marks", json={"marks": [line]}).status_code == 200
    slower = officer.post(f"{path}/marks", json={"marks": [line | {"code": "attended"}]})
    assert (slower.status_code, slower.json()["code"]) == (409, "marked_by_somebody")
    own = enter(desk, person).get("/own/api/courses").json()
    assert own["suggested"] == [made_up["id"]]
    fixed = officer.post(f"{path}/marks", json={"marks": [line | {"version": 1, "code": "late"}]})
    assert [one["code"] for one in fixed.json()["places"]] == ["late"]
    assert desk.rows("select version, code from class_mark order by version") == [
        (1, "absent"),
        (2, "late"),
    ]
    open_record(officer, person["id"])
    shown = officer.get(f"/api/people/{person['id']}/education").json()
    assert [one["code"] for one in shown["classes"]] == ["late"]


def test_a_full_class_takes_nobody_more(desk: Desk) -> None:
    teacher = desk.sign_in("educator")
    made = planned(teacher, desk)
    people = [new_person(desk.sign_in(), name=f"测试{n}")["id"] for n in range(3)]
    answer = teacher.post(f"/api/education/classes/{made['id']}/invite", json={"people": people})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_place_left")
    assert desk.rows("select 1 from class_place") == []


def test_minors_and_adults_never_share_a_class_at_service_api_and_database(desk: Desk) -> None:
    minor = new_person(desk.sign_in("minors"), minor=True, face_allowed=False)["id"]
    made = planned(desk.sign_in("educator"), desk)
    path = f"/api/education/classes/{made['id']}/invite"
    refused = desk.sign_in("minors").post(path, json={"people": [minor]})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_for_them")
    assert desk.sign_in("educator").post(path, json={"people": [minor]}).status_code == 404
    with psycopg.connect(desk.url) as tx, pytest.raises(NotForThem):
        classes.invite(tx, UUID(made["id"]), [UUID(minor)], desk.now)
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.DatabaseError, match="never share"):
        tx.execute("insert into class_place values (%s, %s, now())", [made["id"], minor])
    offer = {"county": "210521", "title": "图书整理", "place": "文化站", "minutes": 90}
    offer |= {"on_day": "2026-11-25", "capacity": 3}
    desk.sign_in().post("/api/education/offers", json=offer).raise_for_status()
    query = (
        "insert into service_place (offer, person, asked_by, at)"
        " select id, %s, 'staff', now() from service_offer"
    )
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.DatabaseError, match="never share"):
        tx.execute(query, [minor])


def test_service_is_chosen_and_its_outcome_written_down_once(
    desk: Desk, person: dict[str, Any]
) -> None:
    officer, own = desk.sign_in(), enter(desk, person)
    given = {
        "county": "210521",
        "title": "图书整理",
        "place": "文化站",
        "minutes": 90,
        "capacity": 3,
    }
    made = officer.post("/api/education/offers", json=given | {"on_day": "2026-11-25"}).json()
    [chosen] = own.post(f"/own/api/offers/{made['id']}/join").json()
    assert chosen["taken"] == 1
    note = {"person": person["id"], "outcome": "injured", "minutes": 20, "note": "划伤手指"}
    path = f"/api/education/offers/{made['id']}/note"
    refused = officer.post(path, json=note)
    assert (refused.status_code, refused.json()["code"]) == (422, "step_needed")
    assert officer.post(path, json=note | {"next_step": "已包扎"}).status_code == 200
    again = officer.post(path, json=note | {"next_step": "已包扎"})
    assert (again.status_code, again.json()["code"]) == (409, "noted_already")
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute("update service_place set next_step = ''")
    elsewhere = officer.post(
        f"/api/education/offers/{uuid4()}/note", json=note | {"next_step": "x"}
    )
    assert elsewhere.status_code == 404


def test_another_county_sees_neither_the_class_nor_the_list(
    desk: Desk, person: dict[str, Any]
) -> None:
    made = planned(desk.sign_in("educator"), desk)
    stranger = desk.sign_in("huanren")
    assert stranger.get("/api/education/classes").json()["total"] == 0
    assert stranger.get(f"/api/education/classes/{made['id']}").status_code == 404
    assert TOWN[:6] == "210521"


def test_script_in_a_course_is_text(desk: Desk, person: dict[str, Any]) -> None:
    made = course(desk.sign_in("educator"), title="<img src=x onerror=alert(1)>")
    [shown] = enter(desk, person).get("/own/api/courses").json()["open"]
    assert shown["title"] == "<img src=x onerror=alert(1)>"
    assert shown["id"] == made["id"]
