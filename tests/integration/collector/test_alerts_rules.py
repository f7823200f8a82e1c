"""Each rule asks when it should and not when it should not; what is told again is told once."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from stack.builders import BOX, NOON, TOWN

from .alerting import crossed, found, heard, weighed
from .conftest import TODAY, Desk, new_person, open_record
from .leaves import asked as wished
from .leaves import day, decided, delegate, supervised
from .own import enter, in_correction
from .positioning import key_of, running, write
from .sessions import closing, held
from .test_bans import YES, asked, entered
from .test_complaints import complain
from .test_fixes import fix, sent
from .test_judging import judged

COUNTY = TOWN[:6]
ORDER, ZONE = str(uuid4()), str(uuid4())


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


def minutes(many: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=many)


def post_down(desk: Desk, box: str = BOX) -> list[tuple[str, bool]]:
    """What was asked about a box, and whether it holds."""
    return desk.rows(
        "select evidence -> 0 ->> 'code', cleared_at is null from alert"
        " where rule = 'post_down' and starts_with(subject, %s) order by raised_at",
        box,
    )


@pytest.mark.parametrize(("after", "asks"), [(29, False), (31, True)])
def test_a_silent_box_is_the_offices_after_half_an_hour(desk: Desk, after: int, asks: bool) -> None:
    heard(desk, NOON)
    desk.now = minutes(after)
    weighed(desk)
    assert post_down(desk) == ([("post_silent", True)] if asks else [])


def test_a_box_that_rests_at_night_is_asked_about_in_the_morning_only(desk: Desk) -> None:
    closes = NOON + timedelta(hours=5)  # 17:00 in Shanghai
    heard(desk, closes)
    for hours, asks in ((7, False), (15, False), (16.1, True)):
        desk.now = closes + timedelta(hours=hours)
        weighed(desk)
        assert bool(post_down(desk)) == asks, hours


@pytest.mark.parametrize("camera", ["black", "frozen", "lost", "covered", "moved"])
def test_a_box_that_cannot_see_is_asked_about(desk: Desk, camera: str) -> None:
    heard(desk, NOON)
    heard(desk, minutes(20), camera)
    desk.now = minutes(25)
    weighed(desk)
    assert post_down(desk) == []
    heard(desk, minutes(31), camera)
    desk.now = minutes(31)
    weighed(desk)
    assert post_down(desk) == [("post_blind", True)]


def test_a_box_that_fails_again_is_asked_about_again_while_the_first_still_waits(
    desk: Desk,
) -> None:
    heard(desk, NOON)
    for at in (40, 50, 90, 95):  # silent, silent, back and silent again, still
        desk.now = minutes(at)
        weighed(desk)
        if at == 50:
            heard(desk, minutes(51))
            desk.now = minutes(52)
            weighed(desk)
    assert post_down(desk) == [("post_silent", False), ("post_silent", True)]


def test_a_revoked_box_and_a_closed_day_are_nobodys(desk: Desk) -> None:
    write(desk, "update device set revoked_at = %s", NOON)
    desk.now = minutes(300)
    weighed(desk)
    assert found(desk, "post_down") == []


def said(person: str, begin: float, end: float | None = None, **changes: str) -> dict[str, str]:
    """What a judged day tells of a crossing, in minutes after noon."""
    return {
        "person": person, "order": ORDER, "zone": ZONE, "kind": "inside", "name": "本县",
        "since": minutes(begin).isoformat(), "evidence": minutes(begin).isoformat(),
        "until": minutes(end).isoformat() if end is not None else "",
    } | changes  # fmt: skip


def test_a_crossing_told_again_is_asked_about_once_and_grows(desk: Desk, person: str) -> None:
    for _ in range(3):
        crossed(desk, said(person, 0))
    crossed(desk, said(person, -5))  # a late position moved the beginning
    assert found(desk, "zone_crossed") == [("person", TOWN, True)]
    assert desk.rows("select jsonb_array_length(evidence) from alert") == [(2,)]


def test_a_return_clears_and_another_departure_is_another_question(desk: Desk, person: str) -> None:
    crossed(desk, said(person, 0))
    for _ in range(2):
        crossed(desk, said(person, 0, 60))
    crossed(desk, said(person, 0))  # what was told first arrives last
    assert found(desk, "zone_crossed") == [("person", TOWN, False)]
    crossed(desk, said(person, 90))
    assert [one[2] for one in found(desk, "zone_crossed")] == [False, True]
    crossed(desk, said(person, 0, 60))  # the first one, judged once more
    assert [one[2] for one in found(desk, "zone_crossed")] == [False, True]


def test_the_order_in_which_days_are_told_changes_nothing(desk: Desk, person: str) -> None:
    for one in (said(person, 90), said(person, 0, 60), said(person, 90, 120)):
        crossed(desk, one)
    assert [one[2] for one in found(desk, "zone_crossed")] == [False]
    assert desk.rows("select outcome from alert") == [(None,)]


def test_a_permitted_entry_explains_being_in_a_place_of_a_ban(desk: Desk, person: str) -> None:
    for login in ("county", "county2", "xiaoshi"):
        open_record(desk.sign_in(login), person)
    entry = asked(desk, entered(desk, person)["id"])
    answer = desk.sign_in("county2").post(f"/api/entries/{entry}/decide", json=YES)
    assert answer.status_code == 200, answer.text
    inside = said(person, 24 * 60, kind="outside", name="示例市场")
    crossed(desk, inside)
    crossed(desk, said(person, 24 * 60, name="本县", zone=str(uuid4())))
    assert sorted(desk.rows("select explained_by from alert")) == [("",), ("ban_entry",)]


def test_about_somebody_who_was_let_go_no_crossing_is_asked(desk: Desk) -> None:
    gone = str(new_person(desk.sign_in("county"))["id"])
    in_correction(desk, gone, state="terminated", ended_on=TODAY, end_reason="dead")
    desk.now += timedelta(days=1)
    crossed(desk, said(gone, 0))
    assert found(desk, "zone_crossed") == []


def test_two_people_at_one_place_at_one_time_are_no_question(desk: Desk) -> None:
    for number in ("27182818", "16180339"):
        one = str(new_person(desk.sign_in("county"), number=number)["id"])
        in_correction(desk, one)
        key = key_of(desk, running(desk, one))
        desk.now += timedelta(minutes=1)
        sent(desk, key, *[fix(desk, -n / 60) for n in range(30)])
    judged(desk)
    desk.carry_out()
    weighed(desk)
    assert desk.rows("select rule from alert where about = 'person'") == []


@pytest.fixture
def gone(desk: Desk, person: str) -> str:
    """A leave of two days that has begun."""
    delegate(desk)
    leave = str(wished(desk.sign_in("xiaoshi"), person, 0, 1, urgent="母亲急诊住院")["id"])
    decided(desk.sign_in("county2"), leave)
    desk.run_due()
    return leave


@pytest.mark.parametrize(
    ("days", "back", "asks"), [(1, False, False), (2, False, True), (2, True, False)]
)
def test_a_leave_is_overrun_when_it_is_over_and_nothing_was_said(
    desk: Desk, gone: str, days: int, back: bool, asks: bool
) -> None:
    assert desk.rows("select begun from leave where id = %s", gone) == [(True,)]
    if back:
        write(desk, "update leave set said_back_on = to_on where id = %s", gone)
    desk.now += timedelta(days=days)
    weighed(desk)
    assert found(desk, "leave_overrun") == ([("person", TOWN, True)] if asks else [])


def test_a_leave_that_was_made_longer_is_overrun_once_and_after_its_longer_end(
    desk: Desk, gone: str
) -> None:
    given = {"until": day(4), "why": "仍在住院"}
    longer = desk.sign_in("xiaoshi").post(f"/api/leaves/{gone}/extend", json=given)
    assert longer.status_code == 201, longer.text
    decided(desk.sign_in("county2"), longer.json()["id"])
    for days, many in ((3, 0), (2, 1)):
        desk.now += timedelta(days=days)
        weighed(desk)
        assert len(found(desk, "leave_overrun")) == many


@pytest.mark.parametrize(("days", "asks"), [(0, False), (1, True)])
def test_a_first_report_is_missed_after_its_last_day(desk: Desk, days: int, asks: bool) -> None:
    one = str(new_person(desk.sign_in("county"))["id"])
    in_correction(
        desk, one, state="expected", received_on=None, declared_on=None, category=None,
        report_by=TODAY - timedelta(days=days),
    )  # fmt: skip
    weighed(desk)
    assert found(desk, "arrival_overdue") == ([("person", TOWN, True)] if asks else [])


def test_a_complaint_that_is_not_answered_is_asked_of_the_county_and_names_nobody(
    desk: Desk,
) -> None:
    made = supervised(desk)
    complain(enter(desk, made))
    weighed(desk)
    assert found(desk, "duty_late") == []
    desk.now += timedelta(days=60)
    weighed(desk)
    late = desk.rows(
        "select office, person, evidence -> 0 ->> 'code' from alert where rule = 'duty_late'"
    )
    assert late == [(COUNTY, None, "late_complaint")]
    seen = desk.sign_in("xiaoshi").get("/api/alerts", params={"rule": "duty_late"}).json()
    assert seen["total"] == 0


def test_an_opinion_without_a_reply_is_asked_of_the_office_it_is_about(desk: Desk) -> None:
    given = {"about": TOWN, "kind": "opinion", "reference": "示检〔2026〕3号", "words": "请说明。"}
    answer = desk.sign_in("prosecutor").post("/api/inspection/opinions", json=given)
    assert answer.status_code == 201, answer.text
    desk.now += timedelta(days=60)
    weighed(desk)
    assert found(desk, "duty_late") == [("office", TOWN, True)]


def test_a_term_that_is_over_and_not_ended_is_asked_of_the_county(desk: Desk) -> None:
    one = str(new_person(desk.sign_in("county"))["id"])
    in_correction(desk, one, ends_on=TODAY)
    weighed(desk)
    assert found(desk, "duty_late") == []
    desk.now += timedelta(days=1)
    weighed(desk)
    assert found(desk, "duty_late") == [("office", COUNTY, True)]


def test_a_procedure_that_nobody_closes_is_asked_about_until_somebody_does(desk: Desk) -> None:
    session = held(desk)
    desk.now += timedelta(days=1, hours=1)
    for _ in range(2):
        weighed(desk)
    assert found(desk, "session_not_closed") == [("office", TOWN, True)]
    assert closing(desk, session).status_code == 200
    weighed(desk)
    assert found(desk, "session_not_closed") == [("office", TOWN, False)]


def test_when_a_term_ends_nothing_about_the_person_holds_any_more(desk: Desk) -> None:
    one = str(new_person(desk.sign_in("county"))["id"])
    in_correction(desk, one, ends_on=TODAY)
    crossed(desk, said(one, 0))
    county = desk.sign_in("county")
    county.get(f"/api/people/{one}", params={"reason": "case_work"}).raise_for_status()
    given = {"on": TODAY.isoformat(), "reason": "served"}
    county.post(f"/api/people/{one}/term/release", json=given).raise_for_status()
    desk.carry_out()
    assert found(desk, "zone_crossed") == [("person", TOWN, False)]


def test_an_escalation_ends_when_somebody_takes_the_alert_up(desk: Desk, person: str) -> None:
    crossed(desk, said(person, 0))
    [(alert,)] = desk.rows("select id::text from alert where rule = 'zone_crossed'")
    desk.now += timedelta(hours=25)
    weighed(desk)
    assert found(desk, "alert_unhandled") == [("office", TOWN, True)]
    desk.sign_in("xiaoshi").post(f"/api/alerts/{alert}/acknowledge", json={}).raise_for_status()
    weighed(desk)
    assert found(desk, "alert_unhandled") == [("office", TOWN, False)]
