"""Refusal 4: nothing new is written about somebody who was let go.

The forbidden thing is tried at the service, at the API and at the database.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import CheckViolation
from stack.builders import visit
from yizhan_collector.ground.refusals import LetGo
from yizhan_collector.rooms.checkins import excuses, reports
from yizhan_collector.rooms.conduct import service as conduct
from yizhan_collector.rooms.contacts import service as contacts
from yizhan_collector.rooms.contacts.model import Contact
from yizhan_collector.rooms.education import courses, talks
from yizhan_collector.rooms.education.talks_model import Talk
from yizhan_collector.rooms.leaves import service as leaves
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.requests import asks
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms.model import NotInCorrection

from .conducting import WARNED
from .conftest import SESSIONS, TODAY, Desk, new_person
from .leaves import wish
from .letting_go import last_day, let_go, release
from .own import in_correction
from .test_bans import BAN
from .test_contacts import contact
from .test_education import course, planned
from .test_moves import WISH
from .test_talks import TALK
from .test_travels import WISH as TRAVEL

# what is still written about somebody who was let go, or guarded otherwise
STILL = {
    "act", "audit", "record_opening",  # how it ended, and who looked
    "paper", "paper_content", "paper_draft", "court_document",  # the certificate, the help offered
    "paper_unserved",  # the certificate is handed over after the end
    "term", "term_version", "import_key", "import_row",  # a new document begins a new term
    "packet",  # the notice that it has ended
    "complaint", "objection", "opinion",  # rights outlast the term
    "device_command",  # deletions only
    # the end of a term lifts the order, and the gate keeps nothing without one
    "position", "position_day", "position_due", "trajectory_opening",
    "self_session", "self_pass",  # they open nothing once the term has ended
    "sanction_evidence", "lost_attempt",  # of a row that is guarded
}  # fmt: skip
OPEN_TO_ALL = "person"


@pytest.fixture
def person(desk: Desk) -> str:
    """Somebody who was released two hours ago."""
    return let_go(desk)


# the service

Write = Callable[[psycopg.Connection, UUID, Staff, Desk], object]


def _contact(tx: psycopg.Connection, person: UUID, staff: Staff, desk: Desk) -> object:
    given = contact(desk, str(person))
    one = Contact(uuid4(), person, "phone", desk.now, "reached", "", (), given["said"], "",
                  staff.id, desk.now)  # fmt: skip
    return contacts.record(tx, one, False, staff, desk.now)


def _excuse(tx: psycopg.Connection, person: UUID, staff: Staff, desk: Desk) -> object:
    given = excuses.Wish(TODAY, TODAY, "health", "诊断书")
    return excuses.write(tx, person, given, staff.id, desk.now)


def _talk(tx: psycopg.Connection, person: UUID, staff: Staff, desk: Desk) -> None:
    talks.write(tx, Talk(uuid4(), person, "help", TODAY, "谈话", staff.id), desk.now)


def _report(tx: psycopg.Connection, person: UUID, staff: Staff, desk: Desk) -> object:
    return reports.take(tx, reports.Told(person, "desk", desk.now), staff.id, desk.now)


WRITES: dict[str, Write] = {
    "rhythm": lambda tx, p, _, d: orders.order_reports(tx, p, TODAY, 7, d.now),
    "report": _report,
    "excuse": _excuse,
    "contact": _contact,
    "code": lambda tx, p, s, d: secrets.issue(tx, p, "page", s.id, d.now),
    "face": lambda tx, p, *_: people.allow_face(tx, p, allowed=True),
    "request": lambda tx, p, _, d: asks.ask(tx, p, "contact", "请回电", "", "own", d.now),
    "leave": lambda tx, p, *_: leaves.home_of(tx, p),
    "measure": lambda tx, p, _, d: conduct.suggested(tx, p, d.now),
    "course": lambda tx, p, _, d: courses.begin(tx, p, uuid4(), d.now),
    "talk": _talk,
}


@pytest.mark.parametrize("what", WRITES)
def test_no_service_writes_about_somebody_who_was_let_go(
    desk: Desk, person: str, what: str
) -> None:
    with psycopg.connect(desk.url) as tx:
        staff = staff_room.known(tx, SESSIONS["county"], desk.now)
        with pytest.raises((LetGo, NotInCorrection)):
            WRITES[what](tx, UUID(person), staff, desk)


# the API


def offered(desk: Desk) -> str:
    """A service somebody could take part in."""
    given = {
        "county": "210521", "title": "打扫", "place": "广场", "on_day": str(TODAY), "minutes": 60,
        "capacity": 3,
    }  # fmt: skip
    made = desk.sign_in("county").post("/api/education/offers", json=given)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def attempts(desk: Desk, person: str) -> dict[str, Any]:
    """What an officer could try to write, address and body."""
    now, day, this = desk.now.isoformat(), str(TODAY), f"/api/people/{person}"
    session = planned(desk.sign_in("educator"), desk)["id"]
    return {
        f"{this}/permit": {},
        f"{this}/code": {},
        f"{this}/page": {},
        f"{this}/face": {"allowed": True},
        f"{this}/leaves": wish(3, 5),
        f"{this}/travels": TRAVEL,
        f"{this}/moves": WISH,
        f"{this}/township": {"township": "210521101", "address": "示例路 1 号"},
        f"{this}/bans": BAN,
        f"{this}/talks": TALK,
        f"{this}/lost": {"reasons": "三十日未报到。"},
        f"{this}/reporting/reports": {"channel": "desk", "at": now},
        f"{this}/reporting/excuses": {
            "from_on": day, "to_on": day, "why": "hospital", "evidence": "住院证明"
        },
        f"{this}/term/particulars": {"address": "示例路 1 号"},
        "/api/contacts": contact(desk, person),
        "/api/conduct/sanctions": {"person": person, **WARNED},
        f"/api/education/classes/{session}/invite": {"people": [person]},
        f"/api/education/offers/{offered(desk)}/join": {"person": person},
    }  # fmt: skip


def guarded(desk: Desk) -> list[str]:
    """The tables on which nothing new is written about who was let go."""
    return [
        str(table)
        for (table,) in desk.rows(
            "select relname from pg_trigger join pg_class on pg_class.oid = tgrelid"
            " where tgname = 'after_the_end' order by relname"
        )
    ]


def counted(desk: Desk, person: str) -> dict[str, Any]:
    """How many rows there are about this person in each of them."""
    return {
        one: desk.rows(f"select count(*) from {one} where person = %s", person)  # noqa: S608
        for one in guarded(desk)
        if one != OPEN_TO_ALL
    }


def test_the_api_writes_nothing_about_somebody_who_was_let_go(desk: Desk, person: str) -> None:
    before, county = counted(desk, person), desk.sign_in("county")
    for path, given in attempts(desk, person).items():
        answer = county.post(path, json=given)
        told = (answer.status_code, answer.json()["code"])
        assert told in ((409, "let_go"), (409, "not_in_correction"), (409, "term_ended")), (
            path, told, answer.text,
        )  # fmt: skip
    assert counted(desk, person) == before
    assert desk.rows("select face_allowed from person") == [(False,)]


def test_a_class_to_come_is_marked_only_for_whom_it_reached(desk: Desk) -> None:
    person = last_day(desk)
    teacher = desk.sign_in("educator")
    path = f"/api/education/classes/{planned(teacher, desk)['id']}"
    teacher.post(f"{path}/invite", json={"people": [person]}).raise_for_status()
    release(desk, person)
    desk.now += timedelta(hours=2)
    mark = {"person": person, "version": 0, "code": "absent"}
    answer = teacher.post(f"{path}/marks", json={"marks": [mark]})
    assert (answer.status_code, answer.json()["code"]) == (409, "let_go")


def test_the_own_page_closes_with_the_term(desk: Desk) -> None:
    person = last_day(desk)
    course(desk.sign_in("educator"))
    release(desk, person)
    assert desk.rows("select 1 from person_secret") == []
    answer = desk.sign_in().post(f"/api/people/{person}/page")
    assert (answer.status_code, answer.json()["code"]) == (409, "let_go")


# the database


def tables_of(desk: Desk) -> set[str]:
    """Every table with a column that names a person."""
    return {
        str(table)
        for (table,) in desk.rows(
            "select table_name from information_schema.columns join information_schema.tables"
            " using (table_schema, table_name) where table_schema = 'public'"
            " and column_name = 'person' and table_type = 'BASE TABLE'"
        )
    }


def test_every_table_about_people_is_guarded_or_known_to_outlast_the_term(desk: Desk) -> None:
    found = set(guarded(desk)) - {OPEN_TO_ALL}
    assert found.isdisjoint(STILL)
    assert tables_of(desk) - STILL == found


def test_the_database_takes_no_new_row_about_somebody_who_was_let_go(
    desk: Desk, person: str
) -> None:
    other = str(new_person(desk.sign_in("county"))["id"])
    for table in guarded(desk):
        if table == OPEN_TO_ALL:
            continue
        query = f"insert into {table} (person) values (%s)"  # noqa: S608
        with psycopg.connect(desk.url) as tx:
            with pytest.raises(CheckViolation) as refused, tx.transaction():
                tx.execute(query.encode(), [person])
            assert refused.value.diag.constraint_name == "let_go_is_left_alone", table
            # of somebody without a term only what is missing is said
            with pytest.raises(psycopg.Error) as incomplete, tx.transaction():
                tx.execute(query.encode(), [other])
            assert incomplete.value.diag.constraint_name != "let_go_is_left_alone", table


def test_the_database_calls_nobody_back(desk: Desk, person: str) -> None:
    for query in (
        "update reporting_order set ended_on = null where person = %s",
        "update person set face_allowed = true where id = %s",
    ):
        with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation):
            tx.execute(query.encode(), [person])


def test_a_new_document_begins_anew(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    assert county.post(f"/api/people/{person}/page").status_code == 409
    in_correction(desk, person, ends_on=TODAY + timedelta(days=90))
    assert county.post(f"/api/people/{person}/page").status_code == 200


# what comes late


def test_what_a_box_captured_before_the_release_is_taken_however_late(desk: Desk) -> None:
    person = last_day(desk)
    release(desk, person)
    captured = desk.now - timedelta(hours=1)
    desk.now += timedelta(days=9)
    desk.report(visit(UUID(person)), at=captured)
    desk.carry_out()
    assert desk.rows("select captured_at, live from checkin") == [(captured, True)]
    assert desk.rows("select reason from quarantine") == []


def test_what_a_box_captured_after_the_release_is_put_aside_with_its_reason(
    desk: Desk, person: str
) -> None:
    desk.report(visit(UUID(person)))
    assert desk.rows("select 1 from checkin") == []
    [(reason,)] = desk.rows("select reason from quarantine")
    assert reason.startswith("LetGo: The term of this person has ended")
    assert person not in reason


def test_a_visit_written_down_before_the_officer_knew_is_still_taken(desk: Desk) -> None:
    person = last_day(desk)
    before = contact(desk, person, at=(desk.now - timedelta(hours=1)).isoformat())
    release(desk, person)
    county = desk.sign_in("county")
    assert county.post("/api/contacts", json=before).status_code == 201
