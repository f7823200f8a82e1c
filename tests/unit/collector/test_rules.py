"""The rule book on a day: what is in force, what is to be confirmed, and days nobody reports."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.rules import holidays
from yizhan_collector.rooms.rules.model import (
    Book,
    Change,
    Channel,
    DatedTooEarly,
    FaceAlone,
    Mark,
    NotYetInForce,
    Rule,
    UnknownRule,
    Value,
    WrongValue,
    changed,
    require_other_way,
)

START = date(2020, 7, 1)
NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
AUTHOR = UUID(int=7)


def rule(value: Value = 7, mark: Mark = "M", since: date = START) -> Rule:
    """A rule of the book."""
    return Rule("leave.office_days", value, "days", "《实施办法》第27条", mark, since)


def book(one: Rule, day: date = date(2026, 11, 25)) -> Book:
    """A book with one rule, on a day."""
    return Book(day, {one.name: one})


def change(value: Value = 10, since: date = START, confirmed: bool = True) -> Change:
    """What an administrator records."""
    return Change(value, "省细则第3条", "局法制科〔2026〕1号", since, confirmed)


@pytest.mark.parametrize(("mark", "waits"), [("V", False), ("v", False), ("M", True), ("I", True)])
def test_what_was_not_read_is_to_be_confirmed(mark: Mark, waits: bool) -> None:
    assert rule(mark=mark).to_confirm is waits


@given(st.integers(-4000, 4000))
def test_a_rule_holds_from_its_day_on_and_not_before(offset: int) -> None:
    here = book(rule(), START + timedelta(days=offset))
    if offset >= 0:
        assert here.number("leave.office_days") == 7
    else:
        with pytest.raises(NotYetInForce, match="2020-07-01"):
            here.number("leave.office_days")


def test_a_name_that_nobody_wrote_is_a_mistake_of_the_program_and_says_so() -> None:
    with pytest.raises(UnknownRule, match=r"no 'leave.ofice_days'; add it in a migration"):
        book(rule()).number("leave.ofice_days")


@pytest.mark.parametrize("value", ["seven", True, 4.5, ["7"]])
def test_what_is_no_whole_number_is_not_read_as_one(value: Value) -> None:
    with pytest.raises(UnknownRule, match="no whole number"):
        book(rule(value)).number("leave.office_days")


def test_a_word_and_a_list_are_read_as_what_they_are() -> None:
    assert book(rule("head_county")).text("leave.office_days") == "head_county"
    assert book(rule(["a", "b"])).words("leave.office_days") == {"a", "b"}
    with pytest.raises(UnknownRule, match="no text"):
        book(rule()).text("leave.office_days")
    with pytest.raises(UnknownRule, match="no list"):
        book(rule()).words("leave.office_days")


def test_a_confirmation_keeps_the_number_and_is_no_longer_to_be_confirmed() -> None:
    new = changed(rule(), change(7), AUTHOR, NOW)
    assert (new.value, new.to_confirm, new.author) == (7, False, AUTHOR)
    assert (new.source, new.ground) == ("省细则第3条", "局法制科〔2026〕1号")
    assert changed(rule(), change(7, confirmed=False), AUTHOR, NOW).to_confirm


@given(st.integers(-400, 400))
def test_a_change_never_reaches_behind_the_last_row(offset: int) -> None:
    since = START + timedelta(days=offset)
    if offset >= 0:
        assert changed(rule(), change(since=since), AUTHOR, NOW).effective_from == since
    else:
        with pytest.raises(DatedTooEarly):
            changed(rule(), change(since=since), AUTHOR, NOW)


@pytest.mark.parametrize(
    ("old", "new"),
    [(7, "8"), (7, -1), (7, 7.5), (7, True), (4.5, -0.5), (4.5, "x"), ("a", 1), (["a"], "a")],
)
def test_a_value_of_another_kind_or_below_zero_is_refused(old: Value, new: Value) -> None:
    with pytest.raises(WrongValue):
        changed(rule(old), change(new), AUTHOR, NOW)


@pytest.mark.parametrize(("old", "new"), [(4.5, 7), (True, False), (["a"], ["b"]), ("a", "b")])
def test_a_value_of_the_same_kind_is_taken(old: Value, new: Value) -> None:
    assert changed(rule(old), change(new), AUTHOR, NOW).value == new


@pytest.mark.parametrize("channels", [(), ("face",), ("video",), ("face", "video")])
def test_a_category_by_face_alone_is_refused(channels: tuple[Channel, ...]) -> None:
    with pytest.raises(FaceAlone):
        require_other_way(channels)


@pytest.mark.parametrize("other", ["code", "desk", "phone", "home_visit"])
def test_one_way_without_a_face_is_enough(other: Channel) -> None:
    require_other_way(("face", other))


def test_the_spring_festival_of_2026_is_closed_and_the_working_saturday_is_not() -> None:
    days = holidays.closed(date(2026, 2, 14), date(2026, 2, 28), [])
    assert {one.day for one in days} == set(range(15, 24))


def test_the_bureaus_last_word_on_a_day_counts() -> None:
    local = [(date(2026, 2, 16), False), (date(2026, 3, 3), True)]
    days = holidays.closed(date(2026, 2, 16), date(2026, 3, 3), local)
    assert date(2026, 2, 16) not in days
    assert {date(2026, 2, 17), date(2026, 3, 3)} <= days


def test_a_year_that_nobody_has_published_has_no_holidays_and_is_named() -> None:
    far = date(2091, 1, 1), date(2091, 12, 31)
    assert holidays.closed(*far, []) == frozenset()
    assert holidays.unknown_years(date(2026, 12, 1), date(2091, 1, 2))[-1] == 2091
    assert holidays.unknown_years(date(2026, 1, 1), date(2026, 12, 31)) == []
