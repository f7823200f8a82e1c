"""A whole term through the office: who may do what, on which day, and what is never done."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from stack import builders as make
from yizhan_collector import wiring
from yizhan_collector.ground import outbox
from yizhan_collector.rooms.terms import intake
from yizhan_wire.events import Enrolled

from .conftest import TODAY, Desk, new_person, open_record
from .terms import (
    CAME,
    DAY,
    DOCUMENT,
    EFFECT,
    ENDS,
    MAN,
    MEETING,
    PLAN,
    STAFF_MEMBER,
    WHO,
    WOMAN,
    categorised,
    code,
    declared,
    delegate,
    done,
    register,
    registered,
    step,
)

RULING = {"on": TODAY.isoformat(), "organ": "示例中院", "number": "(2026)示刑更3号"}
TABLES = ("term", "act", "request", "correction_group", "plan", "declaration", "term_version")


def drain(desk: Desk) -> None:
    """Carry out what waits for after the commit."""
    with desk.pool.connection() as tx:
        outbox.drain(tx, wiring.handlers(lambda *_: None), desk.now)


def acts(desk: Desk, person: str) -> list[str]:
    """What was done, in order."""
    rows = desk.rows("select kind from act where person = %s order by recorded_at, id", person)
    return [row[0] for row in rows]


def counts(desk: Desk) -> list[int]:
    """How much there is of everything a term is made of."""
    return [desk.rows(f"select count(*) from {table}")[0][0] for table in TABLES]  # noqa: S608


def test_a_term_from_the_document_to_its_category(desk: Desk) -> None:
    county = desk.sign_in("county")
    answer = register(county, months=12)
    assert answer.json()["report_by"] == (EFFECT + 10 * DAY).isoformat()
    person = answer.json()["person"]
    open_record(county, person, "case_work")
    assert done(county, person, "receive", CAME)["term"]["late_days"] == 0
    done(county, person, "group", {"members": [STAFF_MEMBER, MAN]})
    found = done(county, person, "declare", MEETING)
    assert found["term"]["declaration"]["led_by"] == "县局 王工"
    done(county, person, "plan", PLAN)
    found = categorised(desk, person)
    assert (found["term"]["state"], found["term"]["category"]) == ("active", "newcomer")
    assert [one["stood"]["state"] for one in found["term"]["versions"]] == [
        "expected", "received", "declared", "active",
    ]  # fmt: skip
    assert acts(desk, person) == [
        "term_registered", "received", "group_formed", "declared", "plan_made",
        "category_proposed", "category_set",
    ]  # fmt: skip
    drain(desk)
    rhythm = desk.rows("select first_due_on, every_days from reporting_order")
    assert rhythm == [(TODAY + 7 * DAY, 7)]
    [(paper,)] = desk.rows("select paper from act where kind = 'category_set'")
    assert desk.rows("select kind from paper where id = %s", paper) == [("category_notice",)]


def test_a_new_category_ends_the_rhythm_and_begins_another(desk: Desk) -> None:
    person = declared(desk.sign_in("county"))
    categorised(desk, person)
    drain(desk)
    desk.now += 30 * DAY
    categorised(desk, person, "lenient")
    drain(desk)
    later = TODAY + 30 * DAY
    assert desk.rows(
        "select first_due_on, every_days, ended_on from reporting_order order by created_at"
    ) == [(TODAY + 7 * DAY, 7, later), (later + 30 * DAY, 30, None)]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"effective_on": "2026-11-04"}, (422, "dates_out_of_order")),
        ({"ends_on": "2026-11-01"}, (422, "dates_out_of_order")),
        ({"judged_on": "2026-11-25", "effective_on": "2026-11-26"}, (422, "dates_out_of_order")),
        ({"months": 24}, (422, "term_mismatch")),
        ({"newcomer": None}, (422, "who_is_it")),
        ({"newcomer": WHO | {"name": "<script>"}}, (422, "bad_name")),
        ({"newcomer": WHO | {"township": "210522100"}}, (404, "not_found")),
        ({"newcomer": WHO | {"minor": True, "face_allowed": False}}, (403, "not_allowed")),
        ({"court": " "}, (422, "invalid_input")),
    ],
)
def test_a_document_that_cannot_be_right_begins_nothing(
    desk: Desk, changes: dict[str, Any], refusal: tuple[int, str]
) -> None:
    before = counts(desk)
    assert code(register(desk.sign_in("county"), **changes)) == refusal
    assert counts(desk) == before
    assert desk.rows("select 1 from person") == []


def test_the_same_document_is_registered_once_for_a_person(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    assert code(register(county)) == (409, "duplicate_document")
    known = {"newcomer": None, "person": person}
    assert code(register(county, **known)) == (409, "duplicate_document")
    other = {"judgment_no": "(2026)示0521刑初18号"}
    assert code(register(county, **known, **other)) == (409, "second_live_term")
    # whoever else the court judged by the same document has a term of their own
    registered(county, newcomer=WHO | {"name": "示例丙"})


def test_somebody_added_before_gets_the_term_of_the_document(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = new_person(county)["id"]
    assert registered(county, newcomer=None, person=person) == person


def test_an_office_acts_by_delegation_and_in_its_own_name(desk: Desk) -> None:
    office = desk.sign_in("xiaoshi")
    assert code(register(office)) == (403, "not_delegated")
    delegate(desk)
    person = registered(office)
    done(office, person, "receive", CAME)
    rows = desk.rows("select distinct acting_body, delegation is not null from act")
    assert rows == [(make.TOWN, True)]
    for what, given in (
        ("commute", RULING | {"ends_on": "2027-05-01"}),
        ("release", {"on": TODAY.isoformat(), "reason": "pardoned", "ground": "特赦令"}),
        ("terminate", {"on": TODAY.isoformat(), "reason": "dead", "ground": "证明"}),
        (
            "correct",
            DOCUMENT | {"offence": "诈骗罪", "reason": "笔误", "received_on": TODAY.isoformat()},
        ),
    ):
        assert code(step(office, person, what, given)) == (403, "wrong_level"), what
    allowed = office.get(f"/api/people/{person}/term").json()["allowed"]
    assert "declare" in allowed
    assert not {"commute", "release", "correct"} & set(allowed)


def test_a_closed_record_is_neither_shown_nor_changed(desk: Desk) -> None:
    person = register(desk.sign_in("county")).json()["person"]
    other = desk.sign_in("county2")
    assert code(other.get(f"/api/people/{person}/term")) == (403, "reason_needed")
    assert code(step(other, person, "receive", CAME)) == (403, "reason_needed")
    assert code(step(desk.sign_in("huanren"), person, "receive", CAME)) == (404, "not_found")
    prosecutor = desk.sign_in("prosecutor")
    open_record(prosecutor, person, "inspect")
    shown = prosecutor.get(f"/api/people/{person}/term").json()
    assert shown["term"]["state"] == "expected"
    assert shown["allowed"] == []


@pytest.mark.parametrize(("days", "late"), [(10, 0), (11, 1)])
def test_day_ten_is_in_time_and_day_eleven_is_late(desk: Desk, days: int, late: int) -> None:
    county = desk.sign_in("county")
    desk.now = make.NOON + (EFFECT + days * DAY - TODAY)
    with desk.pool.connection() as tx:
        intake.draft_late_notices(tx, desk.now)
    desk.now = make.NOON
    person = registered(county)
    desk.now = make.NOON + (EFFECT + days * DAY - TODAY)
    for _ in range(2):  # drafted once, however often the clock strikes
        with desk.pool.connection() as tx:
            intake.draft_late_notices(tx, desk.now)
    drafts = desk.rows("select kind, drafted_by, fields->>'days_late' from paper_draft")
    assert drafts == ([("late_arrival_notice", None, "1")] if late else [])
    county = desk.sign_in("county")
    open_record(county, person, "case_work")
    came = CAME | {"on": (EFFECT + days * DAY).isoformat(), "late_why": "住院"}
    assert done(county, person, "receive", came)["term"]["late_days"] == late
    [(body,)] = desk.rows("select body from act where kind = 'received'")
    assert (body["late_days"], body["late_why"]) == (late, "住院")


def test_steps_out_of_turn_are_refused_and_leave_nothing(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    before = counts(desk)
    tomorrow, early = (TODAY + DAY).isoformat(), (EFFECT - DAY).isoformat()
    for what, given, refusal in (
        ("declare", MEETING, (409, "not_received_yet")),
        ("categorise", {"category": "strict", "reasons": "x"}, (409, "not_declared_yet")),
        ("receive", CAME | {"on": tomorrow}, (422, "in_the_future")),
        ("receive", CAME | {"on": early}, (422, "dates_out_of_order")),
        ("commute", RULING | {"ends_on": "2027-05-01"}, (409, "not_in_correction")),
        ("release", {"on": TODAY.isoformat(), "reason": "served"}, (422, "not_served_yet")),
        ("release", {"on": TODAY.isoformat(), "reason": "pardoned"}, (422, "ground_needed")),
        ("terminate", {"on": TODAY.isoformat(), "reason": "recommitted", "ground": "x"},
         (422, "wrong_reason")),
        ("free", RULING, (409, "same_as_before")),
    ):  # fmt: skip
        assert code(step(county, person, what, given)) == refusal, what
        assert counts(desk) == before
    done(county, person, "receive", CAME)
    assert code(step(county, person, "receive", CAME)) == (409, "term_moved")
    assert code(step(county, person, "declare", MEETING)) == (409, "group_needed")


def test_the_group_of_a_woman_includes_a_woman(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county, newcomer=WHO | {"gender": "female"})
    men = {"members": [STAFF_MEMBER, MAN]}
    assert code(step(county, person, "group", men)) == (422, "woman_needed")
    assert code(step(county, person, "group", {"members": [WOMAN]})) == (422, "too_few_members")
    done(county, person, "group", {"members": [STAFF_MEMBER, WOMAN]})
    found = done(county, person, "group", {"members": [STAFF_MEMBER, WOMAN, MAN]})
    assert (found["term"]["group"]["version"], len(found["term"]["group"]["members"])) == (2, 3)
    with (
        desk.pool.connection() as tx,
        pytest.raises(psycopg.errors.CheckViolation, match="includes a woman"),
    ):
        tx.execute(
            'insert into correction_group select term, person, 3, \'[{"gender": "male"},'
            ' {"gender": "male"}]\', from_on, made_by, made_at from correction_group'
            " where version = 1"
        )


def test_the_declaration_of_a_minor_is_not_public_and_the_guardian_is_there(desk: Desk) -> None:
    officer = desk.sign_in("minors")
    young = WHO | {"minor": True, "face_allowed": False, "born_on": "2010-05-04"}
    person = registered(officer, newcomer=young)
    done(officer, person, "receive", CAME)
    alone = {"members": [STAFF_MEMBER, WOMAN]}
    assert code(step(officer, person, "group", alone)) == (422, "specialist_needed")
    done(officer, person, "group", {"members": [STAFF_MEMBER, WOMAN | {"specialist": True}]})
    assert code(step(officer, person, "declare", MEETING)) == (422, "minor_not_public")
    shut = MEETING | {"open": False}
    assert code(step(officer, person, "declare", shut)) == (422, "guardian_needed")
    found = done(officer, person, "declare", shut | {"guardian": "示例监护人"})
    assert found["term"]["declaration"]["guardian"] == "示例监护人"
    assert desk.sign_in("county").get(f"/api/people/{person}/term").status_code == 404


def test_a_plan_made_anew_says_why_and_the_first_one_stays(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    past = PLAN | {"review_on": TODAY.isoformat()}
    assert code(step(county, person, "plan", past)) == (422, "review_too_early")
    done(county, person, "plan", PLAN)
    assert code(step(county, person, "plan", PLAN)) == (422, "plan_reason_needed")
    found = done(county, person, "plan", PLAN | {"reason": "找到工作"})
    assert found["term"]["plan"]["version"] == 2
    assert desk.rows("select version, reason from plan order by version") == [
        (1, ""),
        (2, "找到工作"),
    ]


def test_particulars_are_versions_and_never_edited(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    done(county, person, "particulars", {"phone": "000-1", "address": "示例路1号"})
    found = done(county, person, "particulars", {"phone": "000-2", "address": "示例路1号"})
    assert (found["particulars"]["version"], found["particulars"]["phone"]) == (2, "000-2")
    [(changed,)] = desk.rows(
        "select body->'changed' from act where kind = 'particulars_changed'"
        " order by recorded_at desc, id desc limit 1"
    )
    assert changed == ["phone"]
    with desk.pool.connection() as tx, pytest.raises(psycopg.errors.RaiseException, match="never"):
        tx.execute("update particulars set phone = 'x'")


def test_a_ruling_shortens_a_term_and_never_lengthens_it(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = declared(county)
    longer = RULING | {"ends_on": (ENDS + DAY).isoformat()}
    assert code(step(county, person, "commute", longer)) == (422, "not_shorter")
    found = done(county, person, "commute", RULING | {"ends_on": "2027-05-01"})
    assert found["term"]["ends_on"] == "2027-05-01"
    assert found["term"]["versions"][-2]["stood"]["ends_on"] == ENDS.isoformat()


def test_a_correction_is_a_new_version_with_its_reason(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = declared(county)
    right = DOCUMENT | {"received_on": TODAY.isoformat(), "declared_on": TODAY.isoformat()}
    same = right | {"reason": "核对"}
    assert code(step(county, person, "correct", same)) == (409, "same_as_before")
    found = done(county, person, "correct", right | {"offence": "诈骗罪", "reason": "录入有误"})
    assert (found["term"]["offence"], found["term"]["version"]) == ("诈骗罪", 4)
    done(county, person, "correct", right | {"offence": "抢夺罪", "reason": "再次核对"})
    rows = desk.rows(
        "select body->'changed'->'offence', corrects is not null from act"
        " where kind = 'term_corrected' order by recorded_at, id"
    )
    assert rows == [(["盗窃罪", "诈骗罪"], True), (["诈骗罪", "抢夺罪"], True)]


def test_a_detention_lies_over_the_term_until_it_is_over(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = declared(county)
    detention = RULING | {"measure": "行政拘留"}
    assert done(county, person, "detain", detention)["term"]["overlays"] == ["detained"]
    assert code(step(county, person, "detain", detention)) == (409, "same_as_before")
    assert done(county, person, "free", RULING)["term"]["overlays"] == []


def test_release_closes_everything_the_same_day_and_offers_help(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = declared(county)
    categorised(desk, person)
    for kind in ("permit", "code"):
        assert county.post(f"/api/people/{person}/{kind}").status_code == 200
    desk.report(Enrolled(UUID(person), None, "created", 5, "m"))
    drain(desk)
    desk.now = make.NOON + (ENDS - TODAY)
    county = desk.sign_in("county")
    open_record(county, person, "case_work")
    done(county, person, "categorise", {"category": "lenient", "reasons": "表现稳定"})
    early = {"on": (ENDS - DAY).isoformat(), "reason": "served"}
    assert code(step(county, person, "release", early)) == (422, "not_served_yet")
    found = done(county, person, "release", {"on": ENDS.isoformat(), "reason": "served"})
    assert (found["term"]["state"], found["allowed"]) == ("released", [])
    assert acts(desk, person)[-2:] == ["released", "help_offered"]
    drain(desk)
    assert desk.rows("select 1 from person_secret") == []
    assert desk.rows("select face_allowed from person") == [(False,)]
    assert desk.rows("select ended_on from reporting_order where ended_on is null") == []
    assert desk.rows("select decision from request order by asked_at desc limit 1") == [
        ("withdrawn",)
    ]
    [(ordered,)] = desk.rows("select count(*) from device_command where person = %s", person)
    assert ordered == 1
    [(body,)] = desk.rows("select body from roster where device = %s", make.BOX)
    assert person.encode() not in bytes(body)
    papers = desk.rows("select kind from paper where issued_on = %s order by kind", ENDS)
    assert papers == [("release_certificate",), ("release_notice",)]
    assert desk.rows("select kind from paper_draft") == [("help_offer",)]


def test_an_ended_term_stays_ended_at_every_level(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = declared(county)
    gone = {"on": TODAY.isoformat(), "reason": "revoked", "ground": "(2026)示刑撤2号"}
    assert done(county, person, "terminate", gone)["term"]["end_reason"] == "revoked"
    assert acts(desk, person)[-1] == "terminated"  # no help is offered on a termination
    for what, given in (
        ("terminate", gone),
        ("detain", RULING | {"measure": "拘留"}),
        ("plan", PLAN),
        ("categorise", {"category": "strict", "reasons": "x"}),
    ):
        assert code(step(county, person, what, given)) == (409, "term_ended"), what
    for statement in (
        "update term set state = 'active', ended_on = null, end_reason = null",
        "update term set offence = 'x'",
        "delete from term",
        "update act set kind = 'x'",
        "update term_version set stood = '{}'",
    ):
        with desk.pool.connection() as tx, pytest.raises(psycopg.errors.RaiseException):
            tx.execute(statement)
    # a new judgment is a new term, and the old one stays in the record
    again = DOCUMENT | {"judgment_no": "(2026)示0521刑初99号"}
    assert registered(county, newcomer=None, person=person, **again) == person
