"""The days of the legal aid law, and what a decision must say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.cases import aid_model as model
from yizhan_collector.rooms.cases.aid_model import Application, Days, Decided, Item
from yizhan_collector.rooms.cases.clock import late
from yizhan_collector.rooms.cases.reasons import EveryItem, ReasonsForRefusal, WrongItems

DAYS = Days(7, 3, 15, 5)
days = st.dates(date(2022, 1, 1), date(2030, 12, 31))
items = st.lists(st.sampled_from(model.ITEMS), min_size=1, max_size=5, unique=True)


@given(days, st.integers(0, 30))
def test_day_seven_is_in_time_and_day_eight_is_late(received: date, after: int) -> None:
    by = model.decide_by(received, DAYS)
    assert late(by, received + timedelta(days=after)) == (after > 7)


@given(days, st.integers(0, 30))
def test_a_lawyer_is_assigned_within_three_days_of_the_decision(on: date, after: int) -> None:
    assert late(model.assign_by(on, DAYS), on + timedelta(days=after)) == (after > 3)


@given(days, st.integers(0, 30))
def test_what_is_missing_may_come_until_the_last_day(told: date, after: int) -> None:
    assert late(model.supply_by(told, DAYS), told + timedelta(days=after)) == (after > 15)


def test_means_are_checked_only_where_the_law_lets_them_be() -> None:
    checked = {ground for ground in model.GROUNDS if model.means_checked(ground)}
    assert checked == {"means", "parental_support", "other"}


@pytest.mark.parametrize("wrong", [[], ["advice", "advice"], list(model.ITEMS[:6])])
def test_an_application_names_one_to_five_items_once(wrong: list[Item]) -> None:
    with pytest.raises(WrongItems):
        model.asked_for(wrong)


@given(items, st.data())
def test_each_item_is_granted_or_refused_with_reasons(
    wanted: list[Item], data: st.DataObject
) -> None:
    asked = model.asked_for(wanted)
    given = {
        one: (data.draw(st.booleans()), data.draw(st.text("理由", max_size=14))) for one in wanted
    }
    if any(not granted and len(reason) < 10 for granted, reason in given.values()):
        with pytest.raises(ReasonsForRefusal):
            model.decided(asked, given)
    else:
        assert {one.item: one.granted for one in model.decided(asked, given)} == {
            item: granted for item, (granted, _) in given.items()
        }
    with pytest.raises(EveryItem):
        model.decided(asked, dict(list(given.items())[1:]))


def test_every_step_has_its_own_last_day() -> None:
    day = date(2026, 11, 24)
    one = Application(None, "means", True, day, decide_by=day)  # type: ignore[arg-type]
    told = vars(one) | {"missing_told_on": day, "supply_by": day + timedelta(15), "decide_by": None}
    whole = told | {"complete_on": day, "decide_by": day + timedelta(7)}
    yes, no = (Decided("advice", True),), (Decided("advice", False, "不属于援助范围,理由"),)
    done = whole | {"decided_on": day, "assign_by": day + timedelta(3)}
    steps = [
        (one, "check", 0),
        (Application(**told), "supply", 15),
        (Application(**whole), "decide", 7),
        (Application(**done | {"items": yes}), "assign", 3),
        (Application(**done | {"items": yes, "assigned_on": day}), "assigned", None),
        (Application(**done | {"items": no, "assign_by": None}), "refused", None),
        (Application(**told | {"withdrawn_on": day}), "withdrawn", None),
    ]
    for found, step, ahead in steps:
        assert found.step == step
        assert found.due_on == (None if ahead is None else day + timedelta(ahead))
    assert {found.step for found, *_ in steps if found.over} == {"assigned", "refused", "withdrawn"}
