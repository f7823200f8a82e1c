"""Two things that never happen, tried at the service, the API and the database.

A record is never looked at without a reason, and a minor is never in what somebody without the
power over minors' records lists, searches, ranks or hears of.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from stack import builders as make
from yizhan_collector.doors.access import STAND
from yizhan_collector.doors.feed import Event, event_of, hears
from yizhan_collector.doors.office.opening import ReasonNeeded, opened
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.desk import duties, timeline
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

from .conftest import SESSIONS, TODAY, Desk, new_person
from .own import in_correction

BLIND = ("xiaoshi", "county", "head", "city", "educator", "prosecutor")
NAME = "示例少年"


@contextmanager
def before(desk: Desk, login: str) -> Iterator[tuple[psycopg.Connection, Staff]]:
    """The database as it stands before this member of staff."""
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS[login], desk.now)
        wall = {"role": "yizhan_reader" if login == "prosecutor" else "yizhan_desk"}
        wall |= {"area": f"{staff.area}%", "minors": "on" if staff.minors else "off"}
        tx.execute(STAND, wall | {"staff": str(staff.id), "now": desk.now.isoformat()})
        yield tx, staff


@pytest.fixture
def person(desk: Desk) -> str:
    """Somebody in correction, whose record nobody has opened."""
    made = str(new_person(desk.sign_in("county"))["id"])
    in_correction(desk, made)
    with desk.pool.connection() as tx:
        tx.execute(
            "insert into act (id, person, kind, effective_on, recorded_at, by, acting_body)"
            " values (gen_random_uuid(), %s, 'note', %s, %s, 'system', '210521')",
            [made, TODAY, desk.now],
        )
    return made


def test_the_service_opens_no_record_without_a_reason(desk: Desk, person: str) -> None:
    with before(desk, "county") as (tx, staff), pytest.raises(ReasonNeeded):
        opened(tx, staff, UUID(person), desk.now)


def test_every_address_of_a_record_asks_for_a_reason_first(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    for path in ("", "/timeline"):
        answer = county.get(f"/api/people/{person}{path}")
        assert (answer.status_code, answer.json()["code"]) == (403, "reason_needed"), path
    for reason in ("", "curiosity", "null"):
        answer = county.get(f"/api/people/{person}", params={"reason": reason})
        assert answer.status_code == 422, reason
    assert desk.rows("select 1 from audit where action = 'view_person'") == []


def test_the_database_shows_no_act_of_a_closed_record(desk: Desk, person: str) -> None:
    with before(desk, "county") as (tx, staff):
        assert timeline.page(tx, UUID(person), ["act"], timeline.START, 10)[0] == []
        audit.open_record(tx, staff.id, UUID(person), "case_work", desk.now)
        assert len(timeline.page(tx, UUID(person), ["act"], timeline.START, 10)[0]) == 1


def test_the_database_takes_no_view_without_a_reason(desk: Desk, person: str) -> None:
    query = "insert into audit (at, staff, action, person) values (%s, %s, 'view_person', %s)"
    with before(desk, "county") as (tx, staff), pytest.raises(psycopg.errors.CheckViolation):
        tx.execute(query, [desk.now, staff.id, person])


def test_the_database_takes_no_reason_that_is_not_on_the_list(desk: Desk, person: str) -> None:
    query = (
        "insert into record_opening (staff, person, reason, opened_at, until)"
        " values (%s, %s, 'curiosity', %s, %s)"
    )
    later = desk.now + timedelta(minutes=30)
    with before(desk, "county") as (tx, staff), pytest.raises(psycopg.errors.CheckViolation):
        tx.execute(query, [staff.id, person, desk.now, later])


def test_the_record_closes_after_half_an_hour_and_opens_to_nobody_else(
    desk: Desk, person: str
) -> None:
    county = desk.sign_in("county")
    assert county.get(f"/api/people/{person}?reason=visit").status_code == 200
    assert county.get(f"/api/people/{person}/opening").json()["until"] is not None
    assert county.get(f"/api/people/{person}/timeline").status_code == 200
    assert desk.sign_in("county2").get(f"/api/people/{person}/timeline").status_code == 403
    desk.now += timedelta(minutes=30)
    assert county.get(f"/api/people/{person}/opening").json()["until"] is None
    assert county.get(f"/api/people/{person}/timeline").status_code == 403
    with before(desk, "county") as (tx, _):
        assert timeline.page(tx, UUID(person), ["act"], timeline.START, 10)[0] == []


def test_the_person_sees_who_looked_and_what_for(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    seen = county.get(f"/api/people/{person}?reason=visit").json()["viewed_by"]
    assert (seen[0]["name"], seen[0]["reason"]) == ("县局 王工", "visit")


@pytest.fixture
def minor(desk: Desk) -> dict[str, Any]:
    """A minor in correction, with a visit that asks for a review."""
    made = new_person(
        desk.sign_in("minors"), name=NAME, minor=True, face_allowed=False, born_on="2010-05-01"
    )
    in_correction(desk, made["id"])
    desk.report(make.visit(UUID(made["id"]), route="officer", face=None))
    return made


def answers(client: httpx.Client, minor: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What each list says to this client."""
    paths = ["/api/people", f"/api/people?q={minor['number']}", f"/api/people?q={NAME}"]
    paths += ["/api/checkins", "/api/due", "/api/today", "/api/approvals", "/api/statistics"]
    paths += ["/api/leaves", "/api/travels", "/api/audit", "/api/complaints", "/api/opinions"]
    for path in paths:
        yield path, client.get(path).text


@pytest.mark.parametrize("login", BLIND)
def test_no_list_search_or_ranking_names_a_minor(
    desk: Desk, minor: dict[str, Any], login: str
) -> None:
    client = desk.sign_in(login)
    for path, said in answers(client, minor):
        for trace in (minor["id"], minor["number"], NAME):
            # what was searched for may stand in a refusal; nothing else may
            assert trace not in said, (path, trace)
    assert client.get(f"/api/people/{minor['id']}?reason=visit").status_code == 404
    assert client.get(f"/api/people/{minor['id']}/timeline").status_code == 404
    assert desk.rows("select 1 from audit where action = 'view_person'") == []


def test_the_specialist_sees_the_minor(desk: Desk, minor: dict[str, Any]) -> None:
    specialist = desk.sign_in("minors")
    listed = specialist.get("/api/people").json()["items"]
    assert [one["id"] for one in listed] == [minor["id"]]
    assert specialist.get("/api/today").json()["due"]["review"] == 1
    assert specialist.get(f"/api/people/{minor['id']}?reason=visit").status_code == 200


@pytest.mark.parametrize("login", BLIND)
def test_the_services_find_no_minor(desk: Desk, minor: dict[str, Any], login: str) -> None:
    with before(desk, login) as (tx, staff):
        assert people.of_area(tx, "") == []
        assert people.page(tx, "", "", 10, 0) == ([], 0)
        assert listing.due(tx, "", TODAY, TODAY) == []
        assert {one.total for one in duties.waiting(tx, staff, TODAY)} <= {0}
        with pytest.raises(NotFound):
            people.get(tx, UUID(minor["id"]))


@pytest.mark.parametrize("login", BLIND)
def test_the_database_shows_no_row_about_a_minor(
    desk: Desk, minor: dict[str, Any], login: str
) -> None:
    with before(desk, login) as (tx, _):
        tables = tx.execute(
            "select relname from pg_class join pg_attribute on attrelid = pg_class.oid"
            " where relkind = 'r' and relnamespace = 'public'::regnamespace"
            " and attname = 'person' and has_table_privilege(pg_class.oid, 'select')"
        ).fetchall()
        assert len(tables) > 8
        for (table,) in [*tables, ("person",)]:
            column = "id" if table == "person" else "person"
            query = f"select count(*) from {table} where {column}::text = %s"  # noqa: S608
            assert tx.execute(query.encode(), [minor["id"]]).fetchone() == (0,), table


def test_the_live_stream_tells_of_a_minor_to_the_specialist_only(
    desk: Desk, minor: dict[str, Any]
) -> None:
    [(visit,)] = desk.rows("select id::text from checkin")
    with desk.pool.connection() as tx:
        event = event_of(tx, "checkin", visit)
        staff = {login: staff_room.known(tx, SESSIONS[login], desk.now) for login in SESSIONS}
    assert isinstance(event, Event)
    assert {login for login, one in staff.items() if hears(one, event)} == {"minors"}


def test_without_the_power_nobody_adds_a_minor_and_no_minor_has_a_face(desk: Desk) -> None:
    given = {"name": "测试丁", "gender": "male", "township": make.TOWN, "every_days": 7}
    given |= {"first_due_on": str(TODAY), "minor": True, "face_allowed": False}
    answer = desk.sign_in("county").post("/api/people", json=given)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    faced = desk.sign_in("minors").post("/api/people", json=given | {"face_allowed": True})
    assert (faced.status_code, faced.json()["code"]) == (422, "minors_have_no_face")
    assert desk.rows("select 1 from person") == []


@pytest.mark.parametrize(
    ("area", "seen"),
    [
        (None, set()),
        ("", set()),
        ("%", {"210521", "210522"}),
        ("210521%", {"210521"}),
        ("2105211%", {"210521"}),
        ("210522%", {"210522"}),
        ("21052%", {"210521", "210522"}),
        ("210520%", set()),
        ("2105211001%", set()),
        ("9%", set()),
    ],
)
def test_the_wall_shows_an_area_whole_and_without_one_nobody(
    desk: Desk, area: str | None, seen: set[str]
) -> None:
    with psycopg.connect(desk.url) as tx:
        for town in ("210521100", "210522201"):
            people.add(tx, "示例丙", "female", town, False, desk.now)
        tx.execute("set local role yizhan_desk")
        if area is not None:
            tx.execute("select set_config('yizhan.area', %s, true)", [area])
        found = tx.execute("select distinct left(township, 6) from person").fetchall()
        assert {one for (one,) in found} == seen
