"""A move between two counties, step by step, each place seeing what it needs; and beyond."""

from datetime import timedelta
from typing import Any

import httpx
import psycopg
import pytest
from stack.builders import TOWN
from yizhan_collector import wiring, work

from .conftest import OTHER_TOWN, Desk, open_record
from .leaves import acts, code, day, overlays, supervised
from .own import enter

THERE = "210522100"
WISH = {
    "region": "210522",
    "township": THERE,
    "address": "桓仁镇示例路 1 号",
    "moving_on": day(31),
    "why": "随子女居住",
    "proof": "房屋租赁合同",
}
OUTSIDE = WISH | {"region": "210100", "township": None, "body": "沈阳市示例区司法局"}
ASKED = {"conduct": "按时报告，表现良好", "contact": "王工 024-00000000"}
AGREED = {"agreed": True, "checked": "住所属实，家属同意"}


@pytest.fixture
def person(desk: Desk) -> str:
    return str(supervised(desk)["id"])


def settle(desk: Desk) -> None:
    """What was committed is carried out."""
    with psycopg.connect(desk.url, autocommit=True) as tx:
        while work.drain(tx, wiring.handlers(lambda *_: None)):
            pass
    stuck = desk.rows("select event, reason from outbox where attempts > 0")
    assert stuck == []


def asked(desk: Desk, person: str, wish: dict[str, Any] = WISH) -> str:
    """A wish to move."""
    answer = desk.sign_in("xiaoshi").post(f"/api/people/{person}/moves", json=wish)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def step(client: httpx.Client, move: str, name: str, **body: Any) -> Any:
    """One step that is taken."""
    answer = client.post(f"/api/moves/{move}/{name}", json=body)
    assert answer.status_code == 200, (name, answer.text)
    return answer.json()


def duties(found: dict[str, Any]) -> list[tuple[str, str, bool, bool]]:
    """The clocks of a move: step, side, done, overdue."""
    return [
        (one["step"], one["side"], one["done_on"] is not None, one["overdue"])
        for one in found["clocks"]
    ]


def granted(desk: Desk, person: str) -> str:
    """A move that both places agree on."""
    move = asked(desk, person)
    step(desk.sign_in("county"), move, "ask", **ASKED)
    step(desk.sign_in("huanren"), move, "answer", **AGREED)
    settle(desk)
    step(desk.sign_in("county2"), move, "decide", granted=True)
    return move


def test_a_move_goes_through_both_places(desk: Desk, person: str) -> None:
    move = asked(desk, person)
    county, huanren = desk.sign_in("county"), desk.sign_in("huanren")
    [pending] = huanren.get("/api/moves").json()["items"]
    assert (pending["id"], pending["side"]) == (move, "new")
    step(county, move, "ask", **ASKED)
    step(huanren, move, "answer", **AGREED)
    settle(desk)
    found = step(county, move, "decide", granted=True)
    assert found["reply_no"].startswith("桓矫迁复")
    assert overlays(desk, person) == ["transfer_pending"]
    step(county, move, "file", note="机要交换")
    assert huanren.get(f"/api/people/{person}").status_code == 404
    step(huanren, move, "receipt")
    settle(desk)
    assert desk.rows("select township from person where id = %s", person) == [(THERE,)]
    assert overlays(desk, person) == []
    assert county.get(f"/api/people/{person}").status_code == 404
    open_record(huanren, person)
    done = step(huanren, move, "report")
    assert done["state"] == "done"
    settle(desk)
    kinds = [
        "move_inquired", "move_answered", "move_granted", "move_file_sent", "move_received",
        "move_reported",
    ]  # fmt: skip
    assert acts(desk, person) == kinds
    papers = [kind for (kind,) in desk.rows("select kind from paper order by issued_at, id")]
    assert papers == ["move_inquiry", "move_reply", "move_transfer"]


def test_a_late_step_is_shown_as_the_duty_of_the_office(desk: Desk, person: str) -> None:
    move = asked(desk, person)
    desk.now += timedelta(days=5)
    [one] = desk.sign_in("county").get("/api/moves").json()["items"]
    assert duties(one) == [("ask", "old", False, False)]
    desk.now += timedelta(days=1)
    county = desk.sign_in("county")
    [one] = county.get("/api/moves").json()["items"]
    assert duties(one) == [("ask", "old", False, True)]
    found = step(county, move, "ask", **ASKED)
    assert duties(found) == [("ask", "old", True, True), ("answer", "new", False, False)]
    assert "report_due" not in acts(desk, person)


def test_each_side_takes_its_own_steps_in_their_order(desk: Desk, person: str) -> None:
    move = asked(desk, person)
    county, huanren = desk.sign_in("county"), desk.sign_in("huanren")
    early = huanren.post(f"/api/moves/{move}/answer", json=AGREED)
    assert code(early) == (409, "step_moved")
    wrong = huanren.post(f"/api/moves/{move}/ask", json=ASKED)
    assert code(wrong) == (403, "wrong_side")
    assert code(county.post(f"/api/moves/{move}/decide", json={"granted": True})) == (
        409,
        "no_consent",
    )
    step(county, move, "ask", **ASKED)
    assert code(county.post(f"/api/moves/{move}/ask", json=ASKED)) == (409, "step_moved")
    assert code(county.post(f"/api/moves/{move}/answer", json=AGREED)) == (403, "wrong_side")
    bare = huanren.post(f"/api/moves/{move}/answer", json=AGREED | {"agreed": False})
    assert code(bare) == (422, "reasons_missing")
    assert code(huanren.post(f"/api/moves/{move}/decide", json={"granted": False})) != (200, "")


def test_what_the_new_place_refuses_the_old_place_refuses_with_reasons(
    desk: Desk, person: str
) -> None:
    move = asked(desk, person)
    step(desk.sign_in("county"), move, "ask", **ASKED)
    no = {"agreed": False, "checked": "住所已转租", "reasons": "没有固定住所"}
    step(desk.sign_in("huanren"), move, "answer", **no)
    settle(desk)
    county = desk.sign_in("county")
    yes = county.post(f"/api/moves/{move}/decide", json={"granted": True})
    assert code(yes) == (409, "no_consent")
    found = step(county, move, "decide", granted=False, reasons="新执行地核实没有固定住所")
    assert found["state"] == "refused"
    assert desk.rows("select complaint_route <> '' from request") == [(True,)]
    assert overlays(desk, person) == []
    asked(desk, person)


def test_the_new_place_that_looks_is_named_in_the_persons_record(desk: Desk, person: str) -> None:
    move = asked(desk, person)
    seen = desk.sign_in("huanren").get(f"/api/moves/{move}").json()
    assert seen["address"] == WISH["address"]
    settle(desk)
    rows = desk.rows(
        "select staff.login, reason from audit join staff on staff.id = audit.staff"
        " where action = 'view_person' and person = %s",
        person,
    )
    assert ("huanren", "decide") in rows
    assert code(desk.sign_in("county2").get(f"/api/moves/{move}")) == (403, "reason_needed")


def test_the_first_page_leads_each_place_to_what_it_may_see(desk: Desk, person: str) -> None:
    move = asked(desk, person)
    step(desk.sign_in("county"), move, "ask", **ASKED)
    huanren = desk.sign_in("huanren")
    found = {one["name"]: one for one in huanren.get("/api/today").json()["duties"]}["move"]
    [task] = found["tasks"]
    assert (task["link"], task["name"], found["screen"]) == (f"/moves?id={move}", "", "/moves")
    [theirs] = huanren.get("/api/moves").json()["items"]
    [ours] = desk.sign_in("county").get("/api/moves").json()["items"]
    assert (theirs["person"], ours["person"]) == (None, person)


def test_an_uninvolved_office_sees_nothing(desk: Desk, person: str) -> None:
    move = asked(desk, person)
    stranger = desk.sign_in("caohe")
    assert stranger.get("/api/moves").json()["items"] == []
    assert stranger.get(f"/api/moves/{move}").status_code == 404
    assert stranger.post(f"/api/moves/{move}/withdraw").status_code == 404


def test_a_minors_move_is_shown_to_specialists_alone(desk: Desk) -> None:
    minor = supervised(desk, "minors", minor=True, face_allowed=False)["id"]
    answer = desk.sign_in("minors").post(f"/api/people/{minor}/moves", json=WISH)
    assert answer.status_code == 201
    for login, count in (("minors", 1), ("county", 0), ("huanren", 0)):
        assert desk.sign_in(login).get("/api/moves").json()["total"] == count, login


def test_a_move_out_of_the_prefecture_ends_here_with_the_receipt(desk: Desk, person: str) -> None:
    move = asked(desk, person, OUTSIDE)
    county = desk.sign_in("county")
    step(county, move, "ask", **ASKED)
    step(county, move, "answer", **AGREED, number="沈示矫复〔2026〕8号")
    step(desk.sign_in("county2"), move, "decide", granted=True)
    step(county, move, "file")
    done = step(county, move, "receipt", note="回执已收")
    assert done["state"] == "done"
    assert desk.rows("select state, end_reason from term") == [("moved_out", "moved_out")]
    settle(desk)
    assert acts(desk, person)[-1] == "moved_out"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"region": "210521", "township": TOWN}, (409, "same_county")),
        ({"township": None}, (422, "bad_place")),
        ({"township": TOWN}, (422, "bad_place")),
        ({"moving_on": day(-1)}, (422, "moves_before_request")),
        ({"moving_on": day(10)}, (422, "move_soon")),
        ({"address": " "}, (422, "invalid_input")),
    ],
)
def test_bad_wishes_are_refused(
    desk: Desk, person: str, change: dict[str, Any], refused: tuple[int, str]
) -> None:
    answer = desk.sign_in("xiaoshi").post(f"/api/people/{person}/moves", json=WISH | change)
    assert code(answer) == refused
    assert desk.rows("select 1 from request") == []


def test_one_move_at_a_time_and_it_can_be_taken_back(desk: Desk, person: str) -> None:
    move = asked(desk, person)
    officer = desk.sign_in("xiaoshi")
    second = officer.post(f"/api/people/{person}/moves", json=WISH)
    assert code(second) == (409, "move_under_way")
    assert step(officer, move, "withdraw")["state"] == "withdrawn"
    asked(desk, person)


def test_the_person_asks_on_the_own_page_and_takes_it_back(desk: Desk) -> None:
    someone = supervised(desk)
    me = enter(desk, someone)
    made = me.post("/own/api/moves", json=WISH)
    assert made.status_code == 201, made.text
    assert [one["step"] for one in me.get("/own/api/moves").json()[0]["clocks"]] == ["ask"]
    taken = me.post(f"/own/api/moves/{made.json()['id']}/withdraw").json()
    assert taken["state"] == "withdrawn"


def test_inside_the_county_the_office_changes_at_once(desk: Desk, person: str) -> None:
    county = desk.sign_in("county")
    given = {"township": OTHER_TOWN, "address": "草河掌镇示例村"}
    assert county.post(f"/api/people/{person}/township", json=given).status_code == 204
    assert desk.rows("select township from person where id = %s", person) == [(OTHER_TOWN,)]
    beyond = county.post(f"/api/people/{person}/township", json=given | {"township": THERE})
    assert code(beyond) == (422, "bad_place")


def test_the_database_keeps_a_done_step_and_a_move_without_consent(desk: Desk, person: str) -> None:
    move = granted(desk, person)
    for query in (
        "update move_step set done_on = done_on + 1 where step = 'ask'",
        "update move_step set due_on = due_on + 30 where step = 'file'",
        "update move set agreed = false",
        "update move set address = 'x'",
        "delete from move_step",
    ):
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.Error):
            tx.execute(query)
    assert desk.rows("select state from move where id = %s", move) == [("granted",)]
