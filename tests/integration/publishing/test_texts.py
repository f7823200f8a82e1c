"""What goes live is what others approved: at the service, and in the database without it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg.errors import CheckViolation
from stack.builders import BOX
from stack.desk import OTHER_BOX, Desk
from stack.writing import EVERYWHERE, OFFERED, PORTAL, WRITTEN, Writing
from yizhan_collector.rooms.publishing import texts
from yizhan_collector.rooms.publishing.model import Offered, Plan
from yizhan_collector.rooms.publishing.refusals import (
    ApprovedAlready,
    CannotGo,
    NotApprovedYet,
    NotNow,
    NotOffered,
    OwnText,
    TextMovedOn,
)


def live(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.rows("select live_title, live_column from article where live_version is not null")


def violated(writing: Writing, login: str, query: str, *values: object) -> str:
    """What the database says to somebody of the staff who passes the service."""
    with psycopg.connect(writing.desk.url) as tx:
        writing.stand(tx, login)
        with pytest.raises(CheckViolation) as caught:
            tx.execute(query.encode(), values)
    return caught.value.diag.constraint_name or ""


def test_a_text_for_the_portal_alone_needs_one_other_and_is_live_then(
    desk: Desk, writing: Writing
) -> None:
    made = writing.draft(body="<p onclick='x()'>先<script>1</script>申请</p>")
    writing.submit(made)
    with pytest.raises(NotApprovedYet):
        writing.publish(made)
    writing.approve(made, "chief")
    writing.publish(made)
    assert live(desk) == [("工伤维权问答", "news")]
    assert desk.rows("select live_body from article") == [("<p>先申请</p>",)]
    assert desk.rows("select 1 from article where live_words @@ '认定'::tsquery") == [(1,)]


def test_a_text_that_leaves_the_portal_needs_two_different_people(
    desk: Desk, writing: Writing
) -> None:
    made = writing.draft(plan=EVERYWHERE)
    writing.submit(made)
    writing.approve(made, "chief")
    with pytest.raises(ApprovedAlready):
        writing.approve(made, "chief")
    with pytest.raises(NotApprovedYet):
        writing.publish(made)
    assert live(desk) == []
    writing.approve(made, "city")
    writing.publish(made)
    assert desk.rows("select channel, state from delivery order by 1") == [
        ("sign", "sent"),
        ("wechat", "waiting"),
        ("weibo", "waiting"),
    ]


@pytest.mark.parametrize("part", ["author", "changed", "submitted", "changed and left"])
def test_whoever_had_a_hand_in_a_text_does_not_approve_it(
    desk: Desk, writing: Writing, part: str
) -> None:
    made = writing.draft("chief" if part == "author" else "clerk")
    if part.startswith("changed"):
        writing.change(made, "chief", title="另一个题目")
    if part == "changed and left":
        writing.change(made, "clerk", title="又一个题目")
    writing.submit(made, "chief" if part == "submitted" else "clerk2")
    with pytest.raises(OwnText):
        writing.approve(made, "chief")
    version, chief = writing.get(made).version, writing.who("chief").id
    added = "insert into article_approval (article, version, staff, at) values (%s, %s, %s, now())"
    said = violated(writing, "chief", added, made, version, chief)
    assert said == "nobody_approves_the_own_text"
    writing.approve(made, "city")


def test_the_database_takes_no_approval_of_somebody_else_or_of_a_clerk(writing: Writing) -> None:
    made = writing.draft()
    writing.submit(made)
    version = writing.get(made).version
    added = "insert into article_approval (article, version, staff, at) values (%s, %s, %s, now())"
    for by, whose in (("clerk2", "chief"), ("clerk2", "clerk2"), ("chief", "city")):
        said = violated(writing, by, added, made, version, writing.who(whose).id)
        assert said == "one_approves_for_oneself", (by, whose)
    chief = writing.who("chief").id
    assert violated(writing, "chief", added, made, version - 1, chief) == (
        "what_is_approved_was_submitted"
    )


def test_the_database_lets_nothing_go_live_or_out_that_was_not_approved(
    desk: Desk, writing: Writing
) -> None:
    made = writing.draft(plan=Plan(signs=(BOX,), sign_text="您好"))
    writing.submit(made)
    go = (
        "update article set state = 'published', live_version = version, live_title = title,"
        " live_lead = lead, live_body = body, live_column = column_code where id = %s"
    )
    assert violated(writing, "clerk", go, made) == "what_is_live_was_approved"
    writing.approve(made, "chief")
    assert violated(writing, "clerk", go, made) == "what_is_live_was_approved"  # one of two
    writing.approve(made, "city")
    other = go.replace("live_title = title", "live_title = 'other'")
    assert violated(writing, "clerk", other, made) == "what_is_live_was_submitted"
    assert violated(writing, "clerk", "update article set title = 'x'") == "a_submitted_text_stands"
    writing.publish(made)
    send = (
        "insert into delivery (id, article, version, channel, target, text, state, planned_by,"
        " changed_at) values (gen_random_uuid(), %s, %s, %s, '', %s, 'waiting', %s, now())"
    )
    version, clerk = writing.get(made).version, writing.who("clerk").id
    for channel, said in (("weibo", "您好"), ("sign", "别的话")):
        values = (made, version, channel, said, clerk)
        assert violated(writing, "clerk", send, *values) == "two_people_approve"
    assert violated(writing, "clerk", "update delivery set text = 'x'") == (
        "a_delivery_stays_as_it_is"
    )


def test_html_that_runs_is_refused_by_the_database_too(desk: Desk, writing: Writing) -> None:
    made = writing.draft()
    writing.submit(made)
    version = writing.get(made).version
    for evil in ("<script>x</script>", "<p onclick='x'>", "<a href='javascript:x'>", "<iframe>"):
        with psycopg.connect(desk.url) as tx:
            tx.execute("set session_replication_role = replica")
            with pytest.raises(CheckViolation, match="a_live_text_runs_nothing"):
                tx.execute(
                    "update article set live_version = %s, live_title = '', live_lead = '',"
                    " live_body = %s, live_column = column_code",
                    [version, evil],
                )


def test_of_two_editors_the_second_is_told_and_nothing_is_overwritten(
    desk: Desk, writing: Writing
) -> None:
    made = writing.draft()
    opened = writing.get(made).version
    writing.change(made, "clerk", title="第一位的题目")
    with desk.pool.connection() as tx:
        staff = writing.stand(tx, "clerk2")
        with pytest.raises(TextMovedOn):
            texts.change(tx, made, opened, WRITTEN, staff, OFFERED, desk.now)
    assert writing.get(made).written.title == "第一位的题目"
    assert (
        violated(writing, "clerk2", "update article set title = 'x'") == "a_submitted_text_stands"
    )


def test_a_text_that_is_submitted_stands_until_it_comes_back(writing: Writing) -> None:
    made = writing.draft()
    writing.submit(made)
    with pytest.raises(NotNow):
        writing.change(made, title="改")
    with writing.desk.pool.connection() as tx:
        writing.stand(tx, "chief")
        texts.send_back(tx, made, writing.get(made).version, writing.who("chief").id, "出处不清")
    found = writing.get(made)
    assert (found.state, found.returned_why) == ("draft", "出处不清")
    writing.submit(made)
    assert writing.get(made).returned_why == ""
    with writing.desk.pool.connection() as tx:
        writing.stand(tx, "clerk")
        texts.take_back(tx, made, writing.get(made).version)
    assert writing.get(made).state == "draft"


def test_approvals_do_not_outlive_a_change_and_the_old_text_stays_live_meanwhile(
    desk: Desk, writing: Writing
) -> None:
    made = writing.published()
    writing.change(made, "clerk2", title="改过的题目")
    assert live(desk) == [("工伤维权问答", "news")]
    writing.submit(made, "clerk2")
    with pytest.raises(NotApprovedYet):
        writing.publish(made)
    writing.approve(made, "chief")
    writing.publish(made)
    assert live(desk) == [("改过的题目", "news")]


@pytest.mark.parametrize(
    "plan", [Plan(signs=("bx-000000000-1",)), Plan(signs=(OTHER_BOX, "x")), Plan(weibo=True)]
)
def test_only_places_that_are_there_can_be_chosen(writing: Writing, plan: Plan) -> None:
    with writing.desk.pool.connection() as tx:
        staff, written = writing.stand(tx, "clerk"), replace(WRITTEN, plan=plan)
        with pytest.raises(NotOffered):
            texts.draft(tx, written, staff, Offered(PORTAL), writing.desk.now)


def test_a_text_that_does_not_fit_a_place_is_not_submitted(writing: Writing) -> None:
    made = writing.draft(plan=Plan(weibo=True, weibo_text="长" * 141))
    with pytest.raises(CannotGo):
        writing.submit(made)
    with pytest.raises(CannotGo):
        writing.submit(writing.draft(body="<p> </p>"))


def test_a_text_is_over_after_its_last_day_everywhere(desk: Desk, writing: Writing) -> None:
    last = desk.now.date() + timedelta(days=1)
    made = writing.published(until_on=last, plan=Plan(signs=(BOX,), sign_text="明天止"))
    desk.now += timedelta(days=1)
    desk.run_due()
    assert writing.get(made).state == "published"
    desk.now += timedelta(days=1)
    desk.run_due()
    found = writing.get(made)
    assert (found.state, found.withdrawn_by, found.withdrawn_why) == ("withdrawn", None, "到期")
    assert desk.rows("select text from signage") == [("",)]


def test_what_was_ever_submitted_is_kept(writing: Writing) -> None:
    made = writing.published(plan=EVERYWHERE)
    writing.change(made, title="改过的题目")
    writing.submit(made)
    kept = writing.desk.rows(
        "select title, jsonb_array_length(cuts) from article_version order by version"
    )
    assert kept == [("工伤维权问答", 3), ("改过的题目", 3)]
