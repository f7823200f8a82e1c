"""A packet goes by hand to an authority without a line: the same ledger, marked as such."""

import hashlib
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest
from stack.desk import Desk
from stack.disc import COURT, Discs
from stack.partner import Partners
from yizhan_collector.rooms.sharing.kinds import TABLE

from .test_packets import a_paper, becomes_a_minors, sent, state

HOUR = timedelta(hours=1)


def note(
    client: httpx.Client, packet: str, step: str, at: Any, said: str = "", who: str = "收发室 李四"
) -> httpx.Response:
    body = {"step": step, "who": who, "at": at.isoformat(), "said": said}
    return client.post(f"/api/sharing/packets/{packet}/steps", json=body)


def test_a_packet_is_packed_with_its_paper_law_and_purpose_and_signed(
    desk: Desk, discs: Discs
) -> None:
    county, packet = sent(desk)
    answer = county.get(f"/api/sharing/packets/{packet}/signed")
    assert answer.status_code == 200, answer.text
    opened = discs.us.opened(answer.content, desk.now)
    with zipfile.ZipFile(io.BytesIO(opened.content)) as packed:
        assert sorted(packed.namelist()) == ["package.json", "paper.pdf"]
        head, pdf = json.loads(packed.read("package.json")), packed.read("paper.pdf")
    assert (opened.signer, head["sender"]) == ("collector", "collector")
    assert (head["recipient"], head["kind"], head["key"]) == (COURT, "packet", packet)
    assert pdf.startswith(b"%PDF")
    assert hashlib.sha256(pdf).hexdigest() == head["sha256"]
    [(issued,)] = desk.rows("select sha256 from packet")
    assert head["sha256"] == issued
    leave = TABLE["release_notice", "court"]
    assert (head["said"]["basis"], head["said"]["purpose"]) == (leave.basis, leave.purpose)
    assert set(head["said"]["fields"]) <= set(leave.fields)
    noted = desk.rows("select subject, person is null from audit where action = 'carry_packet'")
    assert noted == [(f"{COURT} {packet}", False)]


def test_packing_is_no_step(desk: Desk, discs: Discs) -> None:
    county, packet = sent(desk)
    county.get(f"/api/sharing/packets/{packet}/signed").raise_for_status()
    assert state(county, packet) == "sent"


def test_without_an_open_record_nothing_is_packed(desk: Desk, discs: Discs) -> None:
    _, packet = sent(desk)
    other = desk.sign_in("county2")
    assert other.get(f"/api/sharing/packets/{packet}/signed").status_code == 404
    assert desk.sign_in("huanren").get(f"/api/sharing/packets/{packet}/signed").status_code == 404
    assert desk.rows("select count(*) from audit where action = 'carry_packet'") == [(0,)]


def test_what_the_wire_refuses_is_not_carried_either(desk: Desk, discs: Discs) -> None:
    county, paper = a_paper(desk)
    other = county.post(f"/api/papers/{paper}/packets", json={"partner": "fayuan-210522"})
    assert other.json()["code"] == "other_area"
    specialist = becomes_a_minors(desk, paper)
    refused = specialist.post(f"/api/papers/{paper}/packets", json={"partner": COURT})
    assert refused.json()["code"] == "minor_by_hand"
    assert desk.rows("select count(*) from packet") == [(0,)]


def test_handing_over_reading_and_the_answer_are_noted_by_hand_and_marked(
    desk: Desk, discs: Discs
) -> None:
    county, packet = sent(desk)
    start = desk.now
    desk.now += 3 * HOUR
    note(county, packet, "received", start + HOUR).raise_for_status()
    note(county, packet, "read", start + 2 * HOUR, who="法官 王五").raise_for_status()
    last = note(county, packet, "answered", start + 3 * HOUR, "同意").json()
    assert (last["state"], last["answer"]) == ("answered", "同意")
    assert last["by_hand"] == {
        "received": "收发室 李四", "read": "法官 王五", "answered": "收发室 李四",
    }  # fmt: skip
    moments = desk.rows("select received_at, read_at, answered_at from packet")
    assert moments == [(start + HOUR, start + 2 * HOUR, start + 3 * HOUR)]
    assert desk.rows("select count(distinct noted_by) from packet_by_hand") == [(1,)]
    events = desk.rows("select event from outbox where body ->> 'packet' = %s order by 1", packet)
    assert events == [("packet_answered",), ("packet_read",)]  # as on the wire
    desk.carry_out()
    served = desk.rows("select way, recipient, proof from paper_service")
    assert served == [("direct", "本溪满族自治县人民法院", f"光盘 {packet} 法官 王五")]


def test_what_came_by_wire_is_not_marked(desk: Desk, partners: Partners) -> None:
    county, packet = sent(desk)
    partners.program(COURT).get(f"/partner/packets/{packet}").raise_for_status()
    [line] = county.get("/api/sharing/packets").json()["items"]
    assert (line["state"], line["by_hand"]) == ("received", {})


def test_a_step_is_noted_once_in_order_and_not_in_the_future(desk: Desk, discs: Discs) -> None:
    county, packet = sent(desk)
    start = desk.now
    desk.now += 2 * HOUR

    def code(step: str, at: Any, said: str = "", who: str = "李四") -> str:
        return str(note(county, packet, step, at, said, who).json().get("code", "noted"))

    assert code("read", start + HOUR) == "out_of_order"
    assert code("received", start - HOUR) == "not_then"
    assert code("received", start + 3 * HOUR) == "not_then"
    assert code("received", start + HOUR, "同意") == "answer_missing"
    assert code("received", start + HOUR, who="<b>") == "bad_name"
    assert code("received", start + HOUR) == "noted"
    assert code("received", start + HOUR) == "already_noted"
    assert code("read", start) == "not_then"
    assert code("answered", start + HOUR, "同意") == "out_of_order"
    assert code("read", start + HOUR) == "noted"
    assert code("answered", start + HOUR) == "answer_missing"
    assert desk.rows("select count(*) from packet_by_hand") == [(2,)]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_end_of_time_is_refused(desk: Desk, discs: Discs, at: str) -> None:
    county, packet = sent(desk)
    body = {"step": "received", "who": "李四", "at": at}
    answer = county.post(f"/api/sharing/packets/{packet}/steps", json=body)
    assert answer.json()["code"] == "not_then"


def test_what_was_taken_back_goes_to_nobody(desk: Desk, discs: Discs) -> None:
    county, packet = sent(desk)
    county.post(f"/api/sharing/packets/{packet}/withdraw", json={"why": "发错对象"})
    assert county.get(f"/api/sharing/packets/{packet}/signed").json()["code"] == "taken_back"
    assert note(county, packet, "received", desk.now).json()["code"] == "taken_back"


def test_eight_at_once_note_a_step_once(desk: Desk, discs: Discs) -> None:
    county, packet = sent(desk)
    with ThreadPoolExecutor(8) as many:
        found = list(many.map(lambda _: note(county, packet, "received", desk.now), range(8)))
    assert sorted(one.status_code for one in found) == [200] + [409] * 7
    assert desk.rows("select count(*) from packet_by_hand") == [(1,)]


def test_another_county_notes_nothing(desk: Desk, discs: Discs) -> None:
    _, packet = sent(desk)
    assert note(desk.sign_in("huanren"), packet, "received", desk.now).status_code == 404
    assert note(desk.sign_in("prosecutor"), packet, "received", desk.now).status_code == 403


def test_the_database_shows_a_line_only_with_its_packet_and_changes_none(
    desk: Desk, discs: Discs
) -> None:
    county, packet = sent(desk)
    note(county, packet, "received", desk.now).raise_for_status()
    wall = "select set_config('role', 'yizhan_desk', true), set_config('yizhan.area', %s, true)"
    for area, lines in (("210521%", 1), ("210522%", 0)):
        with psycopg.connect(desk.url) as tx:
            tx.execute(wall, [area])
            assert tx.execute("select count(*) from packet_by_hand").fetchone() == (lines,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                tx.execute("update packet_by_hand set who = 'x'")
