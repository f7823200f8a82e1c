"""A matter from the counter or the portal to its closing, over the office's door."""

from datetime import timedelta
from uuid import UUID

import httpx
import psycopg
import pytest
from stack.builders import TOWN
from yizhan_collector.rooms.cases import code, service
from yizhan_collector.rooms.cases import desk as desk_room
from yizhan_collector.rooms.cases.reasons import AlreadyTaken

from .conftest import Desk
from .matters import at_counter, do, from_outside, refused, who


@pytest.fixture
def clerk(desk: Desk) -> httpx.Client:
    return desk.sign_in("clerk")


def test_a_clerk_opens_a_matter_and_says_its_code_once(desk: Desk, clerk: httpx.Client) -> None:
    made = at_counter(clerk)
    assert (made["next_actor"], made["owner"], made["area"]) == ("clerk", "", TOWN[:6])
    with psycopg.connect(desk.url) as tx:
        found = service.by_digest(tx, code.digest_of(made["code"]))
        assert found is not None
        assert str(found.id) == made["id"]
    assert made["code"] not in clerk.get(f"/api/matters/{made['id']}").text
    assert made["code"].replace("-", "") not in str(desk.rows("select * from audit"))


def test_a_matter_is_taken_answered_closed_and_rated(desk: Desk, clerk: httpx.Client) -> None:
    matter = from_outside(desk)
    assert refused(clerk, matter, "answer", said="可以") == "not_taken"
    taken = do(clerk, matter, "take")
    assert (taken["mine"], taken["first_owner"]) == (True, taken["owner"])
    answered = do(clerk, matter, "answer", said="可以向劳动监察投诉。")
    assert answered["due_at"] == answered["close_by"] > answered["answered_at"]
    closed = do(clerk, matter, "close", outcome="advised")
    assert (closed["state"], closed["next_actor"], closed["due_at"]) == ("closed", "nobody", None)
    assert refused(clerk, matter, "close", outcome="advised") == "matter_closed"
    assert refused(clerk, matter, "reopen", said="再看") == "not_badly_rated"
    with psycopg.connect(desk.url) as tx:
        service.rate(tx, desk_room.get(tx, matter), 1, "没解决", desk.now)
    [bad] = clerk.get("/api/matters", params={"view": "unsatisfied"}).json()["items"]
    assert bad["satisfaction"] == 1
    again = do(clerk, matter, "reopen", said="回访后继续办理")
    assert (again["state"], again["satisfaction"], again["late"]) == ("open", 1, False)
    do(clerk, matter, "close", outcome="resolved", said="已解决")
    assert refused(clerk, matter, "reopen", said="再看") == "not_badly_rated"
    assert [one["code"] for one in again["acts"]] == [
        "open", "take", "answer", "close", "rate", "reopen",
    ]  # fmt: skip


def test_nobody_closes_what_was_never_answered(desk: Desk, clerk: httpx.Client) -> None:
    matter = from_outside(desk)
    do(clerk, matter, "take")
    assert refused(clerk, matter, "close", outcome="advised") == "answer_first"
    closed = do(clerk, matter, "close", outcome="not_ours", said="请向医保局咨询。")
    assert closed["answered_at"] is not None


def test_the_clock_stands_while_the_party_is_waited_for(desk: Desk, clerk: httpx.Client) -> None:
    matter = from_outside(desk)
    taken = do(clerk, matter, "take")
    asked = do(clerk, matter, "ask", said="有合同吗?")
    assert asked["next_actor"] == "party"
    desk.now += timedelta(days=1)
    clerk = desk.sign_in("clerk")
    with psycopg.connect(desk.url) as tx:
        service.party_says(tx, desk_room.get(tx, matter), "有", desk.now)
    back = clerk.get(f"/api/matters/{matter}").json()
    assert back["next_actor"] == "clerk"
    assert back["close_by"] > taken["close_by"]
    assert back["late"] is False
    desk.now += timedelta(days=2)
    clerk = desk.sign_in("clerk")
    [late] = clerk.get("/api/matters", params={"view": "late"}).json()["items"]
    assert late["id"] == str(matter)


def test_whoever_says_nothing_for_thirty_days_gives_the_turn_back(
    desk: Desk, clerk: httpx.Client
) -> None:
    matter = from_outside(desk)
    do(clerk, matter, "take")
    do(clerk, matter, "ask", said="有合同吗?")
    for days, whose in ((30, "party"), (1, "clerk")):
        desk.now += timedelta(days=days)
        with psycopg.connect(desk.url) as tx:
            service.turn_silent(tx, desk.now)
        assert desk.rows("select next_actor from matter") == [(whose,)]


def test_the_first_owner_stays_whoever_has_it_now(desk: Desk, clerk: httpx.Client) -> None:
    matter = from_outside(desk)
    do(clerk, matter, "take")
    people = clerk.get(f"/api/matters/{matter}/colleagues").json()
    assert {one["name"][:6] for one in people} == {"法律援助中心", "公共法律服务"}
    other, own = str(who(desk, "clerk2").id), str(who(desk, "clerk").id)
    assert refused(clerk, matter, "hand-over", to=own, reason="x") == "cannot_work_there"
    assert refused(clerk, matter, "hand-over", to=other, reason=" ") == "nothing_said"
    given = do(clerk, matter, "hand-over", to=other, reason="出差")
    assert (given["owner"][:3], given["first_owner"][:3]) == ("公共法", "法律援")
    assert refused(clerk, matter, "answer", said="可以") == "anothers_matter"
    assert "answer" not in given["steps"]
    chief = desk.sign_in("chief")
    do(chief, matter, "answer", said="可以")  # a head may in every owner's place
    referred = do(chief, matter, "refer", kind="notary", category="notary", reason="公证事项")
    assert (referred["owner"], referred["first_owner"][:3]) == ("", "法律援")
    [untaken] = clerk.get("/api/matters", params={"view": "untaken", "kind": "notary"}).json()[
        "items"
    ]
    assert untaken["id"] == str(matter)
    same = {"kind": "notary", "category": "notary", "reason": "x"}
    assert refused(chief, matter, "refer", **same) == "not_taken"


OWNERSHIP = (
    ("update matter set first_owner = (select id from staff where login = 'clerk2')",
     "first_owner_stays"),
    ("update matter set owner = (select id from staff where login = 'clerk2')",
     "an_owner_changes_by_an_act"),
    ("update matter set kind = 'notary'", "an_owner_changes_by_an_act"),
    ("update matter set said = 'x'", "a_matter_stays_as_it_was_asked"),
)  # fmt: skip


@pytest.mark.parametrize(("query", "why"), OWNERSHIP)
def test_the_database_changes_no_owner_silently(
    desk: Desk, clerk: httpx.Client, query: str, why: str
) -> None:
    matter = from_outside(desk)
    do(clerk, matter, "take")
    do(clerk, matter, "notes", said="核对")
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as refusal:
        tx.execute(query.encode())
    assert refusal.value.diag.constraint_name == why


def test_what_was_done_is_never_changed(desk: Desk, clerk: httpx.Client) -> None:
    at_counter(clerk)
    for query in ("update matter_act set said = 'x'", "delete from matter_act"):
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.RaiseException):
            tx.execute(query.encode())


def test_two_clerks_cannot_take_one_matter(desk: Desk) -> None:
    matter = from_outside(desk)
    with psycopg.connect(desk.url) as first, psycopg.connect(desk.url) as second:
        desk_room.take(first, matter, who(desk, "clerk"), desk.now)
        second.execute("set lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            desk_room.take(second, matter, who(desk, "clerk2"), desk.now)
        second.rollback()
        first.commit()
        with pytest.raises(AlreadyTaken):
            desk_room.take(second, matter, who(desk, "clerk2"), desk.now)
    assert desk.rows("select count(*) from matter_act where code = 'take'") == [(1,)]


def test_what_cannot_wait_stands_first_and_a_clerk_decides(desk: Desk, clerk: httpx.Client) -> None:
    calm = from_outside(desk, "3333333333")
    desk.now += timedelta(minutes=5)
    urgent = from_outside(desk, said="丈夫又打我,躲在邻居家")
    shown = clerk.get("/api/matters").json()["items"]
    assert [one["id"] for one in shown] == [str(urgent), str(calm)]
    assert (shown[0]["urgent"], shown[0]["urgent_sure"]) == ("violence", False)
    one = do(clerk, urgent, "urgent", urgent="violence", reason="电话核实")
    assert (one["urgent_sure"], one["call_now"]) == (True, ["110"])
    one = do(clerk, urgent, "urgent", urgent=None, reason="是去年的事")
    assert (one["urgent"], one["call_now"]) == (None, [])
    assert one["answer_by"] > shown[0]["due_at"]


def test_a_matter_is_found_by_its_number_a_telephone_or_a_name(
    desk: Desk, clerk: httpx.Client
) -> None:
    made = at_counter(clerk)
    at_counter(clerk, name="测试乙", phone="000-0000-0002")
    for text in (made["number"], "1", "000 0000 0001", "+8600000000001", "测试甲"):
        found = clerk.get("/api/matters", params={"text": text, "view": "closed"}).json()
        assert [one["id"] for one in found["items"]] == [made["id"]], text
    for text in ("2025-000001", "99", "测试", "%", "' or 1=1"):
        assert clerk.get("/api/matters", params={"text": text}).json()["total"] == 0


BAD = (
    ({"said": "长" * 5000}, "too_long"),
    ({"said": " "}, "nothing_said"),
    ({"said": "a\x00b"}, "unprintable"),
    ({"name": "<b>"}, "bad_name"),
    ({"phone": "打给我"}, "bad_phone"),
    ({"category": "weather"}, "unknown_category"),
    ({"channel": "portal"}, "invalid_input"),
)


@pytest.mark.parametrize(("changes", "why"), BAD)
def test_bad_input_is_refused_with_a_sentence(
    desk: Desk, clerk: httpx.Client, changes: dict[str, str], why: str
) -> None:
    given = {"kind": "advice", "category": "other", "channel": "counter", "said": "问"} | changes
    answer = clerk.post("/api/matters", json=given)
    assert (answer.status_code, answer.json()["code"]) == (422, why)
    assert desk.rows("select 1 from matter") == []


def test_every_letter_is_kept_as_it_was_written(desk: Desk, clerk: httpx.Client) -> None:
    said = "😀👩‍👧 𠮷野 㐂 臺灣\n第二行"
    made = at_counter(clerk, said=said, name="𠮷野甲")
    assert (made["said"], made["name"]) == (said, "𠮷野甲")


def test_a_document_is_kept_and_handed_out_as_it_is(desk: Desk, clerk: httpx.Client) -> None:
    made = at_counter(clerk)
    path = f"/api/matters/{made['id']}/documents"
    name = "回执 第1号.txt"
    sent = clerk.post(path, files={"file": (name, "已收到。".encode(), "text/plain")})
    [paper] = sent.json()["documents"]
    assert (paper["name"], paper["by_party"]) == (name, False)
    answer = clerk.get(f"{path}/{paper['id']}")
    assert answer.content.decode() == "已收到。"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E5")
    bad = clerk.post(path, files={"file": ("a.pdf", b"MZ\x00", "application/pdf")})
    assert (bad.status_code, bad.json()["code"]) == (422, "disguised_program")
    other = at_counter(clerk)
    assert clerk.get(f"/api/matters/{other['id']}/documents/{paper['id']}").status_code == 404


def test_the_figures_of_a_period_name_nobody(desk: Desk, clerk: httpx.Client) -> None:
    matter = from_outside(desk)
    at_counter(clerk, kind="notary", category="notary")
    do(clerk, matter, "take")
    do(clerk, matter, "close", outcome="advised", said="可以")
    with psycopg.connect(desk.url) as tx:
        service.rate(tx, desk_room.get(tx, matter), 2, "", desk.now)
    days = {"first": "2026-11-24", "last": "2026-11-24"}
    found = {one.pop("kind"): one for one in clerk.get("/api/matters/figures", params=days).json()}
    names = ("opened", "answered", "in_time", "closed", "rated", "stars", "unsatisfied")
    assert found["advice"] == dict(zip(names, (1, 1, 1, 1, 1, 2, 1), strict=True))
    assert found["notary"] == dict(zip(names, (1, 0, 0, 0, 0, 0, 0), strict=True))
    earlier = {"first": "2026-11-01", "last": "2026-11-23"}
    assert clerk.get("/api/matters/figures", params=earlier).json() == []


def test_a_matter_that_does_not_exist_is_not_found(clerk: httpx.Client) -> None:
    assert clerk.get(f"/api/matters/{UUID(int=0)}").status_code == 404
