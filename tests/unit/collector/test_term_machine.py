"""How a term moves: what follows from what, on which days, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.terms.machine import (
    BROKEN_OFF,
    NotDeclaredYet,
    NotReceivedYet,
    NotServedYet,
    NotShorter,
    SameAsBefore,
    WrongReason,
    take,
)
from yizhan_collector.rooms.terms.model import (
    OVERLAYS,
    DatesOutOfOrder,
    Facts,
    InTheFuture,
    NotInCorrection,
    Sentence,
    Term,
    TermEnded,
    TermMismatch,
    TermMoved,
    check_facts,
    check_length,
    late_days,
    report_by,
)
from yizhan_collector.rooms.terms.steps import (
    Categorise,
    Commute,
    Correct,
    Declare,
    MoveOut,
    PutOn,
    Receive,
    Release,
    Step,
    TakeOff,
    Terminate,
)

DAY = timedelta(days=1)
JUDGED, EFFECT, ENDS = date(2026, 3, 1), date(2026, 3, 12), date(2027, 3, 11)
TODAY = date(2026, 11, 24)
FACTS = Facts("probation", "盗窃罪", "示例法院", "(2026)示1号", JUDGED, EFFECT, EFFECT, ENDS)
NEW = Term(UUID(int=1), UUID(int=2), FACTS, report_by(EFFECT, 10))
CAME = date(2026, 3, 20)
RECEIVED = take(NEW, Receive(CAME), TODAY)
DECLARED = take(RECEIVED, Declare(CAME + DAY), TODAY)
ACTIVE = take(DECLARED, Categorise(CAME + 2 * DAY, "newcomer"), TODAY)
RELEASED = take(ACTIVE, Release(ENDS, "served"), ENDS)


def corrected(term: Term, on: date = TODAY, **changes: Any) -> Correct:
    """A correction that leaves the rest as it is."""
    facts = replace(term.facts, **{k: v for k, v in changes.items() if k in FACTS.__dict__})
    days = {k: changes.get(k, getattr(term, k)) for k in ("received_on", "declared_on")}
    return Correct(on, facts, **days, report_days=10)


def test_from_the_document_to_release() -> None:
    assert [one.state for one in (NEW, RECEIVED, DECLARED, ACTIVE, RELEASED)] == [
        "expected", "received", "declared", "active", "released",
    ]  # fmt: skip
    assert [one.version for one in (NEW, RECEIVED, DECLARED, ACTIVE, RELEASED)] == [1, 2, 3, 4, 5]
    assert (RELEASED.ended_on, RELEASED.end_reason) == (ENDS, "served")


@pytest.mark.parametrize(
    ("term", "step", "refusal"),
    [
        (NEW, Declare(CAME), NotReceivedYet),
        (NEW, Categorise(CAME, "strict"), NotDeclaredYet),
        (NEW, PutOn(CAME, "leave"), NotReceivedYet),
        (NEW, Commute(CAME, ENDS - DAY), NotInCorrection),
        (NEW, MoveOut(CAME), NotInCorrection),
        (NEW, Receive(EFFECT - DAY), DatesOutOfOrder),
        (NEW, Receive(TODAY + DAY), InTheFuture),
        (RECEIVED, Receive(CAME), TermMoved),
        (RECEIVED, Categorise(CAME, "strict"), NotDeclaredYet),
        (RECEIVED, Declare(CAME - DAY), DatesOutOfOrder),
        (DECLARED, Declare(TODAY), TermMoved),
        (DECLARED, Categorise(CAME, "strict"), DatesOutOfOrder),
        (ACTIVE, Categorise(TODAY, "newcomer"), SameAsBefore),
        (ACTIVE, Commute(TODAY, ENDS), NotShorter),
        (ACTIVE, Commute(TODAY, EFFECT - DAY), DatesOutOfOrder),
        (ACTIVE, Release(TODAY, "served"), NotServedYet),
        (ACTIVE, Release(CAME, "pardoned"), DatesOutOfOrder),
        (ACTIVE, Terminate(TODAY, "recommitted"), WrongReason),
        (ACTIVE, TakeOff(TODAY, "leave"), SameAsBefore),
        (ACTIVE, corrected(ACTIVE), SameAsBefore),
        (ACTIVE, corrected(ACTIVE, received_on=CAME + 9 * DAY), DatesOutOfOrder),
        (ACTIVE, corrected(ACTIVE, received_on=None), TermMoved),
        (ACTIVE, corrected(ACTIVE, judged_on=EFFECT + DAY), DatesOutOfOrder),
        (RECEIVED, corrected(RECEIVED, declared_on=CAME), TermMoved),
        (RECEIVED, corrected(RECEIVED, received_on=TODAY + DAY), InTheFuture),
    ],
)
def test_what_does_not_follow_is_refused(term: Term, step: Step, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        take(term, step, TODAY)


@pytest.mark.parametrize(
    "step",
    [
        Receive(ENDS),
        Categorise(ENDS, "strict"),
        Commute(ENDS, ENDS - DAY),
        PutOn(ENDS, "detained"),
        Release(ENDS, "pardoned"),
        Terminate(ENDS, "dead"),
        MoveOut(ENDS),
        corrected(RELEASED, on=ENDS, offence="诈骗罪"),
    ],
)
def test_an_ended_term_is_never_opened_again(step: Step) -> None:
    with pytest.raises(TermEnded):
        take(RELEASED, step, ENDS + DAY)


@pytest.mark.parametrize("sentence", BROKEN_OFF)
@pytest.mark.parametrize("reason", ["revoked", "recommitted", "dead"])
def test_a_term_is_broken_off_only_as_its_kind_allows(sentence: Sentence, reason: Any) -> None:
    term = replace(ACTIVE, facts=replace(FACTS, sentence=sentence))
    if reason in BROKEN_OFF[sentence]:
        ended = take(term, Terminate(TODAY, reason), TODAY)
        assert (ended.state, ended.end_reason) == ("terminated", reason)
    else:
        with pytest.raises(WrongReason):
            take(term, Terminate(TODAY, reason), TODAY)


def test_a_pardon_releases_before_the_end() -> None:
    ended = take(ACTIVE, Release(TODAY, "pardoned"), TODAY)
    assert (ended.state, ended.end_reason, ended.ended_on) == ("released", "pardoned", TODAY)


def test_a_commuted_term_is_released_on_its_new_last_day() -> None:
    shorter = take(ACTIVE, Commute(TODAY, TODAY + DAY), TODAY)
    with pytest.raises(NotServedYet):
        take(shorter, Release(TODAY, "served"), TODAY)
    assert take(shorter, Release(TODAY + DAY, "served"), TODAY + DAY).state == "released"


def test_what_lies_over_a_term_goes_with_its_end() -> None:
    lost = take(ACTIVE, PutOn(TODAY, "lost_contact"), TODAY)
    assert lost.overlays == {"lost_contact"}
    assert take(lost, Terminate(TODAY, "dead"), TODAY).overlays == frozenset()


def test_a_corrected_effect_moves_the_last_day_to_report() -> None:
    moved = take(NEW, corrected(NEW, effective_on=EFFECT - DAY), TODAY)
    assert moved.report_by == NEW.report_by - DAY
    assert (NEW.facts.effective_on, moved.version) == (EFFECT, 2)  # the first version stays


@pytest.mark.parametrize(("days", "late"), [(0, 0), (9, 0), (10, 0), (11, 1), (41, 31)])
def test_day_ten_is_in_time_and_day_eleven_late(days: int, late: int) -> None:
    assert late_days(NEW.report_by, EFFECT + days * DAY) == late


@pytest.mark.parametrize(
    ("effect", "last"),
    [
        (date(2028, 2, 19), date(2028, 2, 29)),
        (date(2027, 2, 19), date(2027, 3, 1)),
        (date(2026, 12, 25), date(2027, 1, 4)),
    ],
)
def test_the_report_clock_runs_over_month_ends_and_leap_days(effect: date, last: date) -> None:
    assert report_by(effect, 10) == last


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 15), 24, date(2028, 1, 14)),
    ],
)
def test_a_term_of_whole_months_ends_on_their_last_day(start: date, months: int, end: date) -> None:
    facts = replace(FACTS, judged_on=start, effective_on=start, starts_on=start, ends_on=end)
    check_length(facts, months)
    check_length(facts, None)
    with pytest.raises(TermMismatch, match=end.isoformat()):
        check_length(replace(facts, ends_on=end + DAY), months)


def test_a_document_with_days_out_of_order_is_refused() -> None:
    for wrong in (
        replace(FACTS, effective_on=JUDGED - DAY),
        replace(FACTS, starts_on=EFFECT - DAY),
        replace(FACTS, ends_on=JUDGED),
    ):
        with pytest.raises(DatesOutOfOrder):
            check_facts(wrong, TODAY)
    with pytest.raises(InTheFuture):
        check_facts(FACTS, JUDGED - DAY)


days = st.integers(-20, 420).map(lambda n: JUDGED + n * DAY)
steps = st.one_of(
    st.builds(Receive, days),
    st.builds(Declare, days),
    st.builds(Categorise, days, st.sampled_from(["newcomer", "strict", "ordinary", "lenient"])),
    st.builds(Commute, days, days),
    st.builds(PutOn, days, st.sampled_from(OVERLAYS)),
    st.builds(TakeOff, days, st.sampled_from(OVERLAYS)),
    st.builds(Release, days, st.sampled_from(["served", "pardoned"])),
    st.builds(Terminate, days, st.sampled_from(["revoked", "recommitted", "dead"])),
    st.builds(MoveOut, days),
    st.builds(
        Correct, days,
        st.builds(replace, st.just(FACTS), effective_on=days, ends_on=days),
        st.none() | days, st.none() | days, st.just(10),
    ),
)  # fmt: skip
# most sequences begin the way most terms do, so that the later states are reached often
openings = st.sampled_from(
    [(), (Receive(CAME),), (Receive(CAME), Declare(CAME), Categorise(CAME, "newcomer"))]
)
LADDER = ["expected", "received", "declared", "active", "released", "terminated", "moved_out"]


@MANY
@given(openings, st.lists(steps, max_size=12), days)
def test_no_sequence_of_steps_breaks_a_term(
    opening: tuple[Step, ...], more: list[Step], today: date
) -> None:
    term, history = NEW, [NEW]
    for step in (*opening, *more):
        try:
            new = take(term, step, today)
        except Refused:
            continue
        event(type(step).__name__)
        assert new.version == term.version + 1
        assert step.on <= today
        assert LADDER.index(new.state) >= LADDER.index(term.state)
        term = new
        history.append(new)
    # an ended term is the last version there is
    assert all(one.ended_on is None for one in history[:-1])
    for one in history:
        marks = [one.facts.effective_on, one.received_on, one.declared_on, one.category_on]
        marks.append(one.ended_on)
        known = [mark for mark in marks if mark]
        assert known == sorted(known)
        assert one.facts.judged_on <= one.facts.starts_on <= one.facts.ends_on
        assert one.report_by == one.facts.effective_on + 10 * DAY
        assert (one.state == "active") <= (one.category is not None)
        assert (one.received_on is None) <= (one.declared_on is None)
        assert (one.ended_on is None) == (one.end_reason is None)
        assert not (one.ended_on and one.overlays)
        if one.end_reason == "served" and one.ended_on:
            assert one.ended_on >= one.facts.ends_on
    # what was written before was never edited
    assert history[0] == NEW
    assert len({one.version for one in history}) == len(history)
