"""Leave at the office: asked, decided at its level, begun, longer, back; and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from yizhan_collector.rooms.leaves import returns, service

from .conftest import OTHER_TOWN, TODAY, Desk, new_person, open_record
from .leaves import acts, asked, code, day, decided, delegate, overlays, supervised, wish


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


def clock(desk: Desk, days: int) -> None:
    """It becomes another day, and the clock does its work."""
    desk.now += timedelta(days=days)
    with desk.pool.connection() as tx:
        returns.begin_due(tx, desk.now)


def test_a_short_leave_is_the_offices_when_the_county_delegated_it(desk: Desk, person: str) -> None:
    delegate(desk)
    leave = asked(desk.sign_in("county"), person, 3, 9)
    assert (leave["level"], leave["days"], leave["phase"]) == ("township", 7, "asked")
    found = decided(desk.sign_in("xiaoshi"), leave["id"])
    assert (found["state"], found["phase"]) == ("granted", "planned")
    [(body, delegation, paper, acting)] = desk.rows(
        "select body, delegation, paper, acting_body from act where kind = 'leave_granted'"
    )
    assert body["informed"] == ["县级社区矫正机构"]
    assert delegation
    assert acting == "210521100"
    [(kind, number)] = desk.rows("select kind, number from paper where id = %s", paper)
    assert (kind, "小市" in number) == ("leave_approval", True)


@pytest.mark.parametrize(
    ("first", "last", "level"), [(3, 10, "county"), (3, 32, "county"), (3, 33, "city")]
)
def test_longer_leave_is_the_countys_and_more_than_thirty_days_the_citys(
    desk: Desk, person: str, first: int, last: int, level: str
) -> None:
    delegate(desk)
    officer = desk.sign_in("xiaoshi")
    weighed = officer.post(f"/api/people/{person}/leaves/weigh", json=wish(first, last)).json()
    assert (weighed["needed"], weighed["level"]) == (True, level)
    assert desk.rows("select 1 from leave") == []
    leave = asked(officer, person, first, last)
    assert leave["level"] == level
    others = [one for one in ("xiaoshi", "county", "city") if one != level]
    for login in {"county": ["city"], "city": ["county2"]}[level] + others[:1]:
        answer = desk.sign_in(login).post(
            f"/api/leaves/{leave['id']}/decide", json={"granted": True}
        )
        assert answer.status_code == 403, (login, answer.text)
    assert decided(desk.sign_in(level), leave["id"])["state"] == "granted"


def test_what_the_city_grants_is_told_to_the_procuratorate_and_drafted_for_the_county(
    desk: Desk, person: str
) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 40)
    decided(desk.sign_in("city"), leave["id"])
    [(body, paper, acting)] = desk.rows(
        "select body, paper, acting_body from act where kind = 'leave_granted'"
    )
    assert (body["informed"], paper, acting) == (["人民检察院"], None, "210500")
    assert desk.rows("select kind, body from paper_draft") == [("leave_approval", "210521")]


def test_thirty_days_in_two_months_go_to_the_city(desk: Desk, person: str) -> None:
    county, county2 = desk.sign_in("county"), desk.sign_in("county2")
    decided(county2, asked(county, person, 3, 27)["id"])  # 25 days
    assert asked(county, person, 30, 34)["level"] == "county"
    assert asked(county, person, 36, 41)["level"] == "city"


def test_a_level_that_is_no_longer_enough_passes_the_leave_on(desk: Desk, person: str) -> None:
    county, county2 = desk.sign_in("county"), desk.sign_in("county2")
    first, second = asked(county, person, 3, 20), asked(county, person, 22, 39)
    early = county2.post(f"/api/leaves/{second['id']}/pass-on")
    assert code(early) == (409, "level_enough")
    decided(county2, first["id"])
    answer = county2.post(f"/api/leaves/{second['id']}/decide", json={"granted": True})
    assert code(answer) == (409, "level_risen")
    passed = county2.post(f"/api/leaves/{second['id']}/pass-on").json()
    assert passed["level"] == "city"
    assert decided(desk.sign_in("city"), second["id"])["state"] == "granted"
    assert code(county2.post(f"/api/leaves/{second['id']}/pass-on")) == (409, "leave_moved")


def test_inside_the_own_zone_no_request_is_made(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    near = wish(3, 4, region="210521")
    kind = county.post(f"/api/people/{person}/leaves/weigh", json=near).json()
    assert (kind["needed"], kind["level"]) == (False, None)
    answer = county.post(f"/api/people/{person}/leaves", json=near)
    assert code(answer) == (409, "no_leave_needed")
    assert desk.rows("select 1 from request") == []


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (wish(-1, 2), (422, "begins_before_request")),
        (wish(2, 4), (422, "urgency_needed")),
        (wish(5, 4), (422, "dates_reversed")),
        (wish(3, 4, region="999999"), (422, "unknown_region")),
        (wish(3, 4, reason="holiday"), (422, "unknown_reason")),
        (wish(3, 400), (422, "beyond_term")),
        (wish(3, 4, why="  "), (422, "invalid_input")),
        (wish(3, 4, place="x" * 151), (422, "invalid_input")),
        (wish(3, 4, from_on="soon"), (422, "invalid_input")),
    ],
)
def test_bad_wishes_are_refused_and_nothing_is_half_written(
    desk: Desk, person: str, change: dict[str, Any], refused: tuple[int, str]
) -> None:
    answer = desk.sign_in("county").post(f"/api/people/{person}/leaves", json=change)
    assert code(answer) == refused
    for table in ("leave", "request"):
        assert desk.rows(f"select 1 from {table}") == []  # noqa: S608


def test_an_urgent_leave_may_begin_today_with_its_reason(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("county"), person, 0, 2, urgent="今晨急诊")
    assert leave["urgent"]
    assert decided(desk.sign_in("county2"), leave["id"])["phase"] == "away"
    assert overlays(desk, person) == ["leave"]


def test_nobody_decides_what_they_asked_for(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    leave = asked(county, person, 3, 12)
    answer = county.post(f"/api/leaves/{leave['id']}/decide", json={"granted": True})
    assert code(answer) == (403, "own_request")


def test_an_office_without_delegation_decides_nothing(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 4)
    assert leave["level"] == "county"
    answer = desk.sign_in("xiaoshi").post(
        f"/api/leaves/{leave['id']}/decide", json={"granted": True}
    )
    assert code(answer) == (403, "wrong_level")


def test_a_delegation_that_ended_before_the_decision_lifts_it_to_the_county(
    desk: Desk, person: str
) -> None:
    delegate(desk)
    leave = asked(desk.sign_in("county"), person, 5, 6)
    [(delegation,)] = desk.rows("select id from delegation")
    desk.sign_in("county").post(
        f"/api/delegations/{delegation}/end", json={"until_on": TODAY.isoformat()}
    )
    clock(desk, 1)
    answer = desk.sign_in("xiaoshi").post(
        f"/api/leaves/{leave['id']}/decide", json={"granted": True}
    )
    assert code(answer) == (409, "level_risen")
    assert decided(desk.sign_in("county2"), leave["id"])["level"] == "county"


def test_a_refusal_has_its_reasons_a_paper_and_the_way_to_complain(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 12)
    county2 = desk.sign_in("county2")
    bare = county2.post(f"/api/leaves/{leave['id']}/decide", json={"granted": False})
    assert code(bare) == (422, "reasons_needed")
    decided(county2, leave["id"], granted=False, reasons="证明材料不足，请补充住院证明。")
    [(decision, route)] = desk.rows("select decision, complaint_route from request")
    assert decision == "refused"
    assert "检察院" in route
    assert desk.rows("select kind from paper") == [("leave_refusal",)]
    assert acts(desk, person)[-1] == "leave_refused"
    again = county2.post(f"/api/leaves/{leave['id']}/decide", json={"granted": True})
    assert code(again) == (409, "leave_moved")


def test_two_leaves_never_overlap_but_a_refused_one_frees_its_days(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    leave = asked(county, person, 3, 6)
    answer = county.post(f"/api/people/{person}/leaves", json=wish(6, 9))
    assert code(answer) == (409, "leave_overlaps")
    decided(desk.sign_in("county2"), leave["id"], granted=False, reasons="不符合")
    asked(county, person, 6, 9)


def test_two_officers_who_decide_at_once_decide_once(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("xiaoshi"), person, 3, 12)
    clients = [desk.sign_in("county"), desk.sign_in("county2")]

    def decide(client: Any) -> int:
        path = f"/api/leaves/{leave['id']}/decide"
        return int(client.post(path, json={"granted": True}).status_code)

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(decide, clients)) == [200, 409]
    assert len(desk.rows("select 1 from paper")) == 1
    assert acts(desk, person).count("leave_granted") == 1


def test_leave_is_not_granted_for_days_that_have_begun(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 12)
    clock(desk, 4)
    county2 = desk.sign_in("county2")
    answer = county2.post(f"/api/leaves/{leave['id']}/decide", json={"granted": True})
    assert code(answer) == (409, "too_late_to_grant")
    decided(county2, leave["id"], granted=False, reasons="已逾出发日，请另行申请")


def test_a_leave_begins_on_its_day_and_ends_with_the_return(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 12)["id"]
    decided(desk.sign_in("county2"), leave)
    assert overlays(desk, person) == []
    clock(desk, 3)
    assert overlays(desk, person) == ["leave"]
    officer = desk.sign_in("xiaoshi")
    early = officer.post(f"/api/leaves/{leave}/return", json={"on": day(2)})
    future = officer.post(f"/api/leaves/{leave}/return", json={"on": day(4)})
    assert {code(early), code(future)} == {(422, "not_back_yet")}
    clock(desk, 2)
    officer = desk.sign_in("xiaoshi")
    back = officer.post(f"/api/leaves/{leave}/return", json={"on": day(5)}).json()
    assert (back["state"], back["returned_on"], back["late_days"]) == ("returned", day(5), 0)
    assert overlays(desk, person) == []
    assert acts(desk, person) == ["leave_granted", "leave_begun", "leave_returned"]
    # the days that were not used are free again
    asked(desk.sign_in("county"), person, 9, 12)


def test_days_of_delay_are_counted_with_their_reason_and_are_not_excused(
    desk: Desk, person: str
) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 5)["id"]
    decided(desk.sign_in("county2"), leave)
    clock(desk, 8)
    county = desk.sign_in("county")
    [late] = county.get("/api/leaves", params={"phase": "late"}).json()["items"]
    assert (late["id"], late["phase"]) == (leave, "late")
    given = {"on": day(8), "late_why": "大雪封路，客车停运"}
    back = county.post(f"/api/leaves/{leave}/return", json=given).json()
    assert back["late_days"] == 3
    [(body,)] = desk.rows("select body from act where kind = 'leave_returned'")
    assert (body["late_days"], body["late_why"]) == (3, given["late_why"])
    assert excuses(desk, person) == [(day(3), day(5), "leave")]


def test_an_extension_counts_with_its_leave_and_moves_the_last_day(desk: Desk, person: str) -> None:
    delegate(desk)
    leave = asked(desk.sign_in("county"), person, 3, 8)["id"]
    decided(desk.sign_in("xiaoshi"), leave)
    clock(desk, 6)
    xiaoshi = desk.sign_in("xiaoshi")
    given = {"until": day(12), "why": "手术推迟"}
    longer = xiaoshi.post(f"/api/leaves/{leave}/extend", json=given).json()
    assert (longer["level"], longer["from_on"], longer["extends"]) == ("county", day(9), leave)
    decided(desk.sign_in("county2"), longer["id"])
    clock(desk, 3)
    county = desk.sign_in("county")
    assert county.get("/api/leaves", params={"phase": "late"}).json()["total"] == 0
    clock(desk, 2)
    back = desk.sign_in("county").post(f"/api/leaves/{leave}/return", json={"on": day(11)}).json()
    assert back["late_days"] == 0
    rows = desk.rows("select state, returned_on from leave order by from_on")
    assert [(one, on.isoformat()) for one, on in rows] == [
        ("returned", day(8)),
        ("returned", day(11)),
    ]
    assert excuses(desk, person) == [(day(3), day(8), "leave"), (day(9), day(11), "leave")]
    assert overlays(desk, person) == []


def test_a_return_before_the_extension_begins_calls_it_off(desk: Desk, person: str) -> None:
    county, county2 = desk.sign_in("county"), desk.sign_in("county2")
    leave = asked(county, person, 3, 5)["id"]
    decided(county2, leave)
    given = {"until": day(9), "why": "手术推迟"}
    longer = county.post(f"/api/leaves/{leave}/extend", json=given).json()["id"]
    decided(county2, longer)
    clock(desk, 4)
    desk.sign_in("county").post(f"/api/leaves/{leave}/return", json={"on": day(4)})
    assert desk.rows("select state from leave order by from_on") == [("returned",), ("cancelled",)]


def test_an_extension_after_the_last_day_is_refused(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 5)["id"]
    decided(desk.sign_in("county2"), leave)
    clock(desk, 6)
    given = {"until": day(9), "why": "手术推迟"}
    answer = desk.sign_in("county").post(f"/api/leaves/{leave}/extend", json=given)
    assert code(answer) == (409, "leave_moved")


def test_a_leave_is_taken_back_before_its_day_and_not_after(desk: Desk, person: str) -> None:
    county, officer = desk.sign_in("county"), desk.sign_in("xiaoshi")
    first, second = asked(county, person, 3, 12)["id"], asked(county, person, 14, 15)["id"]
    assert officer.post(f"/api/leaves/{first}/cancel").json()["state"] == "withdrawn"
    decided(desk.sign_in("county2"), second)
    assert officer.post(f"/api/leaves/{second}/cancel").json()["state"] == "cancelled"
    assert acts(desk, person) == ["leave_withdrawn", "leave_granted", "leave_cancelled"]
    third = asked(county, person, 3, 5)["id"]
    decided(desk.sign_in("county2"), third)
    clock(desk, 3)
    assert code(desk.sign_in("xiaoshi").post(f"/api/leaves/{third}/cancel")) == (409, "leave_moved")


def test_another_office_finds_no_leave_of_this_one(desk: Desk, person: str) -> None:
    leave = asked(desk.sign_in("county"), person, 3, 4)["id"]
    stranger = desk.sign_in("caohe")
    answers = [
        stranger.post(f"/api/people/{person}/leaves", json=wish(9, 10)),
        stranger.post(f"/api/leaves/{leave}/cancel"),
        stranger.post(f"/api/leaves/{leave}/decide", json={"granted": True}),
        stranger.get(f"/api/people/{person}/leaves"),
    ]
    assert {code(one) for one in answers} == {(404, "not_found")}
    assert stranger.get("/api/leaves").json()["items"] == []
    assert desk.sign_in("prosecutor").get("/api/leaves").json()["total"] == 1


def test_what_a_person_wrote_is_shown_when_the_record_is_open(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    asked(county, person, 3, 4)
    assert "why" not in county.get("/api/leaves").json()["items"][0]
    assert code(county.get(f"/api/people/{person}/leaves")) == (403, "reason_needed")
    open_record(county, person)
    [one] = county.get(f"/api/people/{person}/leaves").json()
    assert one["why"].startswith("母亲")


def test_a_minors_leave_is_the_specialists_alone(desk: Desk) -> None:
    minor = supervised(desk, "minors", minor=True, face_allowed=False)["id"]
    asked(desk.sign_in("minors"), minor, 3, 12)
    assert desk.sign_in("county").get("/api/leaves").json()["total"] == 0
    assert desk.sign_in("minors").get("/api/leaves").json()["total"] == 1


def test_somebody_not_in_correction_needs_no_leave_from_us(desk: Desk) -> None:
    county = desk.sign_in("county")
    stranger = new_person(county, township=OTHER_TOWN)["id"]
    answer = county.post(f"/api/people/{stranger}/leaves", json=wish(3, 4))
    assert code(answer) == (409, "not_in_correction")


def excuses(desk: Desk, person: str) -> list[tuple[str, str, str]]:
    """Who is excused when, as other rooms ask."""
    from uuid import UUID

    with desk.pool.connection() as tx:
        found = service.excused(tx, [UUID(person)], date(2026, 11, 1), date(2027, 6, 30))
    return [
        (one.start.isoformat(), one.end.isoformat(), one.why) for one in found.get(UUID(person), [])
    ]
