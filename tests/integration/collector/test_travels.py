"""Frequent travel: the county decides, for the months of the rule, and it ends by the calendar."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from yizhan_collector.rooms.leaves import service, travels

from .conftest import TODAY, Desk
from .leaves import acts, code, day, overlays, supervised

WISH = {
    "from_on": TODAY.isoformat(),
    "regions": ["210600", "210522"],
    "places": "丹东东港渔港",
    "times": "凌晨四时出海，当日返回",
    "frequency": "每周三次",
    "why": "出海捕鱼为业",
    "proof": "渔业船员证书",
}


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


def asked(desk: Desk, person: str, **changes: Any) -> Any:
    """A wish to travel often."""
    answer = desk.sign_in("xiaoshi").post(f"/api/people/{person}/travels", json=WISH | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def decided(desk: Desk, travel: str, **said: Any) -> Any:
    """The county's answer."""
    given = {"granted": True} | said
    answer = desk.sign_in("county").post(f"/api/travels/{travel}/decide", json=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


def turn(desk: Desk, at: date) -> None:
    """It is noon of that day, and the clock does its work."""
    desk.now = datetime(at.year, at.month, at.day, 4, tzinfo=UTC)
    with desk.pool.connection() as tx:
        travels.turn(tx, desk.now)


def test_the_county_grants_six_months_with_a_paper(desk: Desk, person: str) -> None:
    travel = asked(desk, person)
    assert (travel["from_on"], travel["until_on"]) == ("2026-11-24", "2027-05-23")
    office = desk.sign_in("xiaoshi").post(
        f"/api/travels/{travel['id']}/decide", json={"granted": True}
    )
    assert code(office) == (403, "not_allowed")
    assert decided(desk, travel["id"])["state"] == "granted"
    assert desk.rows("select kind from paper") == [("travel_permit",)]
    assert overlays(desk, person) == ["frequent_travel"]
    assert acts(desk, person) == ["travel_granted", "travel_begun"]


def test_month_ends_are_kept(desk: Desk, person: str) -> None:
    assert asked(desk, person, from_on="2027-03-31")["until_on"] == "2027-09-30"


def test_a_permit_ends_by_the_calendar_and_a_renewal_follows_it(desk: Desk, person: str) -> None:
    first = asked(desk, person)["id"]
    decided(desk, first)
    overlapping = desk.sign_in("xiaoshi").post(
        f"/api/people/{person}/travels", json=WISH | {"from_on": "2027-05-23"}
    )
    assert code(overlapping) == (409, "travel_overlaps")
    second = asked(desk, person, from_on="2027-05-24")["id"]
    decided(desk, second)
    turn(desk, date(2027, 5, 23))
    assert overlays(desk, person) == ["frequent_travel"]
    turn(desk, date(2027, 5, 24))
    assert desk.rows("select state, ended_on from travel order by from_on") == [
        ("ended", date(2027, 5, 23)),
        ("granted", None),
    ]
    assert overlays(desk, person) == ["frequent_travel"]
    turn(desk, date(2027, 11, 24))
    assert overlays(desk, person) == []


def test_permitted_days_are_excused_as_travel(desk: Desk, person: str) -> None:
    decided(desk, asked(desk, person)["id"])
    with desk.pool.connection() as tx:
        found = service.excused(tx, [UUID(person)], date(2026, 11, 1), date(2026, 12, 1))
    [one] = found[UUID(person)]
    assert (one.start, one.end, one.why) == (TODAY, date(2026, 12, 1), "travel")


def test_a_refusal_has_reasons_and_a_paper(desk: Desk, person: str) -> None:
    travel = asked(desk, person)["id"]
    decided(desk, travel, granted=False, reasons="没有工作证明，请补充后再申请。")
    assert desk.rows("select kind from paper") == [("leave_refusal",)]
    assert overlays(desk, person) == []


def test_a_permit_that_is_not_needed_any_more_is_ended(desk: Desk, person: str) -> None:
    first = asked(desk, person)["id"]
    decided(desk, first)
    officer = desk.sign_in("xiaoshi")
    ended = officer.post(f"/api/travels/{first}/end").json()
    assert (ended["state"], ended["ended_on"]) == ("ended", day(0))
    assert overlays(desk, person) == []
    assert code(officer.post(f"/api/travels/{first}/end")) == (409, "travel_moved")
    later = asked(desk, person, from_on=day(5))["id"]
    decided(desk, later)
    assert officer.post(f"/api/travels/{later}/end").json()["state"] == "cancelled"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"regions": ["210521"]}, (409, "nothing_beyond_the_zone")),
        ({"regions": []}, (422, "invalid_input")),
        ({"regions": ["999999"]}, (422, "unknown_region")),
        ({"from_on": "2026-11-23"}, (422, "begins_before_request")),
        ({"frequency": " "}, (422, "invalid_input")),
        ({"proof": ""}, (422, "invalid_input")),
    ],
)
def test_bad_wishes_are_refused(
    desk: Desk, person: str, change: dict[str, Any], refused: tuple[int, str]
) -> None:
    answer = desk.sign_in("xiaoshi").post(f"/api/people/{person}/travels", json=WISH | change)
    assert code(answer) == refused
    assert desk.rows("select 1 from request") == []
