"""Figures of an area: counted from what is there, within the wall, and never about one minor."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from stack.builders import TOWN
from stack.population_reports import CLOCK
from yizhan_collector.rooms.statistics.service import count_reports
from yizhan_wire.envelope import new_id

from .conftest import OTHER_TOWN, TODAY, Desk

DAY = timedelta(days=1)


def person(
    tx: psycopg.Connection, place: int, state: str = "active", town: str = TOWN, **changes: Any
) -> Any:
    """A person with a term, as the intake leaves them."""
    who, begin = new_id(), TODAY - DAY * 100
    given: dict[str, Any] = {
        "minor": False,
        "sentence": "probation",
        "category": "ordinary",
        "ends": 300,
    }
    given |= changes
    ended = TODAY - DAY if state in ("released", "terminated") else None
    tx.execute(
        "insert into person (id, number, name, gender, township, face_allowed, created_at, minor)"
        " values (%s, %s, '示例', 'male', %s, false, now(), %s)",
        [who, f"{place:08d}", town, given["minor"]],
    )
    done = state != "received"
    tx.execute(
        "insert into term (id, person, sentence, offence, court, judgment_no, judged_on,"
        " effective_on, starts_on, ends_on, report_by, state, category, received_on, declared_on,"
        " ended_on, end_reason, created_at)"
        " values (%s, %s, %s, 'x', 'x', 'x', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now())",
        [new_id(), who, given["sentence"], begin, begin, begin,
         ended or TODAY + DAY * given["ends"], begin + DAY * 10, state,
         given["category"] if done else None, begin, begin if done else None,
         ended, {"released": "served", "terminated": "revoked"}.get(state)],
    )  # fmt: skip
    return who


def figures(desk: Desk, login: str, **params: Any) -> dict[str, Any]:
    answer = desk.sign_in(login).get("/api/statistics", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def cells(found: list[dict[str, Any]]) -> dict[str, int | None]:
    return {one["key"]: one["count"] for one in found}


@pytest.fixture
def peopled(desk: Desk) -> Desk:
    """Five in 小市, two of them ended; one elsewhere; four minors."""
    with psycopg.connect(desk.url) as tx:
        person(tx, 1)
        person(tx, 2, category="strict", ends=3)
        person(tx, 3, "received", sentence="parole")
        person(tx, 4, "released")
        person(tx, 5, "terminated")
        person(tx, 6, town=OTHER_TOWN)
        for place in range(3):
            person(tx, 10 + place, minor=True)
        person(tx, 20, "received", minor=True)
    return desk


def test_the_live_are_counted_by_state_category_sentence_and_township(peopled: Desk) -> None:
    found = figures(peopled, "county")
    assert found["total"] == 4
    assert cells(found["states"]) == {"active": 3, "received": 1}
    assert cells(found["categories"]) == {"ordinary": 2, "strict": 1, "none": 1}
    assert cells(found["sentences"]) == {"probation": 3, "parole": 1}
    assert cells(found["townships"]) == {TOWN: 3, OTHER_TOWN: 1}
    assert cells(found["ended"]) == {"served": 1, "revoked": 1}


def test_what_ends_within_ninety_days_is_counted_by_week(peopled: Desk) -> None:
    with psycopg.connect(peopled.url) as tx:
        person(tx, 30, ends=90)
        person(tx, 31, ends=91)
    ending = figures(peopled, "county")["ending"]
    assert [one["count"] for one in ending] == [1, 1]
    assert ending[0]["key"] == "2026-11-23"


def test_nobody_counts_beyond_the_own_area(peopled: Desk) -> None:
    assert figures(peopled, "xiaoshi")["total"] == 3
    assert figures(peopled, "caohe")["total"] == 1
    assert figures(peopled, "huanren")["total"] == 0
    assert figures(peopled, "city")["total"] == 4
    assert figures(peopled, "county", area=OTHER_TOWN)["total"] == 1
    for area in ("", "210522", "210522100"):
        answer = peopled.sign_in("county").get("/api/statistics", params={"area": area})
        assert answer.status_code == 404


def test_minors_are_in_no_figure_but_their_own_and_that_is_for_specialists(peopled: Desk) -> None:
    assert figures(peopled, "county")["minors"] is None
    found = figures(peopled, "minors")
    assert found["total"] == 4
    # one received is fewer than three, and with the sum the other cell would tell of it
    assert cells(found["minors"]) == {"active": None, "received": None}


def test_enough_minors_are_told(peopled: Desk) -> None:
    with psycopg.connect(peopled.url) as tx:
        for place in range(2):
            person(tx, 40 + place, "received", minor=True)
    assert cells(figures(peopled, "minors")["minors"]) == {"active": 3, "received": 3}


def ordered(desk: Desk, who: Any, first: Any) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into reporting_order (id, person, first_due_on, every_days, created_at)"
            " values (%s, %s, %s, 7, now())",
            [new_id(), who, first],
        )


def answered(desk: Desk, who: Any, day: Any, timing: str) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into checkin (id, person, device, due_on, timing, live, needs_review, route,"
            " body, clock, captured_at, received_at) select %s, %s, 'bx-210521100-1', %s, %s, true,"
            " false, 'code', jsonb_build_object('person', %s::text, 'route', 'code'),"
            " %s::jsonb, %s, %s",
            [new_id(), who, day, timing, str(who), CLOCK, day, day],
        )


def test_the_due_days_that_are_over_are_counted_as_the_screens_show_them(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        one, two, young = person(tx, 1), person(tx, 2), person(tx, 3, minor=True)
    first = TODAY - DAY * 14
    for who in (one, two, young):
        ordered(desk, who, first)
    answered(desk, one, first, "on_time")
    answered(desk, one, first + DAY * 7, "late")
    answered(desk, two, first, "on_time")
    with psycopg.connect(desk.url) as tx:
        tx.execute("insert into post_day select %s, d::date, '{bx-210521100-1}', now()"
                   " from generate_series(%s::date, %s::date, '1 day') d",
                   [TOWN, first, TODAY])  # fmt: skip
        assert count_reports(tx, desk.now) == 14
    weeks = figures(desk, "county")["weeks"]
    counts = [{key: value for key, value in one["counts"].items() if value} for one in weeks]
    assert [one["monday"] for one in weeks] == ["2026-11-09", "2026-11-16"]
    assert counts == [{"on_time": 2}, {"late": 1, "overdue": 1}]
    [(minors,)] = desk.rows("select sum(overdue) from report_day where minor")
    assert minors == 2


def test_counting_again_changes_nothing_and_a_late_answer_is_taken_up(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        one = person(tx, 1)
    ordered(desk, one, TODAY - DAY * 7)
    with psycopg.connect(desk.url) as tx:
        count_reports(tx, desk.now)
        before = tx.execute("select overdue, post_down, late from report_day").fetchall()
        count_reports(tx, desk.now)
        assert tx.execute("select overdue, post_down, late from report_day").fetchall() == before
    answered(desk, one, TODAY - DAY * 7, "late")
    with psycopg.connect(desk.url) as tx:
        count_reports(tx, desk.now)
    assert desk.rows("select overdue, post_down, late from report_day") == [(0, 0, 1)]


def test_without_anybody_there_is_nothing_to_count(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        assert count_reports(tx, desk.now) == 0
    found = figures(desk, "city")
    assert (found["total"], found["weeks"], found["states"]) == (0, [], [])


def test_the_wall_hides_the_minors_days_from_everybody_else(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into report_day values (%s, %s, true, 1, 0, 0, 0, 0, 0, now()),"
            " (%s, %s, false, 1, 0, 0, 0, 0, 0, now())",
            [TODAY, TOWN, TODAY, TOWN],
        )
        tx.execute("select set_config('role', 'yizhan_desk', true),"
                   " set_config('yizhan.area', '210521%', true)")  # fmt: skip
        assert tx.execute("select count(*) from report_day").fetchone() == (1,)
