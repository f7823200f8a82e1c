"""Legal aid over the office's door: told once, decided by another hand, within the law's days."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from yizhan_collector.rooms.cases import aid, service
from yizhan_collector.rooms.cases import desk as desk_room

from .conftest import TODAY, Desk
from .matters import at_counter, do, from_outside, refused, who

DECIDE = "update aid_application set decided_on = current_date, decided_by = %s"
REASON = "该项不属于法律援助事项范围。"


@pytest.fixture
def clerk(desk: Desk) -> httpx.Client:
    return desk.sign_in("clerk")


@pytest.fixture
def applied(desk: Desk, clerk: httpx.Client) -> UUID:
    """An application that a clerk has taken."""
    matter = from_outside(desk, kind="legal_aid", category="legal_aid")
    with psycopg.connect(desk.url) as tx:
        one = desk_room.get(tx, matter)
        aid.apply(tx, one, "migrant_wages", ["representation", "appraisal_fee"], desk.now)
    do(clerk, matter, "take")
    return matter


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


def later(desk: Desk, days: int, login: str = "clerk") -> httpx.Client:
    desk.now += timedelta(days=days)
    return desk.sign_in(login)


def decision(*granted: bool) -> list[dict[str, Any]]:
    items = ("representation", "appraisal_fee")
    return [
        {"item": item, "granted": yes, "reason": "" if yes else REASON}
        for item, yes in zip(items, granted, strict=True)
    ]


def test_an_application_goes_from_its_papers_to_a_lawyer(
    desk: Desk, clerk: httpx.Client, applied: UUID
) -> None:
    one = clerk.get(f"/api/matters/{applied}").json()["aid"]
    assert (one["step"], one["due_on"], one["means_checked"]) == ("check", day(7), False)
    told = do(clerk, applied, "aid/missing", papers=["labour", "identity"], said="请补")
    assert (told["aid"]["step"], told["aid"]["due_on"]) == ("supply", day(15))
    assert (told["next_actor"], told["aid"]["missing"]) == ("party", ["identity", "labour"])
    clerk = later(desk, 10)
    whole = do(clerk, applied, "aid/complete", on=day(9))
    assert (whole["aid"]["step"], whole["aid"]["due_on"]) == ("decide", day(16))
    assert whole["next_actor"] == "head"
    done = do(desk.sign_in("chief"), applied, "aid/decision", items=decision(True, False))
    assert (done["aid"]["step"], done["aid"]["due_on"]) == ("assign", day(13))
    assert [one["granted"] for one in done["aid"]["items"]] == [True, False]
    assert refused(clerk, applied, "close", outcome="aid_done", said="x") == "still_undecided"
    given = do(clerk, applied, "aid/lawyer", lawyer="示例律师事务所 甲律师")
    assert (given["aid"]["step"], given["next_actor"], given["due_at"]) == (
        "assigned", "lawyer", None,
    )  # fmt: skip
    do(clerk, applied, "close", outcome="aid_done", said="已指派")


def test_missing_papers_are_told_once(desk: Desk, clerk: httpx.Client, applied: UUID) -> None:
    do(clerk, applied, "aid/missing", papers=["labour"])
    again = {"papers": ["identity"]}
    assert refused(clerk, applied, "aid/missing", **again) == "told_already"
    do(clerk, applied, "aid/complete", on=day(0))
    assert refused(clerk, applied, "aid/missing", **again) == "told_already"
    for change in ("missing = '{means}'", "missing_told_on = missing_told_on + 1"):
        with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as why:
            tx.execute(b"update aid_application set " + change.encode())
        assert why.value.diag.constraint_name == "papers_are_asked_for_once"


def test_what_is_not_supplied_in_time_counts_as_withdrawn(
    desk: Desk, clerk: httpx.Client, applied: UUID
) -> None:
    do(clerk, applied, "aid/missing", papers=["labour"])
    for days, step in ((15, "supply"), (1, "withdrawn")):
        clerk = later(desk, days)
        with psycopg.connect(desk.url) as tx:
            aid.lapse_due(tx, desk.now)
        one = clerk.get(f"/api/matters/{applied}").json()
        assert one["aid"]["step"] == step
    assert (one["state"], one["outcome"]) == ("closed", "lapsed")


def test_what_came_in_time_is_looked_at_by_a_human(
    desk: Desk, clerk: httpx.Client, applied: UUID
) -> None:
    do(clerk, applied, "aid/missing", papers=["labour"])
    with psycopg.connect(desk.url) as tx:
        one = desk_room.get(tx, applied)
        service.party_sends(tx, one, "a.txt", "text/plain", b"x", desk.now)
    assert refused(clerk, applied, "aid/not-supplied") == "not_in_turn"
    clerk = later(desk, 16)
    with psycopg.connect(desk.url) as tx:
        assert aid.lapse_due(tx, desk.now) == 0
    assert do(clerk, applied, "aid/not-supplied")["outcome"] == "lapsed"


@pytest.mark.parametrize("on", [day(-1), day(1)])
def test_papers_are_complete_on_a_day_between_the_notice_and_today(
    clerk: httpx.Client, applied: UUID, on: str
) -> None:
    do(clerk, applied, "aid/missing", papers=["labour"])
    assert refused(clerk, applied, "aid/complete", on=on) == "wrong_day"


def test_a_refusal_needs_reasons_and_every_item_a_decision(
    desk: Desk, clerk: httpx.Client, applied: UUID
) -> None:
    do(clerk, applied, "aid/complete", on=day(0))
    chief = desk.sign_in("chief")
    short = [{"item": "representation", "granted": False, "reason": "不符合"}]
    assert refused(chief, applied, "aid/decision", items=short) == "every_item"
    both = [*short, {"item": "appraisal_fee", "granted": True}]
    assert refused(chief, applied, "aid/decision", items=both) == "reasons_for_refusal"
    done = do(chief, applied, "aid/decision", items=decision(False, False))
    assert (done["aid"]["step"], done["aid"]["due_on"]) == ("refused", None)
    again = {"items": decision(True, True)}
    assert refused(chief, applied, "aid/decision", **again) == "not_in_turn"
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute("update aid_item set granted = true")


def test_who_took_an_application_does_not_decide_it(desk: Desk, clerk: httpx.Client) -> None:
    chief = desk.sign_in("chief")
    made = at_counter(chief, kind="legal_aid", category="legal_aid")
    do(clerk, made["id"], "take")
    do(clerk, made["id"], "aid", ground="violence", items=["advice"])
    one = do(clerk, made["id"], "aid/complete", on=day(0))
    given = {"items": [{"item": "advice", "granted": True}]}
    assert "decide_aid" not in one["steps"]
    assert refused(chief, made["id"], "aid/decision", **given) == "own_application"
    assert refused(clerk, made["id"], "aid/decision", **given) == "not_allowed"
    for login in ("chief", "clerk", "clerk2"):
        with psycopg.connect(desk.url) as tx:
            tx.execute("update aid_item set granted = true")
            with pytest.raises(psycopg.errors.CheckViolation) as why:
                tx.execute(DECIDE, [who(desk, login).id])
        assert why.value.diag.constraint_name == "another_hand_decides_aid"


def test_nobody_decides_before_the_papers_are_complete(
    desk: Desk, clerk: httpx.Client, applied: UUID
) -> None:
    given = {"items": decision(True, True)}
    assert refused(desk.sign_in("chief"), applied, "aid/decision", **given) == "not_in_turn"
    assert refused(clerk, applied, "aid/lawyer", lawyer="甲律师") == "not_in_turn"
    assert refused(clerk, at_counter(clerk)["id"], "aid/complete", on=day(0)) == "not_taken"


def test_the_database_checks_no_means_where_the_law_asks_for_none(
    desk: Desk, clerk: httpx.Client, applied: UUID
) -> None:
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation):
        tx.execute("update aid_application set means_checked = true")


def test_what_cannot_wait_comes_first(desk: Desk) -> None:
    for follow, said in (("2222222222", "想申请援助"), ("3333333333", "仲裁时效还有2天到期")):
        matter = from_outside(desk, follow, kind="legal_aid", category="legal_aid", said=said)
        with psycopg.connect(desk.url) as tx:
            aid.apply(tx, desk_room.get(tx, matter), "means", ["advice"], desk.now)
    first, last = desk.sign_in("clerk").get("/api/matters").json()["items"]
    assert (first["urgent"], last["urgent"]) == ("time_limit", None)
    assert first["due_at"] < last["due_at"]
