"""Visits: one counts for a day whichever came first, an officer decides, every view is noted."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
from stack import builders as make
from stack.builders import BOX, TOWN
from yizhan_wire.envelope import Clock
from yizhan_wire.events import CheckIn, FaceResult

from .conftest import OTHER_BOX, OTHER_TOWN, TODAY, Desk, new_person, open_record

DOUBT = FaceResult("no_match", "failed", 9, 0.9, 0.5, "test-1", "far")
POOR = Clock("none", "poor")


def due_row(client: httpx.Client, day: date = TODAY) -> dict[str, Any]:
    [row] = client.get("/api/due", params={"day": day.isoformat()}).json()["rows"]
    found: dict[str, Any] = row
    return found


def decide(client: httpx.Client, checkin: UUID, decision: str, **more: Any) -> httpx.Response:
    given = {"decision": decision, "note": "当面看过" if decision != "match" else ""}
    return client.post(f"/api/checkins/{checkin}/review", json=given | more)


def test_one_visit_shows_its_result_its_clocks_and_no_picture(desk: Desk) -> None:
    officer = desk.sign_in()
    person = new_person(officer)
    body = make.visit(UUID(person["id"]), answers={"moved": "no"})
    visit = desk.report(body, clock=Clock("peer", "fair", 2.0))
    shown = officer.get(f"/api/checkins/{visit.id}").json()
    wanted = {"verdict": "match", "score_band": "clear", "liveness": "passed", "frames": 12}
    wanted |= {"route": "face", "due_on": str(TODAY), "timing": "on_time", "live": True}
    wanted |= {"answers": {"moved": "no"}, "review": None, "device": BOX, "model": "test-1"}
    assert wanted.items() <= shown.items()
    assert shown["person"]["number"] == person["number"]
    assert shown["clocks"]["corrected_at"] == "2026-11-24T04:00:02Z"
    assert shown["clocks"]["confidence"] == "fair"


def test_a_view_of_a_visit_is_in_the_persons_record(desk: Desk) -> None:
    county, officer = desk.sign_in("county"), desk.sign_in()
    person = new_person(officer)["id"]
    visit = desk.report(make.visit(UUID(person)))
    county.get(f"/api/checkins/{visit.id}")
    seen = open_record(officer, person)["viewed_by"]
    assert ("县局 王工", "view_checkin") in [(one["name"], one["action"]) for one in seen]


def test_visits_of_another_township_do_not_exist(desk: Desk) -> None:
    person = new_person(desk.sign_in("county"), township=OTHER_TOWN)["id"]
    visit = desk.report(make.visit(UUID(person)), OTHER_BOX)
    officer = desk.sign_in()
    assert officer.get(f"/api/checkins/{visit.id}").status_code == 404
    assert decide(officer, visit.id, "match").status_code == 404
    assert officer.get("/api/checkins").json()["total"] == 0
    assert desk.rows("select 1 from audit where action in ('view_checkin', 'review')") == []


def test_the_list_is_by_capture_day_and_by_what_a_person_must_decide(desk: Desk) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    clear = desk.report(make.visit(person), at=desk.now - timedelta(days=1))
    doubtful = desk.report(make.visit(person, face=DOUBT))

    def listed(**query: str | bool) -> list[str]:
        items = officer.get("/api/checkins", params=query).json()["items"]
        return [one["id"] for one in items]

    assert listed() == [str(doubtful.id), str(clear.id)]
    assert listed(day=str(TODAY)) == [str(doubtful.id)]
    assert listed(day="2026-11-23") == [str(clear.id)]
    assert listed(needs_review=True) == [str(doubtful.id)]
    decide(officer, doubtful.id, "match")
    assert listed(needs_review=True) == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_best_visit_counts_in_whatever_order_they_come(
    desk: Desk, order: tuple[int, ...]
) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    minutes = [
        (make.visit(person, face=DOUBT), 0),
        (make.visit(person), 5),
        (make.visit(person), 9),
    ]
    kept = [
        desk.report(minutes[n][0], at=desk.now + timedelta(minutes=minutes[n][1])) for n in order
    ]
    assert due_row(officer)["checkin"] == str(kept[order.index(1)].id)
    assert due_row(officer)["status"] == "done"
    assert desk.rows("select count(*) from checkin where live") == [(1,)]


def test_a_clear_visit_replaces_a_doubtful_one_and_the_system_notes_it(desk: Desk) -> None:
    officer = desk.sign_in()
    person = new_person(officer)["id"]
    desk.report(make.visit(UUID(person), face=DOUBT))
    assert due_row(officer)["status"] == "review"
    desk.report(make.visit(UUID(person)), at=desk.now + timedelta(minutes=3))
    assert due_row(officer)["status"] == "done"
    seen = open_record(officer, person)["viewed_by"]
    assert ("", "replace_checkin") in [(one["name"], one["action"]) for one in seen]


def test_a_decided_visit_is_not_replaced(desk: Desk) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    first = desk.report(make.visit(person, face=DOUBT))
    assert decide(officer, first.id, "concern").json()["review"]["by"] == "小市 李工"
    desk.report(make.visit(person), at=desk.now + timedelta(minutes=3))
    assert due_row(officer)["checkin"] == str(first.id)


def test_a_mismatch_lets_the_person_report_again_the_same_day(desk: Desk) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    first = desk.report(make.visit(person, face=DOUBT))
    assert decide(officer, first.id, "no_match").json()["live"] is False
    assert due_row(officer)["status"] == "waiting"
    second = desk.report(make.visit(person), at=desk.now + timedelta(minutes=9))
    assert due_row(officer)["checkin"] == str(second.id)
    assert len(desk.rows("select 1 from audit where action = 'review'")) == 1


@pytest.mark.parametrize("decision", ["concern", "no_match"])
def test_a_doubt_needs_a_note(desk: Desk, decision: str) -> None:
    officer = desk.sign_in()
    visit = desk.report(make.visit(UUID(new_person(officer)["id"])))
    answer = decide(officer, visit.id, decision, note="  ")
    assert (answer.status_code, answer.json()["code"]) == (422, "note_needed")
    assert due_row(officer)["status"] == "done"


def test_a_decision_stands(desk: Desk) -> None:
    officer = desk.sign_in()
    visit = desk.report(make.visit(UUID(new_person(officer)["id"]), face=DOUBT))
    assert decide(officer, visit.id, "match").status_code == 200
    again = decide(officer, visit.id, "no_match")
    assert (again.status_code, again.json()["code"]) == (409, "already_reviewed")


def test_a_visit_the_clock_cannot_place_waits_and_an_officer_places_it(desk: Desk) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    visit = desk.report(make.visit(person), at=desk.now.replace(year=2025), clock=POOR)
    desk.now += timedelta(days=2)
    officer = desk.sign_in()
    assert due_row(officer)["status"] == "review"
    wrong = decide(officer, visit.id, "match", due_on="2026-11-25")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "not_a_due_day")
    placed = decide(officer, visit.id, "match", due_on=str(TODAY)).json()
    assert (placed["due_on"], placed["live"]) == (str(TODAY), True)
    assert due_row(officer)["status"] == "done"


def test_a_visit_displaced_from_a_late_day_is_the_early_one_of_the_next(desk: Desk) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    next_day = TODAY + timedelta(days=7)
    eve = desk.report(make.visit(person), at=desk.now + timedelta(days=6))
    assert due_row(officer)["timing"] == "late"
    late_news = desk.report(make.visit(person), at=desk.now)
    assert due_row(officer)["checkin"] == str(late_news.id)
    row = due_row(officer, next_day)
    assert (row["checkin"], row["timing"]) == (str(eve.id), "early")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_arrives_in_any_order_is_placed_by_its_capture(
    desk: Desk, order: tuple[int, ...]
) -> None:
    officer = desk.sign_in()
    person = UUID(new_person(officer)["id"])
    # three days late, on the eve of the next day, and once more for good measure
    days = (3, 6, 8)
    kept = {
        n: desk.report(make.visit(person), at=desk.now + timedelta(days=days[n])) for n in order
    }
    first, second = due_row(officer), due_row(officer, TODAY + timedelta(days=7))
    assert (first["checkin"], first["timing"]) == (str(kept[0].id), "late")
    assert (second["checkin"], second["timing"]) == (str(kept[1].id), "early")


def test_a_used_code_is_gone(desk: Desk) -> None:
    officer = desk.sign_in()
    person = new_person(officer)["id"]
    officer.post(f"/api/people/{person}/code")
    [(code,)] = desk.rows("select id from person_secret")
    desk.report(CheckIn(UUID(person), "code", code_id=code))
    assert desk.rows("select 1 from person_secret") == []
    assert due_row(officer)["status"] == "done"


def test_the_database_refuses_a_second_live_visit(desk: Desk) -> None:
    import psycopg

    person = UUID(new_person(desk.sign_in(), township=TOWN)["id"])
    desk.report(make.visit(person))
    desk.report(msgspec.structs.replace(make.visit(person), questions_v=2))
    with pytest.raises(psycopg.errors.UniqueViolation):
        desk.rows("update checkin set live = true returning id")
