"""Tickets by file: each row is the ticket it would be by the API, and a bad one says what to do."""

import csv
import io
from typing import Any

from stack.desk import Desk
from stack.partner import Partners
from yizhan_collector.rooms.exchange.plain import workbook
from yizhan_collector.rooms.sharing import files

from .test_batches import send as send_file
from .tickets import COURT, PLATFORM, look, put

Row = dict[str, str]


def a_row(number: int, **changes: str) -> Row:
    base = {
        "编号": f"12345-{number:04}",
        "受理日期": "2026-11-24",
        "诉求类型": "咨询",
        "内容": "离婚要带什么材料",
        "姓名": "测试甲",
        "电话": "000-0000-0001",
        "区域": "210521",
        "紧急": "",
        "答复期限": "2026-11-30",
    }
    return base | changes


def table(rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, files.headings("ticket"))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("gb18030")


def counted(desk: Desk) -> tuple[Any, ...]:
    desk.carry_out()
    return desk.rows(
        "select (select count(*) from ticket), (select count(*) from matter),"
        " (select count(*) from partner_row)"
    )[0]


def test_good_rows_become_tickets_bad_ones_say_what_to_do_and_a_resend_doubles_nothing(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    rows = [a_row(number) for number in range(6)]
    rows[1]["诉求类型"] = "表扬"
    rows[2]["电话"] = "见内容"
    rows[3]["区域"] = "110101"
    rows[4]["编号"] = "工单 4"
    first = send_file(program, table(rows), kind="ticket").json()
    assert (first["state"], first["total"], first["bad"]) == ("partial", 6, 4)
    assert {(one["row"], one["heading"], one["problem"]) for one in first["faults"]} == {
        (3, "诉求类型", "not_a_word"), (4, "电话", "not_a_phone"),
        (5, "区域", "unknown_area"), (6, "编号", "not_a_key"),
    }  # fmt: skip
    assert all(one["todo"] for one in first["faults"])
    assert counted(desk) == (2, 2, 0)
    assert send_file(program, table(rows), kind="ticket").json() == first
    mended = [a_row(number) for number in range(6)]
    last = send_file(program, table(mended), kind="ticket").json()
    assert (last["id"], last["state"], last["faults"]) == (first["id"], "taken", [])
    assert counted(desk) == (6, 6, 0)


def test_empty_optional_cells_are_nobody_and_the_city_and_days_are_legal_days(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    bare = a_row(1, 姓名="", 电话="", 区域="", 答复期限="")
    assert send_file(program, table([bare, a_row(2)]), kind="ticket").json()["state"] == "taken"
    desk.carry_out()
    found = desk.rows("select number, area, party is null from matter order by party is null")
    assert [one[1:] for one in found] == [("210521", False), ("", True)]
    assert look(program, "12345-0001")["answer_by"] == "2026-12-01T16:00:00Z"  # five working days
    assert look(program, "12345-0002")["answer_by"] == "2026-11-30T16:00:00Z"


def test_a_workbook_is_the_same_file(desk: Desk, partners: Partners) -> None:
    rows = [list(a_row(number).values()) for number in (1, 2)]
    raw = workbook("工单", files.headings("ticket"), rows)
    program = partners.program(PLATFORM)
    assert send_file(program, raw, kind="ticket").json()["state"] == "taken"
    assert send_file(program, table([a_row(1)]), "other", "ticket").json()["state"] == "taken"
    assert counted(desk) == (2, 2, 0)


def test_a_row_and_a_ticket_of_the_api_with_one_number_are_one_or_the_row_is_told_so(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    same = {
        "request": "consult",
        "said": "离婚要带什么材料",
        "received_at": "2026-11-24T00:00:00+08:00",
        "name": "测试甲",
        "phone": "000-0000-0001",
        "area": "210521",
        "answer_by": "2026-12-01T00:00:00+08:00",
    }
    put(program, "12345-0001", **same)
    put(program, "12345-0002", **same | {"said": "别的事"})
    told = send_file(program, table([a_row(1), a_row(2)]), kind="ticket").json()
    assert [(one["row"], one["problem"]) for one in told["faults"]] == [(3, "other_values")]
    assert counted(desk) == (2, 2, 0)


def test_a_number_twice_in_a_file_is_no_ticket(desk: Desk, partners: Partners) -> None:
    rows = table([a_row(1), a_row(1, 内容="别的事")])
    told = send_file(partners.program(PLATFORM), rows, kind="ticket").json()
    assert (told["state"], counted(desk)) == ("refused", (0, 0, 0))


def test_only_a_platform_sends_tickets_and_it_sends_nothing_else(
    desk: Desk, partners: Partners
) -> None:
    for code, kind in ((COURT, "ticket"), (PLATFORM, "custody")):
        refused = send_file(partners.program(code), table([a_row(1)]), kind=kind)
        assert refused.json()["code"] == "kind_of_others"
