"""The editors' door: refusals in sentences, two editors at once, columns, deliveries."""

from dataclasses import replace as changed
from typing import Any

import httpx
import pytest
from stack.builders import BOX
from stack.desk import OTHER_BOX, Desk, new_person
from stack.writing import OFFERED

TEXT = {"column": "news", "title": "工伤维权问答", "lead": "先申请认定", "body": "<p>先申请。</p>"}
EVERYWHERE = {"wechat": True, "weibo": True, "signs": [BOX], "sign_text": "法律援助 12348"}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.app.state.house = changed(desk.house, offered=OFFERED)
    return desk


def write(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    answer = client.post("/api/articles", json=TEXT | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def act(client: httpx.Client, one: dict[str, Any], what: str, **more: Any) -> httpx.Response:
    return client.post(
        f"/api/articles/{one['id']}/{what}", json={"version": one["version"], **more}
    )


def did(client: httpx.Client, one: dict[str, Any], what: str, **more: Any) -> dict[str, Any]:
    answer = act(client, one, what, **more)
    assert answer.is_success, answer.text
    now: dict[str, Any] = answer.json()
    return now


def test_a_text_goes_from_one_draft_to_every_place_and_back(desk: Desk) -> None:
    clerk, chief, city = (desk.sign_in(one) for one in ("clerk", "chief", "city"))
    one = write(clerk, plan=EVERYWHERE)
    assert (one["needed"], one["may"]) == (2, ["change", "submit", "withdraw"])
    assert [cut["channel"] for cut in one["cuts"]] == ["wechat", "weibo", "sign"]
    assert one["cuts"][2]["place"] == "小市镇"
    one = did(clerk, one, "submit")
    assert one["may"] == ["take_back", "withdraw"]
    shown = chief.get(f"/api/articles/{one['id']}").json()
    assert shown["may"] == ["take_back", "approve", "send_back", "withdraw"]
    did(chief, one, "approve")
    refused = act(clerk, one, "publish")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_approved_yet")
    one = did(city, one, "approve")
    assert {who["by"] for who in one["approvals"]} == {"公共法律服务科 尤科", "市局 吴处"}
    one = did(clerk, one, "publish")
    assert one["state"] == "published"
    assert {(sent["channel"], sent["state"]) for sent in one["deliveries"]} == {
        ("wechat", "waiting"),
        ("weibo", "waiting"),
        ("sign", "waiting"),
    }
    desk.carry_out()
    one = did(clerk, one, "withdraw", why="内容有误")
    assert (one["state"], one["withdrawn_by"]) == ("withdrawn", "法律援助中心 秦工")
    desk.carry_out()
    found = clerk.get(f"/api/articles/{one['id']}").json()
    assert {sent["state"] for sent in found["deliveries"]} == {"withdrawn"}


def test_the_second_of_two_editors_is_told_and_reads_what_the_first_wrote(desk: Desk) -> None:
    first, second = desk.sign_in("clerk"), desk.sign_in("clerk2")
    one = write(first)
    path = f"/api/articles/{one['id']}"
    given = TEXT | {"version": one["version"]}
    assert first.put(path, json=given | {"title": "第一位"}).status_code == 200
    late = second.put(path, json=given | {"title": "第二位"})
    assert (late.status_code, late.json()["code"]) == (409, "text_moved_on")
    now = second.get(path).json()
    assert (now["title"], now["changed_by"]) == ("第一位", "法律援助中心 秦工")
    again = given | {"title": "第二位", "version": now["version"]}
    assert second.put(path, json=again).json()["title"] == "第二位"


def test_what_the_filter_refuses_is_one_sentence_that_tells_nothing(desk: Desk) -> None:
    new_person(desk.sign_in(), name="欧阳测试")
    clerk = desk.sign_in("clerk")
    one = write(clerk, title="表彰欧阳测试")
    answers = [act(clerk, one, "submit") for _ in range(5)]
    assert {one.json()["code"] for one in answers} == {"may_identify"}
    for said in ("欧阳", "测试", "矫正", "correction", "supervis"):
        assert said not in answers[0].text
    harmless = write(clerk)
    last = act(clerk, harmless, "submit")
    assert (last.status_code, last.json()["code"]) == (429, "ask_the_head")
    assert last.headers["Retry-After"] == "3600"
    assert desk.rows("select count(*) from audit where action = 'refuse_text'") == [(5,)]
    assert desk.rows("select state from article where id = %s", one["id"]) == [("draft",)]


def test_a_preview_says_what_is_wrong_and_keeps_nothing(desk: Desk) -> None:
    clerk = desk.sign_in("clerk")
    wish = TEXT | {"plan": EVERYWHERE | {"weibo_text": "#话题# 看", "sign_text": "龘"}}
    shown = clerk.post("/api/articles/preview", json=wish).json()
    assert {one["channel"]: [fault["code"] for fault in one["faults"]] for one in shown} == {
        "wechat": [],
        "weibo": ["topic"],
        "sign": ["undrawable"],
    }
    assert shown[0]["title"] == "工伤维权问答"
    assert desk.rows("select 1 from article") == []
    one = write(clerk, plan=wish["plan"])
    refused = act(clerk, one, "submit")
    assert (refused.status_code, refused.json()["code"]) == (422, "cannot_go")


def test_only_signs_of_the_own_area_are_offered(desk: Desk) -> None:
    offered = desk.sign_in("clerk").get("/api/articles/places").json()
    assert [one["device"] for one in offered["signs"]] == [BOX, OTHER_BOX]
    assert (offered["wechat"], offered["weibo"]) == (True, True)
    refused = desk.sign_in("clerk").post(
        "/api/articles", json=TEXT | {"plan": {"signs": ["bx-000000000-9"]}}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "not_offered")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": " "},
        {"title": "长" * 101},
        {"title": "两\n行"},
        {"lead": "长" * 201},
        {"body": "长" * 200_001},
        {"column": "nowhere"},
        {"plan": {"signs": ["x"] * 201}},
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(desk: Desk, wrong: dict[str, Any]) -> None:
    answer = desk.sign_in("clerk").post("/api/articles", json=TEXT | wrong)
    assert answer.status_code == 422
    assert len(answer.json()["title"]) > 10


def test_what_is_pasted_is_cleaned_before_it_is_kept(desk: Desk) -> None:
    one = write(desk.sign_in("clerk"), body="<p onclick=x>好<script>x</script><img src=x></p>")
    assert one["body"] == "<p>好</p>"


def test_lists_are_by_state_with_the_last_changed_first(desk: Desk) -> None:
    clerk = desk.sign_in("clerk")
    first = write(clerk, title="甲")
    write(clerk, title="乙")
    did(clerk, first, "submit")
    shown = clerk.get("/api/articles").json()
    assert [one["title"] for one in shown["items"]] == ["乙", "甲"]
    waiting = clerk.get("/api/articles", params={"state": "submitted"}).json()
    assert [(one["title"], one["approvals"]) for one in waiting["items"]] == [("甲", 0)]


def test_a_text_sent_back_says_why_to_whoever_opens_it(desk: Desk) -> None:
    clerk, chief = desk.sign_in("clerk"), desk.sign_in("chief")
    one = did(clerk, write(clerk), "submit")
    did(chief, one, "send-back", why="请写明出处")
    shown = clerk.get(f"/api/articles/{one['id']}").json()
    assert (shown["state"], shown["returned_why"]) == ("draft", "请写明出处")
    assert shown["returned_by"] == "公共法律服务科 尤科"


def test_one_place_alone_is_given_back_and_what_failed_is_tried_again(desk: Desk) -> None:
    clerk, chief, city = (desk.sign_in(one) for one in ("clerk", "chief", "city"))
    one = did(clerk, write(clerk, plan=EVERYWHERE), "submit")
    did(chief, one, "approve")
    did(city, one, "approve")
    one = did(clerk, one, "publish")
    desk.carry_out()
    by = {sent["channel"]: sent["id"] for sent in one["deliveries"]}
    assert clerk.post(f"/api/deliveries/{by['sign']}/withdraw").json()["state"] == "withdrawing"
    desk.carry_out()
    assert desk.rows("select state from delivery where channel = 'sign'") == [("withdrawn",)]
    assert clerk.post(f"/api/deliveries/{by['weibo']}/retry").status_code == 409
    with desk.pool.connection() as tx:
        tx.execute("update delivery set state = 'failed' where channel = 'weibo'")
    [failed] = clerk.get("/api/deliveries").json()["items"]
    assert failed["id"] == by["weibo"]
    assert clerk.post(f"/api/deliveries/{failed['id']}/retry").json()["state"] == "waiting"
    assert clerk.get("/api/articles").json()["items"][0]["failed"] == 0


def test_columns_are_added_renamed_and_hidden(desk: Desk) -> None:
    chief = desk.sign_in("chief")
    new = {"code": "stories", "title_zh": "以案说法", "title_en": "Cases", "kind": "news"}
    assert chief.post("/api/columns", json=new).json()[-1]["code"] == "stories"
    again = chief.post("/api/columns", json=new)
    assert (again.status_code, again.json()["code"]) == (409, "column_taken")
    wish = {"title_zh": "案例", "title_en": "Cases", "place": 0, "shown": False}
    changed = chief.put("/api/columns/stories", json=wish).json()
    assert (changed[0]["title_zh"], changed[0]["shown"]) == ("案例", False)
    assert chief.put("/api/columns/nowhere", json=wish).status_code == 404
    assert write(desk.sign_in("clerk"), column="stories")["column"] == "stories"
