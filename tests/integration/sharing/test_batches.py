"""A file of rows from another authority: good rows once for ever, bad ones with what to do."""

import base64
import csv
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from stack.desk import Desk, new_person, open_record
from stack.partner import Partners
from yizhan_collector.rooms.sharing import files

COURT, POLICE = "fayuan-210521", "gongan-210521"
Row = dict[str, str]


def a_row(number: int, **changes: str) -> Row:
    base = {
        "编号": f"本公{number:04}",
        "姓名": f"示例{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
        "出生日期": "1988-02-29",
        "措施": "拘留",
        "起始日期": "2026-11-20",
        "场所": "县看守所",
        "文书号": f"(2026)公拘{number}号",
    }
    return base | changes


def table(rows: list[Row], encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, files.headings("custody"))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def send(
    program: httpx.Client, raw: bytes, key: str = "20261124-1", kind: str = "custody"
) -> httpx.Response:
    digest = base64.b64encode(hashlib.sha256(raw).digest()).decode()
    head = {"Content-Digest": f"sha-256=:{digest}:", "Content-Type": "application/octet-stream"}
    return program.put(f"/partner/batches/{key}", params={"kind": kind}, content=raw, headers=head)


def kept(desk: Desk) -> int:
    return int(desk.rows("select count(*) from partner_row")[0][0])


def twenty() -> list[Row]:
    """Twenty rows, three of them bad."""
    rows = [a_row(number) for number in range(20)]
    rows[3]["出生日期"] = "1988年2月30日"
    rows[7]["姓名"] = ""
    rows[11]["起始日期"] = "2026-11-25"  # their clock is a day ahead
    return rows


def test_a_file_of_twenty_with_three_bad_ones_is_corrected_and_nothing_doubles(
    desk: Desk, partners: Partners
) -> None:
    police = partners.program(POLICE)
    first = send(police, table(twenty())).json()
    assert (first["state"], first["total"], first["bad"], kept(desk)) == ("partial", 20, 3, 17)
    faults = {(one["row"], one["heading"], one["problem"]) for one in first["faults"]}
    assert faults == {
        (5, "出生日期", "not_a_date"), (9, "姓名", "missing"), (13, "起始日期", "in_the_future"),
    }  # fmt: skip
    assert all(one["todo"] for one in first["faults"])
    again = send(police, table(twenty())).json()
    assert again == first
    assert kept(desk) == 17
    mended = twenty()
    mended[3] |= {"出生日期": "1988-02-28"}
    mended[7] |= {"姓名": "示例辛"}
    mended[11] |= {"起始日期": "2026-11-23"}
    last = send(police, table(mended)).json()
    assert (last["id"], last["state"], last["bad"], kept(desk)) == (first["id"], "taken", 0, 20)
    assert last["faults"] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_the_encodings_in_use(
    desk: Desk, partners: Partners, encoding: str
) -> None:
    made = send(partners.program(POLICE), table([a_row(1)], encoding)).json()
    assert made["state"] == "taken"
    assert desk.rows("select body ->> '姓名', body ->> 'name' from partner_row")[0][1] == "示例乙"


def test_half_a_file_is_refused_whole(desk: Desk, partners: Partners) -> None:
    raw = table(twenty())
    whole = base64.b64encode(hashlib.sha256(raw).digest()).decode()
    for announced in (f"sha-256=:{whole}:", "sha-256=:AAAA:", "", "md5=:x:"):
        refused = partners.program(POLICE).put(
            "/partner/batches/half",
            params={"kind": "custody"},
            content=raw[: len(raw) // 2],
            headers={"Content-Digest": announced, "Content-Type": "application/octet-stream"},
        )
        assert (refused.status_code, refused.json()["code"]) == (422, "half_a_file")
    assert kept(desk) == 0
    assert desk.rows("select count(*) from partner_batch") == [(0,)]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\x00\x01\x02", "not_a_sheet"),
        (b"", "empty_sheet"),
        ("编号,姓名\n1,甲\n".encode(), "wrong_headings"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "old_sheet"),
        (table([]), "empty_sheet"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(
    desk: Desk, partners: Partners, raw: bytes, code: str
) -> None:
    refused = send(partners.program(POLICE), raw)
    assert refused.status_code == 422
    assert refused.json()["code"] in {code, "invalid_input"} if not raw else {code}
    assert kept(desk) == 0


def test_a_number_that_came_with_other_values_is_told_to_use_a_new_one(
    desk: Desk, partners: Partners
) -> None:
    police = partners.program(POLICE)
    send(police, table([a_row(1)]))
    other = send(police, table([a_row(1, 场所="市看守所"), a_row(2)]), "20261124-2").json()
    assert (other["state"], [one["problem"] for one in other["faults"]]) == (
        "partial",
        ["other_values"],
    )
    assert kept(desk) == 2


def test_the_same_row_under_another_key_is_taken_for_the_same(
    desk: Desk, partners: Partners
) -> None:
    police = partners.program(POLICE)
    assert send(police, table([a_row(1)])).json()["state"] == "taken"
    assert send(police, table([a_row(1)]), "another").json()["state"] == "taken"
    assert kept(desk) == 1


def test_a_number_twice_in_a_file_is_no_row_at_all(desk: Desk, partners: Partners) -> None:
    made = send(partners.program(POLICE), table([a_row(1), a_row(1, 姓名="示例癸")])).json()
    assert (made["state"], made["bad"], kept(desk)) == ("refused", 2, 0)


def test_eight_at_once_double_nothing(desk: Desk, partners: Partners) -> None:
    raw = table([a_row(number) for number in range(20)])
    with ThreadPoolExecutor(8) as many:
        programs = [partners.program(POLICE) for _ in range(8)]
        answers = list(many.map(lambda one: send(one, raw).json(), programs))
    assert {one["state"] for one in answers} == {"taken"}
    assert kept(desk) == 20
    assert desk.rows("select times from partner_batch") == [(8,)]


def test_a_court_sends_no_file_of_the_police_and_reads_none(desk: Desk, partners: Partners) -> None:
    police, court = partners.program(POLICE), partners.program(COURT)
    assert send(court, table([a_row(1)])).json()["code"] == "kind_of_others"
    made = send(police, table([a_row(1)])).json()
    assert court.get(f"/partner/batches/{made['id']}").status_code == 404
    assert police.get(f"/partner/batches/{made['id']}").json() == made


def test_an_officer_says_whom_a_row_is_about_and_nothing_follows_by_itself(
    desk: Desk, partners: Partners
) -> None:
    county = desk.sign_in("county")
    person = new_person(county, name="示例乙", born_on="1988-02-29")["id"]
    send(partners.program(POLICE), table([a_row(1), a_row(2)]))
    rows = county.get("/api/sharing/rows").json()["items"]
    first: dict[str, Any] = next(one for one in rows if one["body"]["name"] == "示例乙")
    alike = county.get(f"/api/sharing/rows/{first['id']}/alike").json()
    assert [one["id"] for one in alike] in ([person], [])
    decided = county.post(
        f"/api/sharing/rows/{first['id']}/decide", json={"outcome": "ours", "person": person}
    )
    assert decided.json()["outcome"] == "ours"
    again = county.post(f"/api/sharing/rows/{first['id']}/decide", json={"outcome": "not_ours"})
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")
    assert county.get("/api/sharing/rows").json()["total"] == 1
    assert open_record(county, person)["id"] == person


def test_another_county_sees_no_row_of_this_one(desk: Desk, partners: Partners) -> None:
    send(partners.program(POLICE), table([a_row(1)]))
    elsewhere = desk.sign_in("huanren")
    assert elsewhere.get("/api/sharing/rows").json()["total"] == 0
    row = desk.rows("select id from partner_row")[0][0]
    refused = elsewhere.post(f"/api/sharing/rows/{row}/decide", json={"outcome": "not_ours"})
    assert refused.status_code == 404


def test_a_person_elsewhere_is_not_named(desk: Desk, partners: Partners) -> None:
    other = new_person(desk.sign_in("huanren"), township="210522100")["id"]
    send(partners.program(POLICE), table([a_row(1)]))
    county = desk.sign_in("county")
    row = county.get("/api/sharing/rows").json()["items"][0]["id"]
    for person in (other, None):
        given = {"outcome": "ours", "person": person}
        assert county.post(f"/api/sharing/rows/{row}/decide", json=given).status_code == 404
