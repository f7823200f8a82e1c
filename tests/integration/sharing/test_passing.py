"""A matter that is not ours goes to a platform: with consent, in named fields, no supervision."""

from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest
from integration.collector.matters import at_counter, do, refused
from stack.desk import Desk
from stack.partner import Partners
from yizhan_collector.rooms.cases import forgetting

from .tickets import COURT, ELSEWHERE, PLATFORM, matter_of, send

GIVEN = {"partner": PLATFORM, "consent": "spoken"}
PUT_IN = (
    "insert into packet (id, partner, kind, area, recipient, basis, purpose, field_names, fields,"
    " sha256, sent_by, sent_at, matter, consent) select gen_random_uuid(), %s, 'matter', '', 'x',"
    " 'x', 'x', array['a'], '{}', repeat('0', 64), id, now(), %s, %s from staff limit 1"
)


def passed(desk: Desk, named: bool = False, **changes: Any) -> tuple[httpx.Client, str, Any]:
    """A clerk's matter, passed on."""
    clerk = desk.sign_in("clerk")
    matter = at_counter(clerk, said="路灯坏了一个月没人修", category="other", **changes)["id"]
    do(clerk, matter, "take")
    return clerk, matter, do(clerk, matter, "pass-on", **GIVEN, named=named)


def test_it_is_fetched_read_and_answered_and_the_answer_is_written_into_the_matter_once(
    desk: Desk, partners: Partners
) -> None:
    clerk, matter, shown = passed(desk)
    assert [(one["platform"], one["state"]) for one in shown["passed"]] == [
        ("本溪市12345政务服务便民热线", "sent")
    ]
    program = partners.program(PLATFORM)
    [event] = program.get("/partner/events").json()["events"]
    assert event["kind"] == "packet_sent"
    packet = event["subject"]
    assert program.get(f"/partner/packets/{packet}").json()["purpose"]
    assert program.get(f"/partner/packets/{packet}/paper").status_code == 404
    program.post(f"/partner/packets/{packet}/read").raise_for_status()
    for _ in range(2):
        program.post(f"/partner/packets/{packet}/answer", json={"said": "已派单。"})
        desk.carry_out()
    acts = clerk.get(f"/api/matters/{matter}").json()["acts"]
    said = [one["said"] for one in acts if one["code"] == "passed_answer"]
    assert said == ["本溪市12345政务服务便民热线：已派单。"]


def test_an_answer_after_the_closing_is_written_down_and_opens_nothing(
    desk: Desk, partners: Partners
) -> None:
    clerk, matter, _ = passed(desk)
    do(clerk, matter, "close", outcome="referred_out", said="已转12345。")
    program = partners.program(PLATFORM)
    packet = program.get("/partner/events").json()["events"][0]["subject"]
    for step in ("read", "answer"):
        program.get(f"/partner/packets/{packet}")
        program.post(f"/partner/packets/{packet}/{step}", json={"said": "已修好。"})
    desk.carry_out()
    shown = clerk.get(f"/api/matters/{matter}").json()
    assert (shown["state"], shown["acts"][-1]["code"]) == ("closed", "passed_answer")


@pytest.mark.parametrize("named", [False, True])
def test_only_the_named_fields_leave_and_name_and_number_only_when_they_were_agreed_to(
    desk: Desk, partners: Partners, named: bool
) -> None:
    passed(desk, named)
    program = partners.program(PLATFORM)
    packet = program.get("/partner/events").json()["events"][0]["subject"]
    fields = program.get(f"/partner/packets/{packet}").json()["fields"]
    least = {"number", "category", "said", "area", "opened_at"}
    assert set(fields) == least | ({"name", "phone"} if named else set())


def test_passed_on_again_it_is_the_same(desk: Desk, partners: Partners) -> None:
    clerk, matter, _ = passed(desk)
    again = do(clerk, matter, "pass-on", **GIVEN)
    assert len(again["passed"]) == 1
    assert [one["code"] for one in again["acts"]].count("pass_on") == 1
    assert [one["code"] for one in again["platforms"]] == []


def test_without_a_word_of_consent_nothing_leaves_at_door_and_database(
    desk: Desk, partners: Partners
) -> None:
    clerk = desk.sign_in("clerk")
    matter = at_counter(clerk)["id"]
    do(clerk, matter, "take")
    assert refused(clerk, matter, "pass-on", partner=PLATFORM) == "invalid_input"
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as held:
        tx.execute(PUT_IN, [PLATFORM, matter, None])
    assert held.value.diag.constraint_name == "passed_on_with_consent"


@pytest.mark.parametrize(
    "changes",
    [{"category": "correction"}, {"said": "我在社区矫正期间能不能出国"}],
)
def test_a_matter_about_a_correction_leaves_to_nobody_at_service_and_database(
    desk: Desk, partners: Partners, changes: dict[str, str]
) -> None:
    clerk = desk.sign_in("clerk")
    matter = at_counter(clerk, **changes)["id"]
    assert do(clerk, matter, "take")["platforms"] == []
    assert refused(clerk, matter, "pass-on", **GIVEN) == "about_a_correction"
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as held:
        tx.execute(PUT_IN, [PLATFORM, matter, "spoken"])
    assert held.value.diag.constraint_name == "no_supervision_in_a_ticket"


def test_it_goes_to_a_platform_of_its_area_by_its_owner_and_not_back_to_where_it_came_from(
    desk: Desk, partners: Partners
) -> None:
    clerk = desk.sign_in("clerk")
    matter = at_counter(clerk)["id"]
    assert refused(clerk, matter, "pass-on", **GIVEN) == "not_taken"
    do(clerk, matter, "take")
    assert refused(clerk, matter, "pass-on", **GIVEN | {"partner": COURT}) == "not_for_them"
    assert refused(clerk, matter, "pass-on", **GIVEN | {"partner": ELSEWHERE}) == "other_area"
    send(partners.program(PLATFORM))
    came = matter_of(desk)
    do(clerk, came, "take")
    assert refused(clerk, came, "pass-on", **GIVEN) == "came_from_them"


def test_who_supervises_sees_no_passed_matter_and_who_serves_sees_nothing_else(
    desk: Desk, partners: Partners
) -> None:
    clerk, _, _ = passed(desk)
    [own] = clerk.get("/api/sharing/packets").json()["items"]
    assert (own["kind"], own["person"]) == ("matter", None)
    for login in ("county", "city", "prosecutor"):
        assert desk.sign_in(login).get("/api/sharing/packets").json()["total"] == 0
    back = clerk.post(f"/api/sharing/packets/{own['id']}/withdraw", json={"why": "当事人不同意了"})
    assert back.json()["state"] == "withdrawn"
    assert partners.program(PLATFORM).get(f"/partner/packets/{own['id']}").status_code == 404


def test_with_its_matter_what_was_passed_on_is_forgotten_and_the_line_of_the_ledger_stays(
    desk: Desk, partners: Partners
) -> None:
    clerk, matter, _ = passed(desk, named=True)
    do(clerk, matter, "close", outcome="referred_out", said="已转12345。")
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute("update packet set fields = '{}'")
    desk.now += timedelta(days=3 * 366)
    with psycopg.connect(desk.url) as tx:
        assert forgetting.forget(tx, desk.now) == 1
    [(fields, names, purpose)] = desk.rows("select fields, field_names, purpose from packet")
    assert (fields, "phone" in names, bool(purpose)) == ({}, True, True)
