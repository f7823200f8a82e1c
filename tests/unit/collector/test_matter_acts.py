"""Coded acts: who may, who is next; and what a page offers somebody."""

from datetime import UTC, date, datetime
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.cases import acts
from yizhan_collector.rooms.cases.acts import ALL, BY_CODE, Doer, Hand, NotYours
from yizhan_collector.rooms.cases.aid_model import Application, Decided
from yizhan_collector.rooms.cases.allowed import serves, steps
from yizhan_collector.rooms.cases.model import Actor, Matter
from yizhan_collector.rooms.staff.model import ROLES, Role, Staff

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
CLERK, OTHER = UUID(int=1), UUID(int=2)
codes, doers = st.sampled_from(ALL), st.sampled_from(get_args(Doer))
actors = st.sampled_from(get_args(Actor))


def matter(**changes: Any) -> Matter:
    given: dict[str, Any] = {
        "id": UUID(int=9), "number": "2026-000001", "area": "210521", "township": None,
        "kind": "advice", "category": "other", "channel": "portal", "party": None, "said": "问",
        "urgent": None, "urgent_sure": None, "state": "open", "next_actor": "clerk",
        "last_act": "open", "due_at": NOW, "answer_by": NOW, "close_by": NOW, "stopped_at": None,
        "first_owner": None, "owner": None, "opened_at": NOW,
    }  # fmt: skip
    return Matter(**given | changes)


def staff(role: Role = "clerk", area: str = "", ident: UUID = CLERK) -> Staff:
    return Staff(ident, "somebody", "某某", role, area)


def offered(
    one: Matter, who: Staff, at: Application | None = None, no_hand: bool = True
) -> set[str]:
    return set(steps(one, who, at, no_hand))


def test_no_two_acts_have_one_code() -> None:
    assert len(BY_CODE) == len(ALL)


@given(codes, doers)
def test_an_act_is_done_by_those_it_is_for_and_nobody_else(one: acts.Coded, doer: Doer) -> None:
    if doer in one.by:
        assert acts.coded(one.code, Hand(doer)) is one
    else:
        with pytest.raises(NotYours):
            acts.coded(one.code, Hand(doer))


@given(codes, doers, actors)
def test_what_closes_waits_for_nobody_and_what_does_not_waits_on(
    one: acts.Coded, doer: Doer, waiting: Actor
) -> None:
    after = acts.next_after(one, Hand(doer), waiting)
    if one.closes:
        assert (after, one.clock) == ("nobody", "stop")
    if doer == "party" and waiting == "head" and not one.closes:
        assert after == "head"


def test_whoever_asked_reads_no_note_and_no_reason_between_colleagues() -> None:
    hidden = {one.code for one in ALL if not one.public}
    assert hidden >= {
        "urgent_offered", "urgent", "not_urgent", "hand_over", "party_silent", "note",
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_only_who_serves_the_public_works_matters(role: Role) -> None:
    works = role in {"clerk", "head_service"}
    assert serves(staff(role), "210521") == works
    if not works:
        with pytest.raises(NotYours):
            acts.hand(staff(role))


@pytest.mark.parametrize(
    ("area", "of", "works"),
    [
        ("", "210521", True),
        ("210521", "210521", True),
        ("210521", "", True),
        ("210522", "210521", False),
    ],
)
def test_a_county_works_its_own_matters_and_the_citys(area: str, of: str, works: bool) -> None:
    assert serves(staff(area=area), of) == works


def test_a_page_offers_what_can_be_done_now() -> None:
    assert "take" in offered(matter(), staff())
    assert not {"answer", "close"} & offered(matter(), staff())
    mine = matter(owner=CLERK, first_owner=CLERK)
    assert {"answer", "ask_party", "hand_over", "refer", "close"} <= offered(mine, staff())
    assert "answer" not in offered(mine, staff(ident=OTHER))
    assert "answer" in offered(mine, staff("head_service", ident=OTHER))
    closed = {"state": "closed", "outcome": "advised", "next_actor": "nobody", "due_at": None}
    assert offered(matter(**closed), staff()) == {"note"}
    bad = matter(**closed, satisfaction=1, rated_at=NOW)
    assert offered(bad, staff()) == {"note", "reopen"}


def test_a_page_offers_the_steps_of_legal_aid_in_their_turn() -> None:
    day = date(2026, 11, 24)
    mine, head = matter(owner=CLERK, kind="legal_aid"), staff("head_service", ident=OTHER)
    new: dict[str, Any] = {
        "matter": mine.id,
        "ground": "means",
        "means_checked": True,
        "received_on": day,
    }
    told = new | {"missing_told_on": day, "missing": ("means",)}
    whole = new | {"complete_on": day, "items": (Decided("advice", None),)}
    done = whole | {"decided_on": day, "items": (Decided("advice", True),)}
    turns: list[tuple[dict[str, Any], set[str]]] = [
        (new, {"tell_missing", "papers_complete"}),
        (told, {"papers_complete", "lapse_aid"}),
        (whole, {"tell_missing"}),
        (done, {"assign_aid"}),
        (done | {"assigned_on": day}, {"close"}),
    ]
    every = set().union(*(turn for _, turn in turns)) | {"apply_aid", "decide_aid"}
    for fields, turn in turns:
        assert offered(mine, staff(), Application(**fields)) & every == turn
    assert "decide_aid" in offered(mine, head, Application(**whole))
    assert "decide_aid" not in offered(mine, head, Application(**whole), no_hand=False)
    assert "apply_aid" in offered(mine, staff())
