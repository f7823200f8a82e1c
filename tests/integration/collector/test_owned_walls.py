"""Each role sees its part of the board and changes what is its own: at the service and in SQL."""

import psycopg
import pytest
from psycopg import errors
from stack.builders import BOX, NOON, TOWN
from stack.neglect import (
    DAY,
    ask,
    assign,
    at_the_desk,
    board,
    hand_back,
    look,
    who,
)
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.ownership import service
from yizhan_collector.rooms.ownership.model import AlreadyBack, NobodyThere, NotYours
from yizhan_collector.rooms.staff.model import NotAllowed

from .conftest import Desk

LOGINS = ("tech", "clerk", "clerk2", "xiaoshi", "county", "city", "admin", "chief")


def test_each_role_sees_its_part_of_the_board(desk: Desk) -> None:
    ask(desk, "notary", TOWN[:6], NOON + DAY, NOON)
    ask(desk, "notary", "210522", NOON + DAY, NOON)
    look(desk)
    seen = {login: set(board(desk, login)) for login in LOGINS}
    kinds = {login: {key.split()[0] for key in keys} for login, keys in seen.items()}
    assert kinds["tech"] == {"post"}
    assert kinds["xiaoshi"] == {"post", "column", "account"}
    assert kinds["clerk"] == kinds["city"] == {"post", "column", "account", "queue"}
    here, there = f"queue notary:{TOWN[:6]}", "queue notary:210522"
    assert {login for login in LOGINS if here in seen[login]} == set(LOGINS) - {"tech", "xiaoshi"}
    assert {login for login in LOGINS if there in seen[login]} == {
        "clerk2", "city", "admin", "chief",
    }  # fmt: skip
    # whose accounts nobody uses is for those who keep the board
    assert {login for login in LOGINS if any("staff:" in key for key in seen[login])} == {
        "city", "admin", "chief",
    }  # fmt: skip


def test_a_technician_is_given_a_column_sees_it_and_may_hand_it_back(desk: Desk) -> None:
    look(desk)
    other = board(desk)["column notices"].thing.id
    thing = assign(desk, "column news", "tech")
    line, _ = at_the_desk(desk, "tech", lambda tx: service.one(tx, thing, desk.now))
    assert line.thing.owner
    assert line.thing.owner.name == who(desk, "tech").name
    with pytest.raises(NotFound):
        at_the_desk(desk, "tech", lambda tx: service.one(tx, other, desk.now))
    with pytest.raises(NotYours):
        hand_back(desk, thing, "clerk")
    hand_back(desk, thing, "tech")
    assert board(desk)["column news"].faults["ownerless"] == desk.now
    with pytest.raises(AlreadyBack):
        hand_back(desk, thing, "tech")


@pytest.mark.parametrize("login", ["clerk", "county", "tech"])
def test_only_who_keeps_the_board_says_whose_a_thing_is(desk: Desk, login: str) -> None:
    look(desk)
    with pytest.raises(NotAllowed):
        assign(desk, f"post {BOX}", "tech", by=login)
    thing = assign(desk, f"post {BOX}", login)
    taken = "update owned set owner = %s where id = %s"
    forged = "update owned_fact set failures = '[]' where owned = %s"
    with pytest.raises(errors.CheckViolation, match="only who keeps the board"):
        at_the_desk(desk, login, lambda tx: tx.execute(taken, [who(desk, "chief").id, thing]))
    with pytest.raises(errors.InsufficientPrivilege):
        at_the_desk(desk, login, lambda tx: tx.execute(forged, [thing]))


def test_who_does_not_own_a_thing_changes_nothing_of_it_in_the_database(desk: Desk) -> None:
    look(desk)
    assign(desk, "column news", "clerk2")

    def tries(tx: psycopg.Connection) -> tuple[int, ...]:
        one = tx.execute("update owned set reviewed_at = now()").rowcount
        two = tx.execute("update owned_climb set over_at = now(), over_by = 'mended'").rowcount
        three = tx.execute("update department set head = null").rowcount
        return one, two, three

    assert at_the_desk(desk, "clerk", tries) == (0, 0, 0)


def test_nobody_who_left_is_given_anything_whoever_asks(desk: Desk) -> None:
    look(desk)
    gone = "update staff set ended_at = %s where login = 'clerk2' returning id"
    query = "update owned set owner = %s"
    with psycopg.connect(desk.url) as tx:
        row = tx.execute(gone, [NOON]).fetchone()
        assert row
        with pytest.raises(errors.CheckViolation, match="who has left is given nothing"):
            tx.execute(query, row)


@pytest.mark.parametrize(
    ("owner", "deputy"), [("clerk", "clerk"), ("prosecutor", None), ("clerk", "educator")]
)
def test_owner_and_deputy_are_two_people_who_may_see_the_board(
    desk: Desk, owner: str, deputy: str | None
) -> None:
    look(desk)
    with pytest.raises(NobodyThere):
        assign(desk, "column news", owner, deputy)
