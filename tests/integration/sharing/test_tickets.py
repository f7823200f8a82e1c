"""A ticket of 12345 comes once, is answered, returned, refused or withdrawn; nothing doubles."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from integration.collector.matters import do, refused
from stack.desk import Desk
from stack.partner import Partners
from yizhan_collector.doors.partner.access import STAND
from yizhan_collector.rooms.cases import forgetting
from yizhan_collector.rooms.sharing import ticket_work

from .tickets import ASKED, COURT, ELSEWHERE, KEY, PLATFORM, look, matter_of, put, send

ANSWER = "带上工资条和考勤记录,可先到劳动监察大队投诉,我们也可以办法律援助。"


def count(desk: Desk, table: str) -> int:
    return int(desk.rows(f"select count(*) from {table}")[0][0])  # noqa: S608


def answered(desk: Desk, said: str = ANSWER) -> str:
    """The ticket's matter, taken and answered by a clerk."""
    matter = matter_of(desk)
    clerk = desk.sign_in("clerk")
    do(clerk, matter, "take")
    do(clerk, matter, "answer", said=said)
    desk.carry_out()
    return matter


def closed(desk: Desk) -> str:
    """The same, closed."""
    matter = answered(desk)
    do(desk.sign_in("clerk"), matter, "close", outcome="advised")
    desk.carry_out()
    return matter


def test_a_ticket_goes_from_taken_to_closed_and_the_platform_sees_each_step(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    states = [send(program)["state"]]
    matter, clerk = matter_of(desk), desk.sign_in("clerk")
    for step, body in (
        ("take", {}),
        ("answer", {"said": ANSWER}),
        ("close", {"outcome": "advised"}),
    ):
        do(clerk, matter, step, **body)
        desk.carry_out()
        states.append(look(program)["state"])
    assert states == ["taken", "in_hand", "answered", "closed"]
    assert (look(program)["answer"], look(program)["answered_at"] is not None) == (ANSWER, True)


def test_it_is_a_matter_like_any_other_placed_by_its_area_and_due_as_the_platform_says(
    desk: Desk, partners: Partners
) -> None:
    send(partners.program(PLATFORM), answer_by="2026-11-24T14:00:00+08:00")
    matter = matter_of(desk)
    shown = desk.sign_in("clerk").get(f"/api/matters/{matter}").json()
    assert (shown["channel"], shown["area"], shown["township"]) == (
        "platform", "210521", "210521100",
    )  # fmt: skip
    assert (shown["name"], shown["party"]["phone"]) == ("测试甲", "000-0000-0001")
    assert shown["due_at"] == "2026-11-24T06:00:00Z"
    ticket = shown["ticket"]
    assert (ticket["platform"], ticket["key"]) == ("本溪市12345政务服务便民热线", KEY)
    assert desk.rows("select body from ticket") == [(None,)]  # what it says is in the matter alone


@pytest.mark.parametrize(
    ("said", "flag", "urgent", "sure", "numbers"),
    [
        ("他又打我了,孩子也在", False, "violence", False, ["110"]),
        ("有人让我转账到安全账户", True, "fraud_in_progress", True, ["96110", "110"]),
        ("今天必须有人处理", True, "time_limit", True, []),
        ("想问离婚怎么办", False, None, None, []),
    ],
)
def test_words_that_cannot_wait_are_told_at_once_and_offered_to_the_clerk(
    desk: Desk, partners: Partners, said: str, flag: bool, urgent: Any, sure: Any, numbers: Any
) -> None:
    assert send(partners.program(PLATFORM), said=said, urgent=flag)["call_now"] == numbers
    matter_of(desk)
    assert desk.rows("select urgent, urgent_sure from matter") == [(urgent, sure)]


def test_the_same_again_is_the_same_and_another_body_is_refused_with_a_sentence(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    first = send(program)
    matter_of(desk)
    again = send(program, received_at="2026-11-24T03:20:00Z", said=f" {ASKED['said']} ")
    assert again["id"] == first["id"]
    status, told = put(program, **ASKED | {"said": "别的事"})
    assert (status, told["code"]) == (409, "other_ticket")
    assert "number of its own" in told["title"]
    matter_of(desk)
    assert (count(desk, "ticket"), count(desk, "matter")) == (1, 1)


def test_eight_at_once_under_one_number_are_one_ticket_and_one_matter(
    desk: Desk, partners: Partners
) -> None:
    with ThreadPoolExecutor(8) as many:
        programs = [partners.program(PLATFORM) for _ in range(8)]
        told = list(many.map(lambda one: put(one, **ASKED), programs))
    assert {(status, one["id"]) for status, one in told} == {(200, told[0][1]["id"])}
    with ThreadPoolExecutor(4) as works:
        list(works.map(lambda _: desk.carry_out(), range(4)))
    assert (count(desk, "ticket"), count(desk, "matter")) == (1, 1)


def test_two_bodies_at_once_under_one_number_leave_one(desk: Desk, partners: Partners) -> None:
    with ThreadPoolExecutor(8) as many:
        programs = [partners.program(PLATFORM) for _ in range(8)]
        bodies = [ASKED | {"said": f"第{place % 2}种说法"} for place in range(8)]
        told = list(many.map(lambda one, body: put(one, **body)[0], programs, bodies))
    assert sorted(told) == [200] * 4 + [409] * 4
    matter_of(desk)
    assert count(desk, "matter") == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"area": "110101"}, "unknown_area"),
        ({"category": "no.such"}, "unknown_category"),
        ({"request": "praise"}, "invalid_input"),
        ({"said": " \n"}, "nothing_said"),
        ({"said": "字" * 2001}, "invalid_input"),
        ({"phone": "call me"}, "invalid_input"),
        ({"received_at": "2026-11-24T11:20:00"}, "invalid_input"),
    ],
)
def test_a_bad_ticket_gets_its_sentence_and_leaves_nothing(
    desk: Desk, partners: Partners, changes: dict[str, Any], code: str
) -> None:
    status, told = put(partners.program(PLATFORM), **ASKED | changes)
    assert (status, told["code"]) == (422, code)
    assert count(desk, "ticket") == 0


def test_a_county_platform_sends_for_its_county_only_and_a_court_sends_no_ticket(
    desk: Desk, partners: Partners
) -> None:
    assert put(partners.program(ELSEWHERE), **ASKED)[1]["code"] == "other_area"
    assert put(partners.program(COURT), **ASKED)[1]["code"] == "kind_of_others"
    assert put(partners.program(ELSEWHERE), **ASKED | {"area": "210522"})[0] == 200


@pytest.mark.parametrize("ended", [answered, closed])
def test_it_comes_back_unsatisfied_once_is_open_again_and_answered_again(
    desk: Desk, partners: Partners, ended: Any
) -> None:
    program = partners.program(PLATFORM)
    send(program)
    matter = ended(desk)
    for _ in range(2):
        status, told = put(program, step="/return", why="没有说到哪里申请")
        assert (status, told["state"]) == (200, "in_hand")
        desk.carry_out()
    clerk = desk.sign_in("clerk")
    shown = clerk.get(f"/api/matters/{matter}").json()
    assert (shown["state"], shown["next_actor"], shown["late"]) == ("open", "clerk", False)
    assert [act["code"] for act in shown["acts"]].count("return_ticket") == 1
    assert look(program)["state"] == "in_hand"
    do(clerk, matter, "answer", said="到县法律援助中心二楼,周一至周五。")
    desk.carry_out()
    assert (look(program)["state"], look(program)["answer"][:3]) == ("answered", "到县法")
    do(clerk, matter, "close", outcome="resolved")
    desk.carry_out()
    assert put(program, step="/return", why="还是不满意")[1]["code"] == "returned_already"
    assert look(program)["state"] == "closed"


def test_what_comes_back_has_days_of_its_own_to_be_answered_in(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    send(program, "T-1", answer_by="2026-11-24T14:00:00+08:00")
    send(program, "T-2", answer_by="2026-11-24T14:00:00+08:00")
    clerk = desk.sign_in("clerk")
    for key in ("T-1", "T-2"):
        matter = matter_of(desk, key)
        do(clerk, matter, "take")
        do(clerk, matter, "answer", said=ANSWER)
    desk.carry_out()
    desk.now += timedelta(hours=5)
    back = put(program, "T-1", "/return", why="不满意")[1]
    assert back["answer_by"] == "2026-12-01T16:00:00Z"  # five working days
    own = "2026-11-25T18:00:00+08:00"
    assert put(program, "T-2", "/return", why="不满意", answer_by=own)[1]["answer_by"] == (
        "2026-11-25T10:00:00Z"
    )
    late = clerk.get("/api/sharing/tickets", params={"view": "late"}).json()
    assert late["total"] == 0


def test_what_comes_out_of_order_is_told_what_comes_first(desk: Desk, partners: Partners) -> None:
    program = partners.program(PLATFORM)
    assert put(program, step="/return", why="不满意")[1]["code"] == "not_found"
    send(program)
    assert put(program, step="/return", why="不满意")[1]["code"] == "nothing_to_return"
    assert put(program, step="/reply", said="是的")[1]["code"] == "nothing_asked"
    assert put(program, step="/stars", stars=5)[1]["code"] == "rated_otherwise"


def test_a_question_goes_to_the_caller_and_the_reply_into_the_matter(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    send(program)
    matter, clerk = matter_of(desk), desk.sign_in("clerk")
    do(clerk, matter, "take")
    do(clerk, matter, "ask", said="有没有签合同?")
    desk.carry_out()
    assert (look(program)["state"], look(program)["question"]) == ("in_hand", "有没有签合同?")
    for _ in range(2):
        assert put(program, step="/reply", said="没有签")[0] == 200
        desk.carry_out()
    shown = clerk.get(f"/api/matters/{matter}").json()
    assert (shown["acts"][-1]["code"], shown["acts"][-1]["said"]) == ("party_says", "没有签")
    assert (shown["next_actor"], look(program)["question"]) == ("clerk", "")


def test_the_caller_is_heard_once_when_it_is_closed(desk: Desk, partners: Partners) -> None:
    program = partners.program(PLATFORM)
    send(program)
    closed(desk)
    statuses = [put(program, step="/stars", stars=stars)[0] for stars in (4, 4, 1)]
    desk.carry_out()
    assert statuses == [200, 200, 409]
    assert desk.rows("select satisfaction from matter") == [(4,)]


@pytest.mark.parametrize("seen", [False, True])
def test_what_the_platform_takes_back_is_withdrawn_before_and_after_it_is_a_matter(
    desk: Desk, partners: Partners, seen: bool
) -> None:
    program = partners.program(PLATFORM)
    send(program)
    if seen:
        matter_of(desk)
    for _ in range(2):
        assert put(program, step="/withdrawal", why="来电人已自行解决")[1]["state"] == "withdrawn"
        desk.carry_out()
    found = desk.rows("select state, outcome from matter")
    assert found == ([("closed", "withdrawn")] if seen else [])
    assert look(program)["state"] == "withdrawn"


def test_what_is_closed_is_not_withdrawn(desk: Desk, partners: Partners) -> None:
    program = partners.program(PLATFORM)
    send(program)
    closed(desk)
    assert put(program, step="/withdrawal", why="不需要了")[1]["code"] == "ticket_over"


REFUSAL = {"code": "other_body", "to": "市人力资源和社会保障局", "said": "不属于司法行政职责。"}


def test_a_ticket_that_is_not_ours_goes_back_with_its_reason_and_the_right_body(
    desk: Desk, partners: Partners
) -> None:
    program, clerk = partners.program(PLATFORM), desk.sign_in("clerk")
    send(program)
    matter = matter_of(desk)
    do(clerk, matter, "take")
    assert refused(clerk, matter, "ticket/refuse", **REFUSAL | {"to": " "}) == "name_the_body"
    do(clerk, matter, "ticket/refuse", **REFUSAL)
    assert refused(clerk, matter, "ticket/refuse", **REFUSAL) == "ticket_over"
    desk.carry_out()
    told = look(program)
    assert (told["state"], told["refused_code"], told["refused_to"]) == (
        "refused", "other_body", REFUSAL["to"],
    )  # fmt: skip
    assert desk.rows("select state, outcome from matter") == [("closed", "not_ours")]
    assert put(program, step="/return", why="不满意")[1]["code"] == "nothing_to_return"
    assert refused(clerk, matter, "ticket/refuse", **REFUSAL) == "ticket_over"


def test_after_its_days_or_its_answer_a_ticket_is_not_sent_back(
    desk: Desk, partners: Partners
) -> None:
    send(partners.program(PLATFORM))
    matter = matter_of(desk)
    desk.now += timedelta(days=1, hours=11)  # the last day in time, 23:00 in Shanghai
    clerk = desk.sign_in("clerk")
    shown = do(clerk, matter, "take")
    assert shown["ticket"]["refusable_until"] == "2026-11-25T16:00:00Z"
    desk.now += timedelta(hours=2)
    assert refused(clerk, matter, "ticket/refuse", **REFUSAL) == "too_late_to_refuse"
    do(clerk, matter, "answer", said=ANSWER)
    desk.carry_out()
    assert refused(clerk, matter, "ticket/refuse", **REFUSAL) == "ticket_over"


def test_moves_are_heard_as_thin_events_and_read_in_pages_in_order(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    ids = [send(program, f"T-{place}")["id"] for place in range(3)]
    clerk = desk.sign_in("clerk")
    for place in (2, 0):
        do(clerk, matter_of(desk, f"T-{place}"), "take")
    desk.carry_out()
    events = program.get("/partner/events").json()["events"]
    assert [(one["kind"], one["subject"]) for one in events] == [
        ("ticket_moved", ids[2]), ("ticket_moved", ids[0]),
    ]  # fmt: skip
    page = program.get("/partner/tickets", params={"since": 0}).json()
    assert [one["key"] for one in page["tickets"]] == ["T-2", "T-0"]
    rest = program.get("/partner/tickets", params={"since": page["since"]}).json()
    assert rest == {"tickets": [], "since": page["since"]}


def test_what_whoever_asked_or_the_clock_closed_is_told_by_the_clock(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    send(program)
    matter = answered(desk)
    with psycopg.connect(desk.url) as tx:  # as the public's process does, which writes no event
        tx.execute(
            "update matter set state = 'closed', closed_at = %s, outcome = 'withdrawn',"
            " next_actor = 'nobody', due_at = null where id = %s",
            [desk.now, matter],
        )
        assert ticket_work.settle_left(tx, desk.now) == 1
        assert ticket_work.settle_left(tx, desk.now) == 0
    assert look(program)["state"] == "withdrawn"


def test_another_platform_finds_neither_the_ticket_nor_its_moves(
    desk: Desk, partners: Partners
) -> None:
    send(partners.program(PLATFORM))
    answered(desk)
    other = partners.program(ELSEWHERE)
    assert other.get(f"/partner/tickets/{KEY}").status_code == 404
    assert put(other, step="/return", why="不满意")[0] == 404
    assert other.get("/partner/tickets").json()["tickets"] == []
    assert other.get("/partner/events").json()["events"] == []


@pytest.mark.parametrize("table", ["matter", "matter_act", "party", "person"])
def test_a_platform_reads_no_matter_and_nobody(desk: Desk, partners: Partners, table: str) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute(STAND, [PLATFORM, desk.now.isoformat()])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tx.execute(psycopg.sql.SQL("select * from {}").format(psycopg.sql.Identifier(table)))


@pytest.mark.parametrize(
    "change",
    ["sha256 = repeat('0', 64)", "matter = null", "taken_at = now()", "returned_why = '别的原因'"],
)
def test_what_came_and_was_said_of_it_is_never_changed(
    desk: Desk, partners: Partners, change: str
) -> None:
    program = partners.program(PLATFORM)
    send(program)
    answered(desk)
    put(program, step="/return", why="不满意")
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as held:
        tx.execute(f"update ticket set {change}".encode())  # noqa: S608
    assert held.value.diag.constraint_name == "a_ticket_moves_on"


def test_the_office_lists_what_is_late_and_takes_the_answers_as_a_table(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    send(program, "T-1", answer_by="2026-11-24T12:30:00+08:00")
    send(program, "T-2", area="210522")
    matter_of(desk, "T-1")
    desk.now += timedelta(hours=1)
    clerk = desk.sign_in("clerk")
    late = clerk.get("/api/sharing/tickets", params={"view": "late"}).json()
    assert [(one["key"], one["late"]) for one in late["items"]] == [("T-1", True)]
    assert [one["key"] for one in clerk.get("/api/sharing/tickets").json()["items"]] == ["T-1"]
    assert desk.sign_in("chief").get("/api/sharing/tickets").json()["total"] == 2
    table = clerk.get("/api/sharing/tickets.csv").content.decode("utf-8-sig").splitlines()
    assert table[0].startswith("平台,编号,收到时间")
    assert table[1].startswith("rexian-2105,T-1,2026-11-24 12:00,2026-11-24 12:30,已收")
    assert "测试甲" not in "".join(table)


def test_the_figures_say_what_came_and_how_it_went(desk: Desk, partners: Partners) -> None:
    program = partners.program(PLATFORM)
    send(program)
    answered(desk)
    send(program, "T-2")
    desk.now += timedelta(minutes=5)
    put(program, step="/return", why="不满意")
    desk.carry_out()
    days = {"first": "2026-11-24", "last": "2026-11-24"}
    chief = desk.sign_in("chief")
    assert chief.get("/api/sharing/tickets/figures", params=days).json() == {
        "came": 2, "answered": 1, "in_time": 0, "waiting": 2, "returned": 1, "refused": 0,
    }  # fmt: skip
    before = {"first": "2026-11-01", "last": "2026-11-23"}
    assert chief.get("/api/sharing/tickets/figures", params=before).json()["came"] == 0


def test_with_its_matter_the_words_of_a_ticket_are_forgotten_and_it_stays_the_same_ticket(
    desk: Desk, partners: Partners
) -> None:
    program = partners.program(PLATFORM)
    first = send(program)
    closed(desk)
    put(program, step="/return", why="没有说到哪里申请")
    desk.carry_out()
    do(desk.sign_in("clerk"), matter_of(desk), "close", outcome="advised", said="已当面说明。")
    desk.carry_out()
    desk.now += timedelta(days=3 * 366)
    with psycopg.connect(desk.url) as tx:
        assert forgetting.forget(tx, desk.now) == 1
    assert desk.rows("select answer, question, returned_why from ticket") == [("", "", "——")]
    assert send(program)["id"] == first["id"]
    desk.carry_out()
    assert count(desk, "matter") == 1
