"""Following a matter by its code: what is said, what can be done, and nothing of it left behind."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from stack import points as make
from stack.citizen import ADVICE, LEGAL_AID, Citizen
from stack.desk import Desk
from stack.public import Public
from stack.uploads import JPEG, PDF, PROGRAM
from yizhan_collector.doors.portal import following
from yizhan_collector.rooms.cases import aid
from yizhan_collector.rooms.cases import desk as matters
from yizhan_collector.rooms.staff.model import Staff


@pytest.fixture
def citizen(public: Public) -> Citizen:
    return Citizen(public.visitor())


@contextmanager
def office(desk: Desk, login: str) -> Iterator[tuple[psycopg.Connection, UUID, Staff]]:
    """A transaction of somebody of the office, the newest matter, and who they are."""
    row = desk.rows("select id, login, name, role, area from staff where login = %s", login)[0]
    [(matter,)] = desk.rows("select id from matter order by opened_at desc limit 1")
    with psycopg.connect(desk.url) as tx:
        yield tx, matter, Staff(*row)


def file(name: str, content: bytes) -> list[Any]:
    return [("file", (name, content, "application/octet-stream"))]


def ask_for_papers(desk: Desk) -> None:
    with office(desk, "clerk") as (tx, matter, clerk):
        matters.take(tx, matter, clerk, desk.now)
        aid.tell_missing(tx, matter, clerk, ["identity", "labour"], "两样都要", desk.now)


def close(desk: Desk) -> None:
    with office(desk, "clerk") as (tx, matter, clerk):
        matters.take(tx, matter, clerk, desk.now)
        matters.close(tx, matter, clerk, "advised", "请先找物业调解。", desk.now)


def test_who_has_the_code_reads_in_plain_words_whose_turn_it_is_and_until_when(
    desk: Desk, citizen: Citizen
) -> None:
    _, code = citizen.apply("advice", ADVICE | {"name": "测试乙", "phone": "000-0000-0002"})
    text = citizen.follow(code)
    assert "等工作人员办理" in text
    assert "2026-11-25 11:30" in text  # eight opening hours after Tuesday noon
    assert citizen.page.headers["cache-control"] == "no-store"
    for secret in ("测试乙", "000-0000-0002", "空调"):
        assert secret not in text
    assert "办理经过" in text


def test_a_wrong_code_says_so_and_the_sixth_is_not_tried(citizen: Citizen) -> None:
    citizen.apply("advice", ADVICE)
    citizen.send("/applied/kept", {})
    citizen.client.cookies.delete("yizhan_follow")
    citizen.open("/follow")
    for _ in range(5):
        wrong = citizen.send("/follow", {"code": "AAAAA-BBBBB"})
        assert wrong.status_code == 401
        assert "没有这个查询码" in wrong.text
        assert 'value="AAAAA-BBBBB"' in wrong.text
    slow = citizen.send("/follow", {"code": "AAAAA-BBBBB"})
    assert slow.status_code == 429
    assert int(slow.headers["retry-after"]) > 0


def test_the_matter_closes_by_itself_after_twenty_minutes_and_at_once_by_the_button(
    public: Public, citizen: Citizen
) -> None:
    _, code = citizen.apply("advice", ADVICE)
    citizen.follow(code)
    kept = citizen.client.cookies["yizhan_follow"]
    assert code.replace("-", "") not in kept
    public.now += following.OPEN - timedelta(seconds=1)
    assert "办理经过" in citizen.open("/follow").text
    public.now += following.OPEN + timedelta(seconds=1)
    assert "办理经过" not in citizen.open("/follow").text
    citizen.follow(code)
    citizen.send("/follow/close", {})
    assert "办理经过" not in citizen.open("/follow").text


def test_a_cookie_of_ones_own_making_opens_nothing(citizen: Citizen) -> None:
    _, code = citizen.apply("advice", ADVICE)
    citizen.follow(code)
    digest, until, sign = citizen.client.cookies["yizhan_follow"].split(".")
    for made in (
        f"{digest}.{int(until) + 9999}.{sign}",
        f"{'0' * 64}.{until}.{sign}",
        f"{digest}.{until}.",
        "x",
        f"{digest}.²{until}.{sign}",
    ):
        citizen.client.cookies.clear()
        answer = citizen.client.get(
            "/follow", headers={b"cookie": f"yizhan_follow={made}".encode()}
        )
        assert answer.status_code == 200
        assert "办理经过" not in answer.text


@pytest.mark.parametrize("path", ["message", "documents", "cancel", "rating", "withdraw"])
def test_without_an_open_matter_nothing_is_done(citizen: Citizen, path: str) -> None:
    citizen.open("/follow")
    fields = citizen.hidden("/follow") | {"booking": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
    answer = citizen.post(f"/follow/{path}", fields)
    assert answer.status_code == 401
    assert "重新输入查询码" in answer.text


def test_missing_papers_are_told_and_each_is_sent_by_itself(desk: Desk, citizen: Citizen) -> None:
    _, code = citizen.apply("legal_aid", LEGAL_AID)
    ask_for_papers(desk)
    text = citizen.follow(code)
    assert "请补充这些材料" in text
    assert "2026-12-10 00:00" not in text
    assert "2026-12-09" in text
    assert "两样都要" in text
    labels = re.findall(r'name="paper" value="(\w+)"', text)
    assert labels == ["identity", "labour"]
    wrong = citizen.send("/follow/documents", {}, file("证.jpg", PROGRAM))
    assert wrong.status_code == 422
    assert re.search(r'id="file-identity-wrong">证.jpg: 这个文件是程序', wrong.text)
    assert citizen.send("/follow/documents", {}).status_code == 422
    assert citizen.send("/follow/documents", {}, file("证.jpg", JPEG)).status_code == 303
    assert "已上传：身份证明" in citizen.open("/follow").text
    citizen.send("/follow/documents", {}, file("a.pdf", PDF), at=1)
    assert desk.rows("select name from matter_document order by at") == [
        ("身份证明 证.jpg",),
        ("劳动合同、考勤或工资材料 a.pdf",),
    ]
    assert desk.rows("select next_actor from matter") == [("clerk",)]


def test_the_decision_is_read_with_its_reasons_and_the_way_to_object(
    desk: Desk, citizen: Citizen
) -> None:
    _, code = citizen.apply("legal_aid", LEGAL_AID)
    with office(desk, "clerk") as (tx, matter, clerk):
        matters.take(tx, matter, clerk, desk.now)
        aid.complete(tx, matter, clerk, desk.now.date(), desk.now)
    with office(desk, "chief") as (tx, matter, head):
        why = "鉴定费可以申请法院缓交，不属于援助范围。"
        given: dict[Any, tuple[bool, str]] = {
            "representation": (True, ""),
            "appraisal_fee": (False, why),
        }
        aid.decide(tx, matter, head, given, desk.now)
    text = citizen.follow(code)
    assert re.search(r"给予</strong>：诉讼代理", text)
    assert re.search(rf"不给予</strong>：鉴定费用减免<br>理由：{why}", text)
    assert "第49条" in text
    assert 'href="/apply/complaint?category=legal_aid"' in text
    with office(desk, "clerk") as (tx, matter, clerk):
        aid.assign(tx, matter, clerk, "本溪某某律师事务所 赵律师", desk.now)
    assert "赵律师" in citizen.open("/follow").text


def test_a_message_is_sent_and_one_that_is_too_long_is_kept_in_its_field(
    desk: Desk, citizen: Citizen
) -> None:
    _, code = citizen.apply("advice", ADVICE)
    citizen.follow(code)
    long = citizen.send("/follow/message", {"said": "长" * 2001})
    assert long.status_code == 422
    assert "请删去1字" in long.text
    assert "长" * 2001 in long.text
    assert citizen.send("/follow/message", {"said": "还有录音😀"}).status_code == 303
    shown = citizen.open("/follow?done=message").text
    assert "留言已送达" in shown
    assert "还有录音😀" in shown


def test_a_visit_is_booked_with_the_matter_and_given_back(desk: Desk, citizen: Citizen) -> None:
    make.add(desk.url)
    _, code = citizen.apply("legal_aid", LEGAL_AID)
    path = f"/points/{make.HALL.code}/book"
    assert f'href="{path}?mine=1"' in citizen.follow(code)
    slots = re.findall(r'name="slot" value="([^"]+)"', citizen.open(f"{path}?mine=1").text)
    booked = citizen.send(path, {"slot": slots[3], "name": "测试乙"})
    assert booked.headers["location"] == "/follow#bookings"
    [(matter, linked)] = desk.rows("select matter.id, booking.matter from matter, booking")
    assert matter == linked
    assert slots[3][:10] in citizen.open("/follow").text
    assert citizen.send("/follow/cancel", {}).status_code == 303
    assert desk.rows("select cancelled_at is null from booking") == [(False,)]


def test_a_closed_matter_is_rated_once(desk: Desk, citizen: Citizen) -> None:
    _, code = citizen.apply("advice", ADVICE)
    citizen.follow(code)
    assert "/follow/rating" not in citizen.page.text
    close(desk)
    text = citizen.open("/follow").text
    assert "请先找物业调解。" in text
    assert citizen.send("/follow/rating", {"stars": "6"}).status_code == 422
    form = citizen.hidden("/follow/rating") | {"stars": "4", "why": "答复很快"}
    assert citizen.post("/follow/rating", form).status_code == 303
    assert citizen.post("/follow/rating", form).status_code == 409
    assert desk.rows("select satisfaction, satisfaction_said from matter") == [(4, "答复很快")]
    assert "您的评价：4/5 满意" in citizen.open("/follow").text


def test_a_matter_is_withdrawn_after_one_more_question(desk: Desk, citizen: Citizen) -> None:
    _, code = citizen.apply("advice", ADVICE)
    citizen.follow(code)
    assert "确定要撤回吗" in citizen.open("/follow/withdraw").text
    assert citizen.send("/follow/withdraw", {}).status_code == 303
    assert desk.rows("select state, outcome from matter") == [("closed", "withdrawn")]
    assert "您已撤回" in citizen.open("/follow").text
    citizen.open("/follow/withdraw")
    again = citizen.send("/follow/withdraw", {})
    assert again.status_code == 409
    assert "已经办结" in again.text


def test_one_code_never_shows_another_matter(desk: Desk, public: Public) -> None:
    one, other = Citizen(public.visitor()), Citizen(public.visitor())
    _, first = one.apply("advice", ADVICE)
    _, second = other.apply("complaint", {"category": "complaint", "said": "态度不好"})
    assert "投诉建议" not in one.follow(first).split("<main")[1].split("</main>")[0]
    assert "投诉建议" in other.follow(second).split("<main")[1]
