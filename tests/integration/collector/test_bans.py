"""No-entry orders at the office: exact words, corrections, permitted entry, and what is refused."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from .conftest import Desk, open_record
from .leaves import acts, code, day, supervised

BAN = {
    "kind": "place",
    "words": "禁止在缓刑考验期内进入示例市场，确需进入的须经批准。",
    "court": "示例县人民法院",
    "number": "（2026）示0521刑初1号",
    "from_on": day(-10),
    "until_on": day(90),
    "conditional": True,
}
ENTRY = {"place": "示例市场 3 号摊位", "why": "取回自有工具", "from_on": day(1), "until_on": day(2)}
YES = {"granted": True, "conditions": ["由司法所工作人员陪同", "当日返回"]}


@pytest.fixture
def person(desk: Desk) -> str:
    found = str(supervised(desk)["id"])
    for login in ("county", "county2", "xiaoshi"):
        open_record(desk.sign_in(login), found)
    return found


def entered(desk: Desk, person: str, **changes: Any) -> Any:
    """An order that was registered."""
    answer = desk.sign_in("county").post(f"/api/people/{person}/bans", json=BAN | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()[0]


def asked(desk: Desk, ban: str) -> str:
    """A wish to enter."""
    answer = desk.sign_in("xiaoshi").post(f"/api/bans/{ban}/entries", json=ENTRY)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_the_words_of_the_court_are_kept_exactly(desk: Desk, person: str) -> None:
    found = entered(desk, person)
    assert (found["words"], found["holds"], found["entered_by"]) == (
        BAN["words"], True, "县局 王工",
    )  # fmt: skip
    assert acts(desk, person) == ["ban_entered"]


def test_an_order_is_read_when_the_record_is_open_and_not_after(desk: Desk, person: str) -> None:
    entered(desk, person)
    desk.now += timedelta(minutes=31)
    answer = desk.sign_in("county").get(f"/api/people/{person}/bans")
    assert code(answer) == (403, "reason_needed")


def test_a_correction_replaces_and_both_stay(desk: Desk, person: str) -> None:
    first = entered(desk, person, words="禁止进入市场")
    second = entered(desk, person, corrects=first["id"])
    assert second["corrects"] == first["id"]
    found = desk.sign_in("county").get(f"/api/people/{person}/bans").json()
    assert sorted(one["ended_on"] is None for one in found) == [False, True]
    again = desk.sign_in("county").post(
        f"/api/people/{person}/bans", json=BAN | {"corrects": first["id"]}
    )
    assert code(again) == (409, "ban_ended")


def test_the_county_permits_entry_and_court_and_procuratorate_are_told(
    desk: Desk, person: str
) -> None:
    entry = asked(desk, entered(desk, person)["id"])
    county = desk.sign_in("county")
    bare = county.post(f"/api/entries/{entry}/decide", json={"granted": True})
    assert code(bare) == (422, "conditions_needed")
    done = county.post(f"/api/entries/{entry}/decide", json=YES).json()
    assert (done["state"], done["conditions"]) == ("granted", YES["conditions"])
    [(body,)] = desk.rows("select body from act where kind = 'entry_granted'")
    assert body["informed"] == ["示例县人民法院", "本溪满族自治县人民检察院"]
    assert desk.rows("select kind from paper") == [("entry_permission",)]
    assert code(county.post(f"/api/entries/{entry}/decide", json=YES)) == (409, "entry_moved")


def test_a_refused_entry_has_reasons_and_a_paper(desk: Desk, person: str) -> None:
    entry = asked(desk, entered(desk, person)["id"])
    county = desk.sign_in("county")
    bare = county.post(f"/api/entries/{entry}/decide", json={"granted": False})
    assert code(bare) == (422, "reasons_needed")
    no = {"granted": False, "reasons": "可委托亲属代取"}
    assert county.post(f"/api/entries/{entry}/decide", json=no).json()["state"] == "refused"
    assert desk.rows("select kind from paper") == [("leave_refusal",)]


def test_entry_is_refused_where_the_order_leaves_no_room(desk: Desk, person: str) -> None:
    strict = entered(desk, person, conditional=False)["id"]
    officer = desk.sign_in("xiaoshi")
    assert code(officer.post(f"/api/bans/{strict}/entries", json=ENTRY)) == (409, "no_entry_here")
    open_ = entered(desk, person, words="另一处")["id"]
    for change in ({"from_on": day(-1)}, {"until_on": day(91)}):
        answer = officer.post(f"/api/bans/{open_}/entries", json=ENTRY | change)
        assert code(answer) == (422, "entry_outside")
    asked(desk, open_)
    assert code(officer.post(f"/api/bans/{open_}/entries", json=ENTRY)) == (409, "entry_overlaps")


def test_a_lifted_order_ends_once(desk: Desk, person: str) -> None:
    ban = entered(desk, person)["id"]
    county = desk.sign_in("county")
    given = {"why": "（2026）示0521刑更1号裁定解除"}
    assert county.post(f"/api/bans/{ban}/end", json=given).json()[0]["holds"] is True
    assert code(county.post(f"/api/bans/{ban}/end", json=given)) == (409, "ban_ended")
    desk.now += timedelta(days=1)
    county = desk.sign_in("county")
    open_record(county, person)
    assert county.get(f"/api/people/{person}/bans").json()[0]["holds"] is False


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"until_on": day(-11)}, (422, "ban_dates_reversed")),
        ({"kind": "persons"}, (422, "only_a_place")),
        ({"polygon": "{}"}, (422, "bad_polygon")),
        ({"words": " "}, (422, "invalid_input")),
        ({"kind": "other"}, (422, "invalid_input")),
    ],
)
def test_bad_orders_are_refused(
    desk: Desk, person: str, change: dict[str, Any], refused: tuple[int, str]
) -> None:
    answer = desk.sign_in("county").post(f"/api/people/{person}/bans", json=BAN | change)
    assert code(answer) == refused
    assert desk.rows("select 1 from ban") == []


def test_the_same_words_for_the_same_days_are_refused_once_more(desk: Desk, person: str) -> None:
    entered(desk, person)
    given = BAN | {"from_on": day(90), "until_on": day(120)}
    answer = desk.sign_in("county").post(f"/api/people/{person}/bans", json=given)
    assert code(answer) == (409, "ban_overlaps")


def test_the_database_keeps_the_words_and_the_limits(desk: Desk, person: str) -> None:
    ban = entered(desk, person)["id"]
    asked(desk, ban)
    for query in (
        "update ban set words = 'x'",
        "update ban set until_on = until_on + 30",
        "delete from ban",
        "update ban_entry set state = 'granted', conditions = array['x']",
        "update ban_entry set until_on = until_on + 300",
    ):
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.Error):
            tx.execute(query)
