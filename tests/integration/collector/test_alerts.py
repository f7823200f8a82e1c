"""Each rule asks when it should, never from what is excused or missing; offices are asked too."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from psycopg.errors import CheckViolation
from stack import builders as make
from stack.builders import NOON, TOWN
from stack.desk import PASSWORD
from yizhan_collector.rooms.alerts import engine
from yizhan_collector.rooms.staff import service as staff

from .alerting import asked_of
from .conftest import TODAY, Desk, new_person
from .leaves import asked, code, day, decided, delegate, supervised
from .own import enter, in_correction
from .positioning import applied, key_of, running, write
from .positioning import decided as answered
from .test_due import next_morning, open_all_day
from .test_fixes import fix, sent
from .test_judging import drawn, judged


def run(desk: Desk) -> None:
    """What the clock asks for now."""
    with psycopg.connect(desk.url) as tx:
        engine.run(tx, desk.now)


def raised(desk: Desk, rule: str) -> list[tuple[str, str, str]]:
    """About whom, whose office, and what explains it."""
    return desk.rows(
        "select about, office, explained_by from alert where rule = %s order by raised_at", rule
    )


def one_of(desk: Desk, rule: str) -> str:
    """The id of the alert of a rule."""
    [(found,)] = desk.rows("select id::text from alert where rule = %s", rule)
    return str(found)


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk, first_due_on="2026-11-24")["id"])


@pytest.fixture
def overdue(desk: Desk, person: str) -> str:
    """Somebody who did not report on a day on which the post worked."""
    open_all_day(desk)
    next_morning(desk)
    run(desk)
    return person


def test_a_missed_report_is_asked_about_once(desk: Desk, overdue: str) -> None:
    run(desk)
    assert raised(desk, "report_overdue") == [("person", "210521100", "")]


def test_a_post_that_was_down_is_asked_of_the_office_and_not_of_the_person(
    desk: Desk, person: str
) -> None:
    next_morning(desk)
    run(desk)
    assert raised(desk, "report_overdue") == []
    assert set(raised(desk, "post_down")) == {("office", "210521", "")}


def test_a_report_that_arrives_late_clears_the_question_and_still_waits_for_a_human(
    desk: Desk, overdue: str
) -> None:
    desk.report(make.visit(UUID(overdue)), at=NOON)
    run(desk)
    assert desk.rows(
        "select cleared_at is not null, outcome from alert where rule = 'report_overdue'"
    ) == [(True, None)]


def test_leave_that_covers_a_departure_explains_it_and_leave_that_ran_out_does_not(
    desk: Desk, person: str
) -> None:
    delegate(desk)
    leave = asked(desk.sign_in("xiaoshi"), person, 0, 1, urgent="母亲急诊住院")
    decided(desk.sign_in("county2"), leave["id"])
    order = running(desk, person)
    drawn(desk, order)
    key = key_of(desk, order)
    desk.now += timedelta(hours=2)
    sent(desk, key, *[fix(desk, -minute, latitude=41.40) for minute in range(60)])
    judged(desk)
    desk.carry_out()
    assert [one[2] for one in raised(desk, "zone_crossed")] == ["leave"]
    desk.now += timedelta(days=2)
    sent(desk, key, *[fix(desk, -minute, latitude=41.40) for minute in range(60)])
    judged(desk)
    desk.carry_out()
    assert [one[2] for one in raised(desk, "zone_crossed")] == ["leave", ""]


def test_a_request_that_nobody_answered_is_asked_of_the_office(desk: Desk, person: str) -> None:
    asked(desk.sign_in("xiaoshi"), person, 1, 2, urgent="母亲急诊住院")
    run(desk)
    assert raised(desk, "request_unanswered") == []
    desk.now += timedelta(days=10)
    run(desk)
    assert [one[0] for one in raised(desk, "request_unanswered")] == ["office"]


def test_a_declaration_that_waits_and_a_first_report_that_does_not_come(desk: Desk) -> None:
    late, slow = (str(new_person(desk.sign_in("county"), number=n)["id"]) for n in
                  ("27182818", "16180339"))  # fmt: skip
    never = {"received_on": None, "declared_on": None, "category": None}
    in_correction(desk, late, state="expected", **never)
    in_correction(desk, slow, state="received", declared_on=None, category=None)
    run(desk)
    assert raised(desk, "arrival_overdue") == [("person", "210521100", "")]
    assert raised(desk, "declaration_overdue") == [("office", "210521100", "")]


def test_an_order_about_to_lapse_is_asked_about_at_fourteen_and_at_seven_days(
    desk: Desk, person: str
) -> None:
    running(desk, person, last=20)
    for days, many in ((0, 0), (8, 1), (8, 2)):
        desk.now += timedelta(days=days)
        run(desk)
        run(desk)
        assert len(raised(desk, "order_lapsing")) == many


def test_a_silent_device_is_asked_of_the_office_and_is_no_departure(
    desk: Desk, person: str
) -> None:
    order = running(desk, person)
    drawn(desk, order)
    key_of(desk, order)
    desk.now += timedelta(hours=4)
    run(desk)
    assert raised(desk, "device_silent") == [("office", "210521100", "")]
    assert raised(desk, "zone_crossed") == []


def test_a_template_that_no_box_deleted_is_asked_of_the_county_without_a_name(
    desk: Desk, person: str
) -> None:
    write(
        desk,
        "insert into device_command (id, device, action, person, ordered_at)"
        " values (gen_random_uuid(), 'bx-210521100-1', 'delete_template', %s, %s)",
        person,
        desk.now - timedelta(hours=25),
    )
    run(desk)
    assert raised(desk, "template_not_deleted") == [("office", "210521", "")]
    assert desk.rows("select person from alert where rule = 'template_not_deleted'") == [(None,)]


def test_an_alert_that_nobody_took_up_becomes_one_on_the_office_and_then_on_the_level_above(
    desk: Desk, overdue: str
) -> None:
    for _ in range(3):
        desk.now += timedelta(hours=30)
        run(desk)
    found = [one[:2] for one in raised(desk, "alert_unhandled")]
    assert ("office", "210521100") in found
    assert ("office", "210521") in found


def test_it_is_taken_up_and_answered_by_name(desk: Desk, overdue: str) -> None:
    alert, officer = one_of(desk, "report_overdue"), desk.sign_in("xiaoshi")
    taken = officer.post(f"/api/alerts/{alert}/acknowledge", json={"note": "已去电"}).json()
    assert (taken["state"], taken["acknowledged_by"], taken["cleared_at"]) == (
        "acknowledged", "小市 李工", None,
    )  # fmt: skip
    again = officer.post(f"/api/alerts/{alert}/acknowledge", json={})
    assert code(again) == (409, "already_acknowledged")
    said = {"outcome": "unfounded", "words": "当日到所报告,机器故障"}
    assert officer.post(f"/api/alerts/{alert}/decide", json=said).json()["state"] == "decided"
    assert code(officer.post(f"/api/alerts/{alert}/decide", json=said)) == (409, "already_answered")
    [figure] = [
        one
        for one in desk.sign_in("county").get("/api/alert-figures").json()
        if one["rule"] == "report_overdue"
    ]
    assert (figure["raised"], figure["decided"], figure["false"], figure["false_rate"]) == (
        1, 1, 1, 1.0,
    )  # fmt: skip


def test_an_office_never_judges_itself_at_service_api_and_database(desk: Desk, person: str) -> None:
    next_morning(desk)
    run(desk)
    [(alert,), _] = desk.rows("select id::text from alert where rule = 'post_down'")
    said = {"outcome": "unfounded", "words": "已修好"}
    answer = desk.sign_in("county").post(f"/api/alerts/{alert}/decide", json=said)
    assert code(answer) == (403, "own_office")
    [(own,)] = desk.rows("select id from staff where login = 'county'")
    with pytest.raises(CheckViolation) as refused:
        write(
            desk,
            "update alert set outcome = 'unfounded', outcome_at = now(), outcome_by = %s,"
            " words = 'x' where id = %s",
            own,
            alert,
        )
    assert refused.value.diag.constraint_name == "no_office_judges_itself"
    done = desk.sign_in("city").post(f"/api/alerts/{alert}/decide", json=said)
    assert done.json()["outcome_by"] == "市局 吴处"


ANSWERED = """
update alert set outcome = 'founded', outcome_at = now(), outcome_by = %s, words = '已补办'
where id = %s
"""


def test_on_the_city_another_one_decides_than_who_took_it_up(desk: Desk) -> None:
    alert = asked_of(desk, f"{TOWN[:4]}00")
    city, path = desk.sign_in("city"), f"/api/alerts/{alert}"
    said = {"outcome": "founded", "words": "已补办"}
    assert code(city.post(f"{path}/decide", json=said)) == (403, "own_office")
    the_database_lets_the_city_not_judge(desk, alert)
    taken = city.post(f"{path}/acknowledge", json={"note": "本周内补办"}).json()
    assert (taken["acknowledged_by"], taken["mine"]) == ("市局 吴处", False)
    assert code(city.post(f"{path}/decide", json=said)) == (403, "own_office")
    the_database_lets_the_city_not_judge(desk, alert)
    other = second_of_the_city(desk)
    assert other.get(path).json()["mine"] is True
    assert other.post(f"{path}/decide", json=said).json()["outcome_by"] == "市局 郝处"


def the_database_lets_the_city_not_judge(desk: Desk, alert: str) -> None:
    [(own,)] = desk.rows("select id from staff where login = 'city'")
    with pytest.raises(CheckViolation) as refused:
        write(desk, ANSWERED, own, alert)
    assert refused.value.diag.constraint_name == "no_office_judges_itself"


def second_of_the_city(desk: Desk) -> httpx.Client:
    """Another supervisor of the city, signed in."""
    with psycopg.connect(desk.url) as tx:
        staff.join(tx, "city2", "市局 郝处", "supervisor_city", "", PASSWORD, desk.now)
    client = desk.visitor()
    me = client.post("/api/login", json={"login": "city2", "password": PASSWORD}).json()
    client.headers["X-CSRF-Token"] = me["csrf"]
    return client


@pytest.mark.parametrize(
    "change",
    [
        "evidence = '[]'",
        "rule = 'post_down'",
        "since = now()",
        "outcome = 'founded'",
        "outcome = 'founded', outcome_at = now(), words = 'x'",
        "acknowledged_at = now()",
    ],
)
def test_the_database_takes_no_alert_without_a_human_and_no_edit(
    desk: Desk, overdue: str, change: str
) -> None:
    with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation):
        tx.execute(f"update alert set {change}".encode())  # noqa: S608 # of the list above


def test_a_released_person_is_never_asked_about(desk: Desk, person: str) -> None:
    open_all_day(desk)
    write(
        desk,
        "update term set state = 'terminated', ended_on = %s, end_reason = 'dead', overlays = '{}'"
        " where person = %s",
        TODAY,
        person,
    )
    next_morning(desk)
    run(desk)
    assert raised(desk, "report_overdue") == []
    with pytest.raises(CheckViolation) as refused:
        write(
            desk,
            "insert into alert (id, about, office, person, rule, rule_version, subject, since,"
            " raised_at, evidence, deadline) values (gen_random_uuid(), 'person', '210521100', %s,"
            " 'report_overdue', 1, 'x', now(), now(), '[{}]', now() + interval '1 day')",
            person,
        )
    assert refused.value.diag.constraint_name == "let_go_is_left_alone"


def test_another_county_and_another_office_see_none_of_it(desk: Desk, overdue: str) -> None:
    alert = one_of(desk, "report_overdue")
    for login, many in (("xiaoshi", 1), ("county", 1), ("caohe", 0), ("huanren", 0)):
        client = desk.sign_in(login)
        found: dict[str, Any] = client.get("/api/alerts", params={"about": "person"}).json()
        assert found["total"] == many, login
        assert client.get(f"/api/alerts/{alert}").status_code == (200 if many else 404)


def test_the_board_says_what_each_office_lets_lie(desk: Desk, overdue: str) -> None:
    desk.now += timedelta(days=2)
    rows = desk.sign_in("city").get("/api/board").json()
    [one] = [row for row in rows if row["rule"] == "report_overdue"]
    assert (one["office"], one["open"], one["late"], one["over_a_day"]) == ("210521100", 1, 1, 1)


def test_who_is_on_duty_is_named_with_the_alert(desk: Desk, overdue: str) -> None:
    [(staff,)] = desk.rows("select id::text from staff where login = 'xiaoshi'")
    given = {"office": "210521100", "day": "2026-11-25", "staff": staff}
    assert desk.sign_in("county").post("/api/duty", json=given).status_code == 204
    [one] = desk.sign_in("county").get("/api/alerts", params={"about": "person"}).json()["items"]
    assert one["on_duty"] == "小市 李工"
    lying = {
        row["office"]: row["on_duty"] for row in desk.sign_in("county").get("/api/board").json()
    }
    assert (lying["210521100"], lying["210521"]) == ("小市 李工", "")
    assert desk.sign_in("huanren").post("/api/duty", json=given).status_code == 404


def test_no_rule_asks_about_people_being_together() -> None:
    assert not [rule for rule in engine.RULES if "gather" in rule or "near" in rule]


def test_the_person_reads_what_was_asked_and_what_was_found(desk: Desk, overdue: str) -> None:
    alert = one_of(desk, "report_overdue")
    said = {"outcome": "explained", "words": "当日住院,补交证明"}
    desk.sign_in("xiaoshi").post(f"/api/alerts/{alert}/decide", json=said)
    number = desk.rows("select number from person where id = %s", overdue)[0][0]
    record = enter(desk, {"id": overdue, "number": number}).get("/own/api/record").json()
    [one] = record["alerts"]
    assert (one["rule"], one["outcome"], one["words"]) == (
        "report_overdue", "explained", "当日住院,补交证明",
    )  # fmt: skip


def test_an_unanswered_application_for_positioning_is_the_heads(desk: Desk, person: str) -> None:
    applied(desk, person)
    desk.now += timedelta(days=2)
    run(desk)
    assert raised(desk, "request_unanswered") == [("office", "210521", "")]
    assert answered(desk, person).status_code == 200
    run(desk)
    assert desk.rows(
        "select cleared_at is not null from alert where rule = 'request_unanswered'"
    ) == [(True,)]
    assert day(0) == TODAY.isoformat()
