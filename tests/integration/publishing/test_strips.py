"""A sign says what was published last, and gives back what it said when that is withdrawn."""

from uuid import UUID

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stack.builders import BOX
from stack.desk import Desk
from stack.writing import Writing
from yizhan_collector.rooms.devices import signs
from yizhan_collector.rooms.publishing.model import Plan


def said(desk: Desk) -> str:
    rows = desk.rows("select text from signage where device = %s", BOX)
    return str(rows[0][0]) if rows else ""


def by_hand(writing: Writing, text: str) -> None:
    """An officer sets the standing message."""
    with psycopg.connect(writing.desk.url) as tx:
        signs.set_text(tx, BOX, text, (), writing.who("xiaoshi").id, writing.desk.now)


def strip(text: str) -> Plan:
    return Plan(signs=(BOX,), sign_text=text)


def test_a_text_on_a_strip_is_an_order_to_its_box(desk: Desk, writing: Writing) -> None:
    by_hand(writing, "请依次报到")
    made = writing.published(plan=strip("法律援助 12348"))
    assert said(desk) == "法律援助 12348"
    [(state, before)] = desk.rows("select state, before_text from delivery")
    assert (state, before) == ("sent", "请依次报到")
    writing.withdraw(made)
    assert said(desk) == "请依次报到"
    assert desk.rows("select state from delivery") == [("withdrawn",)]


def test_what_an_officer_set_since_stays(desk: Desk, writing: Writing) -> None:
    made = writing.published(plan=strip("法律援助 12348"))
    by_hand(writing, "今日停电")
    writing.withdraw(made)
    assert said(desk) == "今日停电"


def test_a_new_version_takes_the_place_of_the_old_one(desk: Desk, writing: Writing) -> None:
    by_hand(writing, "原来")
    made = writing.published(plan=strip("第一版"))
    writing.change(made, plan=strip("第二版"))
    writing.submit(made)
    writing.approve(made, "chief", "city")
    writing.publish(made)
    assert said(desk) == "第二版"
    writing.withdraw(made)
    assert said(desk) == "原来"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["甲讯", "乙讯", "丙讯", "手设一", "手设二"]), max_size=7))
def test_in_whatever_order_texts_come_and_go_a_sign_shows_nothing_withdrawn(
    desk: Desk, writing: Writing, steps: list[str]
) -> None:
    by_hand(writing, "底")
    below, stack = "底", list[str]()
    here: dict[str, UUID] = {}
    for step in [*steps, *[one for one in ("甲讯", "乙讯", "丙讯") if steps.count(one) % 2]]:
        if step.startswith("手设"):
            by_hand(writing, step)
            below, stack = step, []
        elif step in here:
            writing.withdraw(here.pop(step))
            stack = [one for one in stack if one != step]
        else:
            here[step] = writing.published(plan=strip(step))
            stack.append(step)
        assert said(desk) == (stack[-1] if stack else below)
