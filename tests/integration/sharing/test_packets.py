"""A paper goes to a lawful recipient, is fetched, read and answered there; nothing else leaves."""

import hashlib
import ssl
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from stack.builders import TOWN
from stack.desk import Desk, new_person, open_record
from stack.papers import SAMPLES
from stack.partner import STRANGER, Partners
from yizhan_collector.doors.partner.access import STAND
from yizhan_collector.rooms.sharing.kinds import TABLE

COURT, POLICE, PROSECUTOR = "fayuan-210521", "gongan-210521", "jiancha-210521"


def a_paper(desk: Desk, kind: str = "release_notice", **person: Any) -> tuple[httpx.Client, str]:
    """Somebody's issued paper, and the county officer before the open record."""
    county = desk.sign_in("county")
    who = new_person(county, **person)["id"]
    open_record(county, who, "case_work")
    given = {"kind": kind, "person": who, "fields": SAMPLES[kind], "body": TOWN[:6]}
    made = county.post("/api/papers", json=given)
    assert made.status_code == 201, made.text
    return county, made.json()["id"]


def sent(desk: Desk, to: str = COURT, kind: str = "release_notice") -> tuple[httpx.Client, str]:
    """A packet on its way."""
    county, paper = a_paper(desk, kind)
    made = county.post(f"/api/papers/{paper}/packets", json={"partner": to})
    assert made.status_code == 201, made.text
    return county, made.json()["id"]


def test_a_paper_is_sent_received_read_and_answered_and_each_step_is_seen(
    desk: Desk, partners: Partners
) -> None:
    county, packet = sent(desk)
    court = partners.program(COURT)
    told = court.get("/partner/events").json()
    assert [(one["kind"], one["subject"]) for one in told["events"]] == [("packet_sent", packet)]
    assert set(told["events"][0]) == {"no", "kind", "subject", "at"}  # nothing of what is in it
    seen = [state(county, packet)]
    assert court.get(f"/partner/packets/{packet}").json()["purpose"] == "解除社区矫正的通知"
    seen.append(state(county, packet))
    court.post(f"/partner/packets/{packet}/read").raise_for_status()
    seen.append(state(county, packet))
    court.post(f"/partner/packets/{packet}/answer", json={"said": "收到"}).raise_for_status()
    seen.append(state(county, packet))
    assert seen == ["sent", "received", "read", "answered"]


def state(county: httpx.Client, packet: str) -> str:
    items = county.get("/api/sharing/packets").json()["items"]
    return str(next(one["state"] for one in items if one["id"] == packet))


def test_reading_serves_the_paper_once(desk: Desk, partners: Partners) -> None:
    _, packet = sent(desk)
    court = partners.program(COURT)
    court.get(f"/partner/packets/{packet}").raise_for_status()
    for _ in range(2):
        court.post(f"/partner/packets/{packet}/read").raise_for_status()
        desk.carry_out()
    served = desk.rows("select way, recipient, proof from paper_service")
    assert served == [("electronic", "本溪满族自治县人民法院", f"电子交换 {packet}")]


def test_the_paper_is_the_one_that_was_issued(desk: Desk, partners: Partners) -> None:
    _, packet = sent(desk)
    court = partners.program(COURT)
    pdf = court.get(f"/partner/packets/{packet}/paper").content
    told = court.get(f"/partner/packets/{packet}").json()["sha256"]
    assert pdf.startswith(b"%PDF")
    assert hashlib.sha256(pdf).hexdigest() == told


def test_only_the_listed_fields_leave(desk: Desk, partners: Partners) -> None:
    _, packet = sent(desk, POLICE)
    given = partners.program(POLICE).get(f"/partner/packets/{packet}").json()
    assert set(given["fields"]) <= set(TABLE["release_notice", "police"].fields)
    assert "offence" not in given["fields"]


def test_sent_again_it_is_the_same_packet(desk: Desk, partners: Partners) -> None:
    county, paper = a_paper(desk)
    ids = {
        county.post(f"/api/papers/{paper}/packets", json={"partner": COURT}).json()["id"]
        for _ in range(3)
    }
    assert len(ids) == 1
    assert len(partners.program(COURT).get("/partner/events").json()["events"]) == 1


def test_a_paper_of_which_the_law_says_nothing_leaves_by_no_wire(
    desk: Desk, partners: Partners
) -> None:
    county, paper = a_paper(desk, "plan")
    assert county.get(f"/api/papers/{paper}/recipients").json()["lawful"] == []
    refused = county.post(f"/api/papers/{paper}/packets", json={"partner": COURT})
    assert (refused.status_code, refused.json()["code"]) == (422, "not_for_them")


def test_a_paper_of_another_county_is_not_its_business(desk: Desk, partners: Partners) -> None:
    county, paper = a_paper(desk)
    offered = county.get(f"/api/papers/{paper}/recipients").json()["partners"]
    assert "fayuan-210522" not in {one["code"] for one in offered}
    refused = county.post(f"/api/papers/{paper}/packets", json={"partner": "fayuan-210522"})
    assert refused.json()["code"] == "other_area"


def becomes_a_minors(desk: Desk, paper: str) -> httpx.Client:
    """The paper is a minor's by now: a specialist with the record open."""
    (person,) = desk.rows("select person from paper where id = %s", paper)[0]
    with psycopg.connect(desk.url) as tx:
        tx.execute("update person set face_allowed = false, minor = true where id = %s", [person])
    specialist = desk.sign_in("minors")
    open_record(specialist, str(person), "case_work")
    return specialist


def test_the_file_of_a_minor_leaves_by_no_wire_at_service_and_database(
    desk: Desk, partners: Partners
) -> None:
    _, paper = a_paper(desk)
    specialist = becomes_a_minors(desk, paper)
    refused = specialist.post(f"/api/papers/{paper}/packets", json={"partner": COURT})
    assert refused.json()["code"] == "minor_by_hand"
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as held:
        tx.execute(
            "insert into packet (id, partner, kind, paper, person, area, recipient, basis, purpose,"
            " field_names, fields, sha256, sent_by, sent_at)"
            " select gen_random_uuid(), %s, kind, id, person, '210521', 'x', 'x', 'x',"
            " array['a'], '{}', repeat('0', 64), issued_by, now() from paper where id = %s",
            [COURT, paper],
        )
    assert held.value.diag.constraint_name == "no_minor_leaves_by_wire"


@pytest.mark.parametrize("missing", ["recipient", "basis", "purpose"])
def test_without_recipient_basis_and_purpose_the_database_refuses(
    desk: Desk, partners: Partners, missing: str
) -> None:
    said = {"recipient": "x", "basis": "x", "purpose": "x"} | {missing: " "}
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute(
            "insert into packet (id, partner, kind, area, recipient, basis, purpose, field_names,"
            " fields, sha256, sent_by, sent_at) select gen_random_uuid(), %s, 'x_y', '', %s, %s,"
            " %s, array['a'], '{}', repeat('0', 64), id, now() from staff limit 1",
            [COURT, *said.values()],
        )


def test_a_field_that_is_not_listed_is_refused_by_the_database(
    desk: Desk, partners: Partners
) -> None:
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute(
            "insert into packet (id, partner, kind, area, recipient, basis, purpose, field_names,"
            " fields, sha256, sent_by, sent_at) select gen_random_uuid(), %s, 'x_y', '', 'x', 'x',"
            " 'x', array['a'], '{\"b\": 1}', repeat('0', 64), id, now() from staff limit 1",
            [COURT],
        )


CLOSED = (
    "person", "position", "checkin", "paper_content", "device_note", "court_document", "roster",
    "matter", "position_order",
)  # fmt: skip


@pytest.mark.parametrize("table", CLOSED)
def test_a_partner_reads_no_table_of_people(desk: Desk, partners: Partners, table: str) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute(STAND, [COURT, desk.now.isoformat()])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tx.execute(psycopg.sql.SQL("select * from {}").format(psycopg.sql.Identifier(table)))


def test_another_authority_does_not_find_it(desk: Desk, partners: Partners) -> None:
    _, packet = sent(desk)
    police = partners.program(POLICE)
    for address in (f"/partner/packets/{packet}", f"/partner/packets/{packet}/paper"):
        assert police.get(address).status_code == 404
    assert police.post(f"/partner/packets/{packet}/read").status_code == 404
    assert police.get("/partner/events").json()["events"] == []


def test_who_is_not_registered_or_has_ended_or_shows_no_certificate_stays_outside(
    desk: Desk, partners: Partners
) -> None:
    assert partners.program(STRANGER).get("/partner/events").json()["code"] == "unknown_partner"
    assert desk.sign_in("admin").post(f"/api/sharing/partners/{COURT}/end").status_code == 204
    assert partners.program(COURT).get("/partner/events").status_code == 403
    bare = ssl.create_default_context(cafile=str(partners.folder / "ca.crt"))
    unnamed = partners.bare(bare)
    with pytest.raises(httpx.TransportError):
        unnamed.get("/partner/events")


def test_steps_out_of_order_are_told_what_comes_first(desk: Desk, partners: Partners) -> None:
    _, packet = sent(desk)
    court = partners.program(COURT)
    early = court.post(f"/partner/packets/{packet}/read")
    assert (early.status_code, early.json()["code"]) == (409, "out_of_order")
    court.get(f"/partner/packets/{packet}")
    early = court.post(f"/partner/packets/{packet}/answer", json={"said": "收到"})
    assert early.json()["code"] == "out_of_order"


def test_an_answer_is_given_once_and_the_same_again_is_no_fault(
    desk: Desk, partners: Partners
) -> None:
    _, packet = sent(desk)
    court = partners.program(COURT)
    court.get(f"/partner/packets/{packet}")
    court.post(f"/partner/packets/{packet}/read")
    answers = [
        court.post(f"/partner/packets/{packet}/answer", json={"said": said})
        for said in ("收到", "收到", "不同意")
    ]
    assert [one.status_code for one in answers] == [200, 200, 409]


def test_without_an_answer_on_its_day_it_is_overdue_the_day_after(
    desk: Desk, partners: Partners
) -> None:
    county, packet = sent(desk, COURT, "revocation_proposal")
    desk.now += timedelta(days=30)
    county = desk.sign_in("county")
    assert state(county, packet) == "sent"
    desk.now += timedelta(days=1)
    county = desk.sign_in("county")
    assert state(county, packet) == "overdue"
    late = county.get("/api/sharing/packets", params={"late": True}).json()["items"]
    assert [one["id"] for one in late] == [packet]


def test_what_is_taken_back_is_not_fetched_any_more(desk: Desk, partners: Partners) -> None:
    county, packet = sent(desk)
    taken = county.post(f"/api/sharing/packets/{packet}/withdraw", json={"why": "发错对象"})
    assert taken.json()["state"] == "withdrawn"
    court = partners.program(COURT)
    assert court.get(f"/partner/packets/{packet}").status_code == 404
    kinds = [one["kind"] for one in court.get("/partner/events").json()["events"]]
    assert kinds == ["packet_sent", "packet_withdrawn"]


def test_the_ledger_is_neither_changed_nor_deleted(desk: Desk, partners: Partners) -> None:
    _, packet = sent(desk)
    changes = ("delete from packet", "update packet set purpose = 'x'")
    for query in changes:
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
            tx.execute(query.encode())
    assert desk.rows("select id from packet") == [(UUID(packet),)]
