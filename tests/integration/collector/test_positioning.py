"""Electronic positioning: the five grounds, the head, three months, told first, lifted at once."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from .conftest import Desk, open_record
from .leaves import acts, code, day, overlays, supervised
from .positioning import applied, decided, key_of, running, told, wish, write


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


def refused(desk: Desk, person: str, **changes: Any) -> tuple[int, str]:
    """How an application is turned down."""
    client = desk.sign_in("county")
    open_record(client, person)
    return code(client.post(f"/api/people/{person}/positioning", json=wish(**changes)))


def stands(desk: Desk, person: str) -> list[str]:
    """How the orders of a person stand, the newest first."""
    client = desk.sign_in("county")
    open_record(client, person)
    return [one["stands"] for one in client.get(f"/api/people/{person}/positioning").json()]


def test_an_order_runs_once_it_is_granted_and_the_person_knows(desk: Desk, person: str) -> None:
    order = applied(desk, person)["id"]
    assert stands(desk, person) == ["asked"]
    assert decided(desk, person).status_code == 200
    assert stands(desk, person) == ["untold"]
    desk.now += timedelta(minutes=5)
    assert told(desk, order)["stands"] == "running"
    assert overlays(desk, person) == ["device_order"]
    assert acts(desk, person) == ["positioning_asked", "positioning_granted", "positioning_told"]


def test_the_notice_is_a_numbered_paper_for_the_person(desk: Desk, person: str) -> None:
    applied(desk, person)
    decided(desk, person)
    [(kind, to_person)] = desk.rows("select kind, to_person from paper where person = %s", person)
    assert (kind, to_person) == ("positioning_notice", True)


@pytest.mark.parametrize("login", ["county2", "xiaoshi", "city"])
def test_nobody_but_the_head_decides(desk: Desk, person: str, login: str) -> None:
    applied(desk, person)
    assert decided(desk, person, login=login).status_code == 403
    assert stands(desk, person) == ["asked"]


def test_the_head_does_not_decide_the_own_application(desk: Desk, person: str) -> None:
    applied(desk, person, login="head")
    assert code(decided(desk, person)) == (403, "own_request")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"last": -1}, "order_reversed"),
        ({"first": -1}, "starts_too_early"),
        ({"last": 95}, "order_too_long"),
        ({"ground": "refused_report"}, "evidence_needed"),
        ({"ground": "punished"}, "evidence_needed"),
        ({"evidence": "  "}, "invalid_input"),
    ],
)
def test_an_unlawful_application_is_refused(
    desk: Desk, person: str, changes: dict[str, Any], says: str
) -> None:
    status, found = refused(desk, person, **changes)
    assert (status in (400, 422), found) == (True, says)
    assert stands(desk, person) == []


def test_there_is_no_sixth_ground(desk: Desk, person: str) -> None:
    assert refused(desk, person, ground="other")[0] in (400, 422)


def test_a_warning_of_somebody_else_proves_nothing(desk: Desk, person: str) -> None:
    wrong = "01900000-0000-7000-8000-000000000000"
    found = refused(desk, person, ground="refused_report", warning=wrong)
    assert found == (422, "evidence_not_in_force")


def test_two_orders_never_cover_one_day(desk: Desk, person: str) -> None:
    running(desk, person)
    assert refused(desk, person, first=30, last=40) == (409, "order_overlaps")
    assert applied(desk, person, first=31, last=40)["stands"] == "asked"


def test_a_renewal_needs_an_assessment(desk: Desk, person: str) -> None:
    order = running(desk, person)
    after: dict[str, Any] = {"first": 31, "last": 60, "renews": order}
    assert refused(desk, person, **after) == (422, "assessment_needed")
    found = applied(desk, person, **after, assessment="仍两次未经批准外出,应继续使用")
    assert found["renews"] == order


def test_lifting_takes_the_device_and_the_overlay_away(desk: Desk, person: str) -> None:
    order = running(desk, person)
    key_of(desk, order)
    answer = desk.sign_in("county").post(
        f"/api/positioning/{order}/lift", json={"why": "已能按规定报告"}
    )
    assert (answer.status_code, answer.json()["stands"]) == (200, "lifted")
    assert overlays(desk, person) == []
    assert desk.rows("select ended_at is not null from tracker") == [(True,)]
    again = desk.sign_in("county").post(f"/api/positioning/{order}/lift", json={"why": "重复"})
    assert code(again) == (409, "order_moved")


def test_an_untold_order_hands_out_no_device(desk: Desk, person: str) -> None:
    order = applied(desk, person)["id"]
    decided(desk, person)
    answer = desk.sign_in("county").post(f"/api/positioning/{order}/tracker", json={"label": "07"})
    assert code(answer) == (409, "not_told_yet")


def test_the_end_of_a_term_lifts_the_order_in_the_same_moment(desk: Desk, person: str) -> None:
    order = running(desk, person)
    key_of(desk, order)
    write(
        desk,
        "update term set state = 'terminated', ended_on = '2026-11-25', end_reason = 'dead',"
        " overlays = '{}' where person = %s",
        person,
    )
    [(lifted,)] = desk.rows("select lifted_at is not null from position_order where id = %s", order)
    assert lifted


ORDER = """
insert into position_order
    (id, person, term, ground, evidence, starts_at, ends_at, asked_on, request)
select gen_random_uuid(), person, id, %s, %s, %s::date::timestamp at time zone 'Asia/Shanghai',
       %s::date::timestamp at time zone 'Asia/Shanghai', %s, %s from term where person = %s
"""


@pytest.mark.parametrize(
    ("ground", "evidence", "last", "level"),
    [
        ("other", "x", 30, "head"),
        ("left_unapproved", " ", 30, "head"),
        ("left_unapproved", "x", 95, "head"),
        ("left_unapproved", "x", 30, "county"),
        ("refused_report", "x", 30, "head"),
        ("punished", "x", 30, "head"),
    ],
    ids=["no ground", "no evidence", "too long", "not the head", "no warning", "no punishment"],
)
def test_the_database_refuses_what_the_law_does_not_know(
    desk: Desk, person: str, ground: str, evidence: str, last: int, level: str
) -> None:
    [(request,)] = desk.rows(
        "insert into request (id, person, kind, level, county, township, asked_at, channel)"
        " values (gen_random_uuid(), %s, 'positioning', %s, '210521', '210521100', now(), 'desk')"
        " returning id",
        person,
        level,
    )
    with pytest.raises(psycopg.errors.CheckViolation):
        write(desk, ORDER, ground, evidence, day(0), day(last), day(0), request, person)


def test_the_database_grants_nothing_that_the_head_has_not(desk: Desk, person: str) -> None:
    order = applied(desk, person)["id"]
    with pytest.raises(psycopg.errors.RaiseException, match="not granted"):
        write(desk, "update position_order set state = 'granted' where id = %s", order)


def test_a_released_person_is_never_positioned(desk: Desk, person: str) -> None:
    write(
        desk,
        "update term set state = 'released', ended_on = ends_on, end_reason = 'served',"
        " overlays = '{}' where person = %s",
        person,
    )
    assert refused(desk, person)[0] == 409
