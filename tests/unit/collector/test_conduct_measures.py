"""Day 10 is a reprimand's and day 11 a warning's; a month ends with its corresponding day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.months import months_later
from yizhan_collector.rooms.conduct.days import Day, Stretch
from yizhan_collector.rooms.conduct.grounds import GROUNDS, allowed, words
from yizhan_collector.rooms.conduct.measures import (
    MEASURES,
    Measure,
    Past,
    Record,
    by_days,
    fits,
    hints,
)
from yizhan_collector.rooms.rules.model import Book, Rule
from yizhan_collector.rooms.terms.model import Sentence

DAY = timedelta(days=1)
NUMBERS = {
    "praise.months": 6, "reprimand.late_days": 10, "warning.late_days": 10,
    "warning.reprimands": 2, "revoke.late_months": 1, "revoke.warnings": 2,
}  # fmt: skip
SINCE = date(2020, 7, 1)
BOOK = Book(
    date(2026, 11, 24),
    {
        **{name: Rule(name, value, "x", "源", "v", SINCE) for name, value in NUMBERS.items()},
        "police.sentences": Rule(
            "police.sentences", ["control", "probation", "medical"], "list", "源", "M", SINCE
        ),
    },
)
RECEIVED, TODAY = date(2026, 9, 1), date(2026, 11, 24)
SENTENCES: tuple[Sentence, ...] = ("control", "probation", "parole", "medical")
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def stretch(since: date, counted: int) -> Stretch:
    """So many counted days after a duty."""
    return Stretch(
        "due", since, None, tuple(Day(since + n * DAY, None) for n in range(1, counted + 1))
    )


def record(
    *some: Stretch,
    past: tuple[Past, ...] = (),
    sentence: Sentence = "probation",
    pending: frozenset[Measure] = frozenset(),
    received_on: date = RECEIVED,
) -> Record:
    return Record(sentence, received_on, some, past, pending, TODAY)


def met(one: Record) -> list[tuple[str, str]]:
    return [(hint.measure, hint.ground) for hint in hints(one, BOOK)]


@pytest.mark.parametrize(
    ("counted", "measure"), [(0, None), (1, "reprimand"), (10, "reprimand"), (11, "warning")]
)
def test_the_tenth_day_is_within_and_the_eleventh_beyond(counted: int, measure: str | None) -> None:
    found = by_days(counted, date(2026, 10, 1), "probation", BOOK)
    assert (found[0] if found else None) == measure


@pytest.mark.parametrize(
    ("since", "month"),
    [
        (date(2026, 1, 31), 28), (date(2028, 1, 31), 29), (date(2026, 2, 28), 28),
        (date(2026, 3, 1), 31), (date(2026, 4, 30), 30), (date(2026, 12, 31), 31),
    ],
)  # fmt: skip
def test_a_month_is_over_after_its_corresponding_day(since: date, month: int) -> None:
    assert by_days(month, since, "probation", BOOK) == ("warning", "warning.late_days")
    found = by_days(month + 1, since, "probation", BOOK)
    assert found == ("revocation_proposal", "revoke.late_months")


@MANY
@given(st.integers(0, 70), days, st.sampled_from(SENTENCES))
def test_more_days_never_lead_to_less_and_only_probation_is_revoked_by_days(
    counted: int, since: date, sentence: Sentence
) -> None:
    weight = [None, "reprimand", "warning", "revocation_proposal"]
    here = by_days(counted, since, sentence, BOOK)
    more = by_days(counted + 1, since, sentence, BOOK)
    assert weight.index(here and here[0]) <= weight.index(more and more[0])
    beyond = since + counted * DAY > months_later(since, 1)
    revoked = here is not None and here[0] == "revocation_proposal"
    assert revoked == (sentence == "probation" and beyond)


def test_a_stretch_that_was_answered_is_not_answered_twice_but_may_grow() -> None:
    told = Past("reprimand", date(2026, 11, 10), date(2026, 11, 3))
    assert met(record(stretch(date(2026, 11, 3), 9), past=(told,))) == []
    grown = record(stretch(date(2026, 11, 3), 12), past=(told,))
    assert met(grown) == [("warning", "late_or_away")]


def test_two_reprimands_and_no_change_meet_the_warning() -> None:
    told = (
        Past("reprimand", date(2026, 9, 20), None), Past("reprimand", date(2026, 10, 10), None)
    )  # fmt: skip
    assert met(record(past=told)) == []
    again = record(stretch(date(2026, 11, 3), 2), past=told)
    assert ("warning", "reprimands_no_change") in met(again)
    assert ("warning", "reprimands_no_change") not in met(
        record(stretch(date(2026, 11, 3), 2), past=told[:1])
    )


def test_two_warnings_and_no_change_are_a_ground_for_probation_alone() -> None:
    told = (Past("warning", date(2026, 9, 20), None), Past("warning", date(2026, 10, 10), None))
    again = stretch(date(2026, 11, 3), 2)
    ground = ("revocation_proposal", "warnings_no_change")
    assert ground in met(record(again, past=told))
    for sentence in ("control", "parole", "medical"):
        assert ground not in met(record(again, past=told, sentence=sentence))


def test_what_is_proposed_already_is_not_suggested() -> None:
    assert met(record(stretch(date(2026, 11, 3), 3), pending=frozenset({"reprimand"}))) == []


@pytest.mark.parametrize(("received", "praised"), [("2026-05-24", True), ("2026-05-25", False)])
def test_praise_is_suggested_after_six_whole_months(received: str, praised: bool) -> None:
    found = met(record(received_on=date.fromisoformat(received)))
    assert (("praise", "obeyed") in found) == praised


def test_the_police_are_asked_for_control_probation_and_medical_only() -> None:
    asked = [one for one in SENTENCES if fits("security_proposal", one, BOOK)]
    assert asked == ["control", "probation", "medical"]


def test_a_measure_knows_whom_it_fits() -> None:
    assert [one for one in SENTENCES if fits("revocation_proposal", one, BOOK)] == [
        "probation", "parole",
    ]  # fmt: skip
    assert [one for one in SENTENCES if fits("recommit_proposal", one, BOOK)] == ["medical"]


def test_every_ground_has_words_with_the_numbers_of_the_book() -> None:
    for measure in MEASURES:
        for ground in GROUNDS[measure]:
            assert "{" not in words(measure, ground, BOOK)
    assert "未超过10日" in words("reprimand", "late_or_away", BOOK)


def test_parole_has_its_own_ground() -> None:
    assert allowed("revocation_proposal", "parole_breach", "parole")
    assert not allowed("revocation_proposal", "parole_breach", "probation")
    assert not allowed("revocation_proposal", "late_or_away", "parole")


def test_a_hint_names_its_rule_and_source_and_what_it_is_about() -> None:
    [hint] = hints(record(stretch(date(2026, 11, 3), 3)), BOOK)
    assert (hint.number, hint.limit, hint.rule) == (3, 10, "reprimand.late_days")
    assert (hint.source, hint.since, hint.duty) == ("源", date(2026, 11, 3), "due")
