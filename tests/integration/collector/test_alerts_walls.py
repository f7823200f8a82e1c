"""Who answers which alert, what the database refuses, and who is on duty."""

from datetime import timedelta
from typing import LiteralString

import psycopg
import pytest
from psycopg.errors import CheckViolation
from stack.builders import TOWN

from .alerting import asked_of, crossed, found, weighed, write, write_all
from .conftest import OTHER_TOWN, TODAY, Desk, new_person
from .leaves import code, supervised
from .own import enter, in_correction
from .test_alerts_rules import said
from .test_complaints import stand

COUNTY = TOWN[:6]
ANSWER = {"outcome": "unfounded", "words": "已核实,登记有误"}


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


@pytest.fixture
def alert(desk: Desk, person: str) -> str:
    return asked_of(desk, person=person, rule="report_overdue")


def refused(desk: Desk, query: LiteralString, *values: object) -> str | None:
    """The rule of the database that refuses this."""
    with pytest.raises(CheckViolation) as caught:
        write(desk, query, *values)
    return caught.value.diag.constraint_name


def who(desk: Desk, login: str) -> str:
    """The id of a member of staff."""
    [(found,)] = desk.rows("select id::text from staff where login = %s", login)
    return str(found)


ACK: LiteralString = "update alert set acknowledged_at = now(), acknowledged_by = %s where id = %s"
DECIDE: LiteralString = (
    "update alert set outcome = 'founded', outcome_at = now(), outcome_by = %s, words = 'x'"
    " where id = %s"
)


@pytest.mark.parametrize("change", ["code", "day"])
def test_evidence_is_never_changed_in_place(desk: Desk, alert: str, change: str) -> None:
    assert refused(
        desk,
        "update alert set evidence = jsonb_set(evidence, array['0', %s], '\"x\"') where id = %s",
        change, alert,
    ) == "alert_stays"  # fmt: skip


def test_evidence_grows_at_its_end_only_and_not_after_the_outcome(desk: Desk, alert: str) -> None:
    added: LiteralString = 'update alert set evidence = evidence || \'{"code": "x"}\' where id = %s'
    before: LiteralString = (
        'update alert set evidence = \'[{"code": "x"}]\' || evidence where id = %s'
    )
    write(desk, added, alert)
    assert refused(desk, before, alert) == "alert_stays"
    write(desk, DECIDE, who(desk, "xiaoshi"), alert)
    assert refused(desk, added, alert) == "alert_stays"


@pytest.mark.parametrize(
    "undone",
    [
        "outcome = null, outcome_at = null, outcome_by = null, words = ''",
        "acknowledged_at = null, acknowledged_by = null",
        "cleared_at = null",
        "words = 'y'",
        "outcome = 'unfounded'",
        "note = 'y'",
    ],
)
def test_nothing_that_was_answered_is_undone(desk: Desk, alert: str, undone: str) -> None:
    write(desk, ACK, who(desk, "xiaoshi"), alert)
    write(desk, "update alert set cleared_at = now() where id = %s", alert)
    write(desk, DECIDE, who(desk, "county"), alert)
    with psycopg.connect(desk.url) as tx, pytest.raises(CheckViolation):
        tx.execute(f"update alert set {undone}".encode())  # noqa: S608 # of the list above


@pytest.mark.parametrize("login", ["prosecutor", "educator", "tech", "admin", "caohe", "huanren"])
@pytest.mark.parametrize("query", [ACK, DECIDE])
def test_only_an_officer_of_the_office_or_above_answers(
    desk: Desk, alert: str, login: str, query: LiteralString
) -> None:
    assert refused(desk, query, who(desk, login), alert) == "answered_by_an_officer"


def test_nobody_answers_in_the_name_of_another(desk: Desk, alert: str) -> None:
    other = who(desk, "county")
    with psycopg.connect(desk.url) as tx:
        stand(tx, desk, "xiaoshi")
        with pytest.raises(CheckViolation) as caught:
            tx.execute(DECIDE, [other, alert])
    assert caught.value.diag.constraint_name == "answered_by_an_officer"


def test_nothing_begins_answered(desk: Desk, person: str) -> None:
    made: LiteralString = (
        "insert into alert (id, about, office, person, rule, rule_version, subject, since,"
        " raised_at, evidence, deadline, cleared_at) select gen_random_uuid(), about, office,"
        " person, rule, 1, 'y', since, raised_at, evidence, deadline, now() from alert"
    )
    asked_of(desk, person=person, rule="report_overdue")
    assert refused(desk, made) == "alert_begins_open"


def test_one_lives_of_each_rule_and_subject(desk: Desk, alert: str) -> None:
    again: LiteralString = (
        "insert into alert (id, about, office, person, rule, rule_version, subject, since,"
        " raised_at, evidence, deadline) select gen_random_uuid(), about, office, person, rule, 1,"
        " subject, since, raised_at, evidence, deadline from alert where cleared_at is null"
    )
    with pytest.raises(psycopg.errors.UniqueViolation):
        write(desk, again)
    write(desk, "update alert set cleared_at = now()")
    write(desk, again.replace(" where cleared_at is null", ""))
    assert len(found(desk, "report_overdue")) == 2


def test_about_somebody_who_was_let_go_evidence_does_not_grow(desk: Desk) -> None:
    gone = str(new_person(desk.sign_in("county"))["id"])
    in_correction(desk, gone)
    crossed(desk, said(gone, 0))
    write(
        desk,
        "update term set state = 'terminated', ended_on = %s, end_reason = 'dead', overlays = '{}'"
        " where person = %s",
        TODAY - timedelta(days=1),
        gone,
    )
    desk.now += timedelta(days=1)
    crossed(desk, said(gone, 30))
    assert desk.rows("select jsonb_array_length(evidence) from alert") == [(1,)]
    added: LiteralString = "update alert set evidence = evidence || '{}'"
    assert refused(desk, added) == "let_go_is_left_alone"


@pytest.mark.parametrize(
    ("office", "own", "above"),
    [(TOWN, "xiaoshi", "county"), (COUNTY, "head", "city"), ("210500", "city", "")],
)
def test_an_office_answers_and_the_level_above_decides(
    desk: Desk, office: str, own: str, above: str
) -> None:
    path = f"/api/alerts/{asked_of(desk, office)}"
    client = desk.sign_in(own)
    taken = client.post(f"{path}/acknowledge", json={"note": "今日补办"})
    assert (taken.status_code, taken.json()["mine"]) == (200, False)
    assert code(client.post(f"{path}/decide", json=ANSWER)) == (403, "own_office")
    if above:
        answered = desk.sign_in(above).post(f"{path}/decide", json=ANSWER)
        assert answered.json()["state"] == "decided"


def test_what_was_founded_may_be_followed_by_a_proposal_and_never_by_a_sanction(
    desk: Desk, alert: str
) -> None:
    answer = {"outcome": "founded", "words": "本人承认", "follow_up": "proposal"}
    desk.sign_in("county").post(f"/api/alerts/{alert}/decide", json=answer).raise_for_status()
    assert desk.rows("select count(*)::int from sanction") == [(0,)]
    sanction = answer | {"follow_up": "warning"}
    other = asked_of(desk, person=desk.rows("select person::text from alert")[0][0],
                     rule="report_overdue")  # fmt: skip
    bad = desk.sign_in("county").post(f"/api/alerts/{other}/decide", json=sanction)
    assert bad.status_code == 422


def test_a_technician_sees_the_questions_about_boxes_and_no_others(desk: Desk, alert: str) -> None:
    box = asked_of(desk, COUNTY, rule="post_down")
    tech = desk.sign_in("tech")
    listed = tech.get("/api/alerts").json()
    assert [one["id"] for one in listed["items"]] == [box]
    assert tech.get(f"/api/alerts/{box}").status_code == 200
    assert tech.get(f"/api/alerts/{alert}").status_code == 404
    assert code(tech.post(f"/api/alerts/{box}/decide", json=ANSWER)) == (403, "not_allowed")
    for login in ("educator", "admin"):
        assert code(desk.sign_in(login).get("/api/alerts")) == (403, "not_allowed")


def test_the_technician_of_another_county_sees_no_box_of_this_one(desk: Desk) -> None:
    asked_of(desk, COUNTY, rule="post_down")
    write(desk, "update staff set area = '210522' where login = 'tech'")
    assert desk.sign_in("tech").get("/api/alerts").json()["total"] == 0


def test_the_prosecutor_reads_and_answers_nothing(desk: Desk, alert: str) -> None:
    client = desk.sign_in("prosecutor")
    assert client.get(f"/api/alerts/{alert}").json()["evidence"][0]["code"] == "report_overdue"
    refusal = client.post(f"/api/alerts/{alert}/acknowledge", json={})
    assert code(refusal) == (403, "not_allowed")


def test_the_list_is_narrowed_by_office_rule_and_lateness(desk: Desk, alert: str) -> None:
    asked_of(desk, OTHER_TOWN)
    client = desk.sign_in("county")

    def many(**query: object) -> int:
        return int(client.get("/api/alerts", params=query).json()["total"])  # type: ignore[arg-type]

    assert (many(), many(office=OTHER_TOWN), many(office=COUNTY)) == (2, 1, 2)
    assert many(office=COUNTY, alone=True) == 0
    assert (many(rule="report_overdue"), many(about="office"), many(late=True)) == (1, 1, 0)
    desk.now += timedelta(hours=25)
    client = desk.sign_in("county")
    assert many(late=True) == 2
    client.post(f"/api/alerts/{alert}/acknowledge", json={}).raise_for_status()
    assert many(late=True) == 1


def test_who_opens_an_alert_about_a_person_is_shown_to_the_person(
    desk: Desk, person: str, alert: str
) -> None:
    office = asked_of(desk, rule="declaration_overdue")
    for one in (alert, office):
        desk.sign_in("county").get(f"/api/alerts/{one}").raise_for_status()
    number = desk.rows("select number from person where id = %s", person)[0][0]
    record = enter(desk, {"id": person, "number": number}).get("/own/api/record").json()
    assert [one["name"] for one in record["views"] if one["action"] == "view_alert"] == [
        "县局 王工"
    ]
    [mine] = record["alerts"]
    assert mine["evidence"] == [{"code": "report_overdue", "day": "2026-11-23"}]


def test_an_officer_of_the_office_is_named_for_a_day_and_the_day_is_left_open_again(
    desk: Desk,
) -> None:
    county = desk.sign_in("county")
    given = {"office": TOWN, "day": str(TODAY), "staff": who(desk, "xiaoshi")}
    assert county.post("/api/duty", json=given).status_code == 204
    week = {one["office"]: one for one in county.get("/api/duty").json()}
    assert week[TOWN]["days"][0] == {"day": str(TODAY), "staff": who(desk, "xiaoshi")}
    assert [one["name"] for one in week[TOWN]["officers"]] == ["小市 李工"]
    assert set(week) == {COUNTY, TOWN, OTHER_TOWN}
    assert county.post("/api/duty", json=given | {"staff": None}).status_code == 204
    assert desk.rows("select count(*)::int from duty_roster") == [(0,)]


@pytest.mark.parametrize(
    ("login", "changes", "status"),
    [
        ("county", {"login": "caohe"}, 404),  # of another office
        ("county", {"login": "prosecutor", "office": COUNTY}, 404),
        ("xiaoshi", {"login": "county", "office": COUNTY}, 404),  # not one's own area
        ("county", {"day": str(TODAY - timedelta(days=1))}, 422),
    ],
)
def test_nobody_else_is_named(desk: Desk, login: str, changes: dict[str, str], status: int) -> None:
    staff = who(desk, changes.pop("login", "xiaoshi"))
    given = {"office": TOWN, "day": str(TODAY), "staff": staff} | changes
    assert desk.sign_in(login).post("/api/duty", json=given).status_code == status


def test_the_database_takes_nobody_of_another_office_for_duty(desk: Desk) -> None:
    assert refused(
        desk, "insert into duty_roster values (%s, %s, %s, %s, now())", TOWN, TODAY,
        who(desk, "caohe"), who(desk, "county"),
    ) == "duty_of_the_office"  # fmt: skip


def test_a_screen_hears_of_an_alert_by_its_id_only(desk: Desk, person: str) -> None:
    with psycopg.connect(desk.url, autocommit=True) as ear:
        ear.execute("listen live")
        crossed(desk, said(person, 0))
        [(key,)] = desk.rows("select id::text from alert")
        assert [one.payload for one in ear.notifies(timeout=5, stop_after=1)] == [f"alert {key}"]


def test_asking_again_and_again_costs_no_second_row(desk: Desk, person: str) -> None:
    asked_of(desk, COUNTY)
    for _ in range(3):
        weighed(desk)
    write_all(desk, "update alert set note = note where id = %(id)s", {"id": person})
    keys = desk.rows("select rule, subject from alert where cleared_at is null")
    assert len(keys) == len(set(keys))
