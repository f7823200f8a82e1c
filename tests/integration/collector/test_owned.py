"""The board: what exists appears on it ownerless, and what is neglected climbs its ladder."""

from datetime import timedelta
from threading import Thread

import pytest
from stack.builders import BOX, NOON, TOWN
from stack.neglect import (
    CLIMBS,
    DAY,
    SIGN,
    as_owner,
    ask,
    assign,
    board,
    execute,
    head_of,
    look,
    publish,
    review,
    told,
    who,
)
from yizhan_collector.rooms.ownership import ladder, scores
from yizhan_collector.rooms.ownership.model import NobodyThere, NotYours
from yizhan_collector.rooms.staff import accounts

from .conftest import Desk

COLUMN = (
    "insert into site_column (code, title_zh, title_en, kind) values ('new', '新', 'New', 'news')"
)
TWICE = """
select owned, fault, rung from owned_climb where over_at is null
group by 1, 2, 3 having count(*) > 1
"""


def climbed(desk: Desk, subject: str, fault: str) -> list[tuple[str, str]]:
    """Rung, and who was told or why nobody was, of the ladder that is not over."""
    return [row[:2] for row in desk.rows(CLIMBS, subject, fault) if not row[2]]


def ended(desk: Desk, subject: str, fault: str) -> set[str]:
    """How the ladders of a thing ended."""
    return {row[2] for row in desk.rows(CLIMBS, subject, fault)}


def test_what_exists_is_on_the_board_ownerless_without_anybody_adding_it(desk: Desk) -> None:
    ask(desk, "legal_aid", TOWN[:6], NOON + DAY, NOON)
    look(desk)
    found = board(desk, "admin")
    for key in ("column news", f"queue legal_aid:{TOWN[:6]}", "account portal", "account wechat",
                "account weibo", "account hotline", f"post {BOX}",
                f"account staff:{who(desk, 'clerk').id}"):  # fmt: skip
        assert list(found[key].faults)[:1] == ["ownerless"], key
        assert found[key].thing.department, key
    execute(desk, COLUMN)
    look(desk, timedelta(minutes=5))
    assert "ownerless" in board(desk)["column new"].faults


def test_a_sign_is_there_once_a_text_was_set_and_gone_with_its_box(desk: Desk) -> None:
    look(desk)
    assert f"sign {BOX}" not in board(desk)
    execute(desk, SIGN, BOX, who(desk, "tech").id, NOON)
    look(desk)
    assert f"sign {BOX}" in board(desk)
    execute(desk, "update device set revoked_at = %s", NOON)
    look(desk)
    assert not [key for key in board(desk) if key.split()[0] in ("sign", "post")]
    assert ended(desk, BOX, "ownerless") == {"ended"}


def test_looking_again_adds_nothing_and_a_title_is_followed(desk: Desk) -> None:
    look(desk)
    before = desk.rows("select count(*) from owned")
    execute(desk, "update site_column set title_zh = '新名' where code = 'news'")
    look(desk)
    assert desk.rows("select count(*) from owned") == before
    assert board(desk)["column news"].thing.title_zh == "新名"


def test_a_neglected_column_climbs_from_its_owner_to_the_leader_and_each_is_told(
    desk: Desk,
) -> None:
    publish(desk, "news", NOON)
    look(desk)
    assign(desk, "column news", "clerk", "clerk2")
    head_of(desk, "research", "chief")
    look(desk, 6 * DAY)
    assert climbed(desk, "news", "stale") == []
    seen = []
    for after in (DAY, 2 * DAY, 2 * DAY, 2 * DAY):
        look(desk, after)
        people = ("clerk", "clerk2", "chief", "city")
        seen.append([login for login in people if "column news" in told(desk, login)])
    # owner and deputy see what is theirs from the first day; the others when it is their turn
    assert seen == [["clerk", "clerk2"], ["clerk", "clerk2"], ["clerk", "clerk2", "chief"],
                    ["clerk", "clerk2", "city"]]  # fmt: skip
    assert climbed(desk, "news", "stale") == [
        ("owner", "clerk"), ("deputy", "clerk2"), ("department", "chief"), ("leader", "city"),
    ]  # fmt: skip
    assert board(desk)["column news"].turns["stale"].name == who(desk, "city").name


def test_publishing_ends_the_climb(desk: Desk) -> None:
    publish(desk, "news", NOON)
    look(desk)
    assign(desk, "column news", "clerk")
    look(desk, 8 * DAY)
    assert "stale" in board(desk)["column news"].faults
    publish(desk, "news", desk.now)
    look(desk, timedelta(minutes=5))
    assert board(desk)["column news"].faults == {}
    assert ended(desk, "news", "stale") == {"mended"}


def test_a_review_of_the_owner_begins_the_interval_anew_and_of_nobody_else(desk: Desk) -> None:
    look(desk)
    thing = assign(desk, "column news", "clerk", "clerk2")
    look(desk, 8 * DAY)
    with pytest.raises(NotYours):
        review(desk, thing, "chief")
    review(desk, thing, "clerk")
    assert "stale" not in board(desk)["column news"].faults
    assert ended(desk, "news", "stale") == {"reviewed"}
    look(desk, 7 * DAY)
    assert "stale" in board(desk)["column news"].faults


def test_assigned_anew_the_ladder_begins_with_the_new_owner(desk: Desk) -> None:
    look(desk)
    assert climbed(desk, "news", "ownerless") == [
        ("owner", "nobody"), ("deputy", "nobody"), ("department", "nobody"), ("leader", "city"),
    ]  # fmt: skip
    assign(desk, "column news", "clerk", by="city")
    assert set(board(desk)["column news"].faults) == {"failing"}  # blank: nothing is published
    assert ended(desk, "news", "ownerless") == {"assigned"}
    look(desk, timedelta(minutes=5))
    assert climbed(desk, "news", "failing") == [("owner", "clerk")]


def test_when_an_account_ends_its_things_are_ownerless_at_once(desk: Desk) -> None:
    publish(desk, "news", NOON)
    look(desk)
    assign(desk, "column news", "clerk2", "clerk")
    assert board(desk)["column news"].faults == {}
    leaver, admin = who(desk, "clerk2"), who(desk, "admin")
    as_owner(desk, lambda tx: accounts.end(tx, leaver.id, admin.id, desk.now))
    # nothing else is done, and nothing has run
    assert board(desk)["column news"].faults == {"ownerless": desk.now}
    look(desk)
    assert climbed(desk, "news", "ownerless") == [("owner", "left"), ("deputy", "clerk")]
    with pytest.raises(NobodyThere):
        assign(desk, "column notices", "clerk2")


def test_two_processes_that_climb_at_one_moment_tell_each_rung_once(desk: Desk) -> None:
    look(desk)
    assign(desk, "column news", "clerk", "clerk2")
    at = desk.now + 9 * DAY

    def climb() -> None:
        for _ in range(5):
            as_owner(desk, lambda tx: ladder.run(tx, at))

    threads = [Thread(target=climb) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert desk.rows(TWICE) == []
    assert climbed(desk, "news", "stale") == [("owner", "clerk")]


def test_the_score_is_kept_once_a_day_and_says_what_cost_points(desk: Desk) -> None:
    for column in ("news", "education"):
        publish(desk, column, NOON - 14 * DAY)
    ask(desk, "advice", "", NOON + DAY, NOON - 70 * DAY)
    look(desk)
    look(desk, timedelta(hours=1))
    kept = as_owner(desk, scores.latest)
    assert kept
    assert kept.failed
    said = {(one["code"], one["subject"]) for one in kept.findings}
    assert {("stale", "column:news"), ("blank", "column:policy"),
            ("unanswered", "queue:advice:")} <= said  # fmt: skip
    # eight are blank, and a blank column is not touched either
    reached = [one["code"] for one in kept.lines if one["reached"]]
    assert reached == ["stale_columns", "blank_columns"]
    assert len(as_owner(desk, lambda tx: scores.trend(tx, desk.now.date()))) == 1
    look(desk, DAY)
    assert len(as_owner(desk, lambda tx: scores.trend(tx, desk.now.date()))) == 2
