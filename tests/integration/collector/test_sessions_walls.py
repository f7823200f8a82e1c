"""Who may plan, expect, see and close; each refusal at the API, the service and the database."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import CheckViolation, ExclusionViolation
from stack.builders import BOX, TOWN
from yizhan_collector.ground.refusals import LetGo
from yizhan_collector.rooms.education.model import NotForThem
from yizhan_collector.rooms.sessions import attending, service
from yizhan_collector.rooms.sessions.model import ExplanationNeeded, NoSoundHere, Plan, Said
from yizhan_collector.rooms.staff import service as staff_room

from .conftest import OTHER_BOX, OTHER_TOWN, SESSIONS, Desk, new_person
from .letting_go import let_go
from .sessions import MINUTE, closing, code, held, people_of, plan, planned, say, shown
from .test_education import planned as planned_class

INSERT = """
insert into session (id, kind, device, township, starts_at, ends_at, private, sound, record, minors,
                     made_by, made_at)
values (%(id)s, %(kind)s, %(device)s, %(township)s, %(starts)s, %(ends)s, %(private)s, %(sound)s,
        true, false, %(by)s, %(now)s)
"""


def refused(desk: Desk, login: str = "county", **changes: Any) -> tuple[int, str]:
    """How a plan is turned down."""
    return code(desk.sign_in(login).post("/api/sessions", json=plan(desk, **changes)))


def wrongly(desk: Desk, query: str, **changes: Any) -> psycopg.Error:
    """What the database says to whoever writes without us."""
    [(officer,)] = desk.rows("select id from staff where login = 'county'")
    given = {
        "id": uuid4(), "kind": "class", "device": BOX, "township": TOWN, "private": False,
        "sound": False, "starts": desk.now, "ends": desk.now + 60 * MINUTE, "by": officer,
        "now": desk.now,
    }  # fmt: skip
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.Error) as found:
        tx.execute(query.encode(), given | changes)
    return found.value


def test_a_plan_that_cannot_be_is_refused(desk: Desk) -> None:
    planned(desk)
    late = (desk.now + timedelta(hours=9)).isoformat()
    assert refused(desk) == (409, "post_taken")
    assert refused(desk, ends_at=late) == (422, "session_times")
    assert refused(desk, starts_at=late) == (422, "session_times")
    assert refused(desk, private=True, sound=True) == (422, "no_sound_here")
    assert refused(desk, post="bx-210521100-9") == (404, "not_found")
    assert refused(desk, kind="interview") == (422, "invalid_input")
    desk.sign_in("tech").post(f"/api/posts/{OTHER_BOX}/revoke", json={"reason": "报废"})
    assert refused(desk, post=OTHER_BOX) == (409, "post_not_here")


def test_what_touches_the_end_of_another_does_not_overlap(desk: Desk) -> None:
    first = planned(desk)
    times = {"starts_at": first["ends_at"],
             "ends_at": (desk.now + 120 * MINUTE).isoformat()}  # fmt: skip
    assert planned(desk, **times)["state"] == "planned"


def test_a_post_is_free_again_once_a_session_was_stopped(desk: Desk) -> None:
    first = planned(desk)
    desk.now += 30 * MINUTE
    say(desk, str(first["id"]), "started", desk.now)
    times = {"starts_at": desk.now.isoformat(), "ends_at": first["ends_at"]}
    assert refused(desk, **times) == (409, "post_taken")
    stop = f"/api/sessions/{first['id']}/stop"
    desk.sign_in().post(stop, json={"reason": "提前结束"}).raise_for_status()
    assert planned(desk, **times)["state"] == "planned"


def test_the_database_plans_only_at_own_posts_one_at_a_time_and_private_without_sound(
    desk: Desk,
) -> None:
    planned(desk, starts_at=desk.now.isoformat(), ends_at=(desk.now + 60 * MINUTE).isoformat())
    assert isinstance(wrongly(desk, INSERT), ExclusionViolation)
    found = [
        wrongly(desk, INSERT, device=OTHER_BOX, township=OTHER_TOWN, private=True, sound=True),
        wrongly(desk, INSERT, device=OTHER_BOX),
        wrongly(desk, INSERT, device=OTHER_BOX, township=OTHER_TOWN, ends=desk.now + timedelta(9)),
    ]
    assert [one.diag.constraint_name for one in found] == [
        "no_sound_in_a_private_room", "session_at_an_own_post", "session_in_order",
    ]  # fmt: skip


def test_the_service_records_no_sound_in_a_private_room(desk: Desk) -> None:
    wish = Plan("declaration", BOX, desk.now, desk.now + 60 * MINUTE, private=True, sound=True)
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS["county"], desk.now)
        with pytest.raises(NoSoundHere):
            service.plan(tx, wish, staff.id, desk.now)


def test_what_was_planned_is_never_changed_or_deleted(desk: Desk) -> None:
    planned(desk)
    found = wrongly(desk, "update session set private = false, sound = true")
    assert found.diag.constraint_name == "session_stays"
    assert "never deleted" in str(wrongly(desk, "delete from session"))


def test_another_township_and_another_county_see_nothing(desk: Desk) -> None:
    session = held(desk)
    for login in ("caohe", "huanren"):
        client = desk.sign_in(login)
        assert client.get("/api/sessions").json()["total"] == 0
        assert client.get(f"/api/sessions/{session}").status_code == 404
        assert client.get(f"/api/sessions/{session}/segments").status_code == 404
        assert client.get("/api/callouts", params={"session": session}).json()["total"] == 0
        given = {"expected": 0, "seen": 0, "heads": None, "outcome": "agreed"}
        assert client.post(f"/api/sessions/{session}/close", json=given).status_code == 404
        assert refused(desk, login) == (404, "not_found")
        assert OTHER_BOX not in str(desk.sign_in("huanren").get("/api/cameras").json())


def test_the_county_sees_all_its_posts_and_the_prosecutor_looks_on(desk: Desk) -> None:
    session = str(planned(desk)["id"])
    for login in ("county", "head", "city", "prosecutor", "educator"):
        assert shown(desk, session, login)["id"] == session
    assert refused(desk, "prosecutor") == (403, "not_allowed")
    assert refused(desk, "educator") == (403, "not_allowed")


def minor(desk: Desk) -> str:
    """A minor."""
    return str(new_person(desk.sign_in("minors"), minor=True, face_allowed=False)["id"])


def test_minors_have_sessions_of_their_own_that_only_specialists_see(desk: Desk) -> None:
    child = minor(desk)
    assert refused(desk, minors=True) == (403, "not_allowed")
    session = str(planned(desk, "minors", minors=True, people=[child])["id"])
    assert shown(desk, session, "minors")["attending"][0]["person"]["id"] == child
    for login in ("county", "xiaoshi", "prosecutor"):
        assert desk.sign_in(login).get(f"/api/sessions/{session}").status_code == 404
        assert desk.sign_in(login).get("/api/sessions").json()["items"] == []


def test_minors_and_adults_never_share_a_session_at_service_api_and_database(desk: Desk) -> None:
    child, [adult] = minor(desk), people_of(desk, 1)
    session = str(planned(desk, people=[adult])["id"])
    path = f"/api/sessions/{session}/expect"
    assert code(desk.sign_in("minors").post(path, json={"people": [child]})) == (
        409, "not_for_them",
    )  # fmt: skip
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS["minors"], desk.now)
        with pytest.raises(NotForThem):
            attending.expect(tx, UUID(session), [UUID(child)], staff.id, desk.now)
    for table in ("session_expected (session, person, invited_by, invited_at)",
                  "session_seen (session, person, by_staff, at, how)"):  # fmt: skip
        more = ", 'officer'" if "seen" in table else ""
        query = f"insert into {table} values (%(id)s, %(person)s, %(by)s, %(now)s{more})"  # noqa: S608
        assert wrongly(desk, query, id=session, person=child).sqlstate == "YZ001"


def test_a_session_of_a_class_is_for_the_same_people_in_the_same_county(desk: Desk) -> None:
    teacher = desk.sign_in("educator")
    adults = planned_class(teacher, desk)["id"]
    children = planned_class(desk.sign_in("minors"), desk, minors=True)["id"]
    assert refused(desk, kind="class", class_session=children) == (404, "not_found")
    wrong = {"kind": "class", "class_session": adults}
    assert refused(desk, "minors", minors=True, **wrong) == (409, "not_that_list")
    assert refused(desk, kind="reception", class_session=adults) == (409, "not_that_list")
    query = INSERT.replace("made_by", "class, made_by").replace("%(by)s", "%(class)s, %(by)s")
    found = wrongly(desk, query, **{"class": children})
    assert found.diag.constraint_name == "session_fits_its_list"


def test_somebody_who_was_let_go_is_expected_nowhere(desk: Desk) -> None:
    person = let_go(desk)
    session = str(planned(desk)["id"])
    path = f"/api/sessions/{session}/expect"
    assert code(desk.sign_in("county").post(path, json={"people": [person]})) == (409, "let_go")
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS["county"], desk.now)
        with pytest.raises(LetGo):
            attending.expect(tx, UUID(session), [UUID(person)], staff.id, desk.now)
    query = "insert into session_expected values (%(id)s, %(person)s, %(by)s, %(now)s)"
    found = wrongly(desk, query, id=session, person=person)
    assert found.diag.constraint_name == "let_go_is_left_alone"


def test_somebody_is_taken_off_the_list_only_before_it_begins(desk: Desk) -> None:
    people = people_of(desk, 2)
    session = str(planned(desk, people=people)["id"])
    path = f"/api/sessions/{session}/expect/"
    client = desk.sign_in()
    found = client.delete(path + people[0]).json()
    assert [one["person"]["id"] for one in found["attending"]] == people[1:]
    assert client.delete(path + people[0]).status_code == 404
    begun = held(desk, people=people, starts_at=(desk.now + 95 * MINUTE).isoformat(),
                 ends_at=(desk.now + 120 * MINUTE).isoformat())  # fmt: skip
    answer = client.delete(f"/api/sessions/{begun}/expect/{people[0]}")
    assert code(answer) == (409, "session_moved")


def test_after_the_verdict_nobody_is_added_or_marked(desk: Desk) -> None:
    [person] = people_of(desk, 1)
    session = held(desk, people=[person])
    closing(desk, session).raise_for_status()
    client = desk.sign_in()
    for path, given in (("expect", {"people": [person]}),
                        ("present", {"person": person, "there": True})):  # fmt: skip
        answer = client.post(f"/api/sessions/{session}/{path}", json=given)
        assert code(answer) == (409, "session_moved")
    query = (
        "insert into session_seen (session, person, how, at, by_staff)"
        " select %s, %s, 'officer', now(), id from staff where login = 'county'"
    )
    with psycopg.connect(desk.url) as tx:
        tx.execute("set local role yizhan_desk")
        tx.execute("select set_config('yizhan.area', '210521%', true)")
        with pytest.raises(CheckViolation) as found:
            tx.execute(query, [session, person])
    assert found.value.diag.constraint_name == "closed_is_closed"


def test_a_session_that_goes_on_is_not_closed(desk: Desk) -> None:
    session = str(planned(desk)["id"])
    assert code(closing(desk, session, expected=0, seen=0)) == (409, "not_over")
    assert closed_by_hand(desk, session) == "closed_when_over"


def closed_by_hand(desk: Desk, session: str, **changes: Any) -> str | None:
    """What the database says to a verdict that is written without us."""
    given = {"session": session, "expected": 0, "seen": 0, "heads": None, "outcome": "agreed",
             "words": ""} | changes  # fmt: skip
    query = (
        "insert into session_verdict (session, by_staff, at, expected, seen, heads, outcome, words)"
        " values (%(session)s, %(by)s, %(now)s, %(expected)s, %(seen)s, %(heads)s, %(outcome)s,"
        " %(words)s)"
    )
    return wrongly(desk, query, **given).diag.constraint_name


def test_a_difference_is_never_closed_in_silence_at_service_api_and_database(desk: Desk) -> None:
    session = held(desk, [0] * 10 + [3] * 5)
    assert code(closing(desk, session)) == (422, "explanation_needed")
    assert code(closing(desk, session, outcome="differs", words=" ")) == (422, "explanation_needed")
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS["county"], desk.now)
        with pytest.raises(ExplanationNeeded):
            service.close(tx, UUID(session), Said(0, 0, 3, "agreed"), staff.id, desk.now)
    assert closed_by_hand(desk, session, heads=3) == "a_difference_is_explained"
    assert closed_by_hand(desk, session, heads=2, words="x") == "closed_on_the_figures"
    assert closing(desk, session, outcome="differs", words="两名家属在场").status_code == 200
    assert "stays as it was given" in str(wrongly(desk, "delete from session_verdict"))


@pytest.mark.parametrize("login", ["caohe", "huanren", "city", "prosecutor", "educator", "admin"])
def test_only_an_officer_of_the_place_closes_even_without_us(desk: Desk, login: str) -> None:
    session = held(desk)
    [(who,)] = desk.rows("select id from staff where login = %s", login)
    assert closed_by_hand(desk, session, by=who) == "closed_by_an_officer"
