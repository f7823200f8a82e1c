"""A position is kept within a live order of CCL 29 and never otherwise."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.positions.gate import (
    EvidenceNeeded,
    Ground,
    HeadNeeded,
    Order,
    OrderReversed,
    OrderTooLong,
    check_approval,
    check_wish,
    latest_end,
    may_store_fix,
)

PERSON, OTHER, HEAD, OFFICER, PAPER = (UUID(int=one) for one in range(1, 6))
START = datetime(2026, 11, 30, 1, tzinfo=UTC)
MONTHS = 3  # CCL 29
WHOLE = Order(
    PERSON, "left_unapproved", "12月1日到沈阳,未经批准", START, START + timedelta(days=30), OFFICER,
    HEAD, approver_is_head=True, notified_at=START,
)  # fmt: skip
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
FIRST, LAST = datetime(2024, 1, 1), datetime(2030, 12, 31)  # noqa: DTZ001 # the zone is drawn
moments = st.datetimes(FIRST, LAST, timezones=zones)
orders = st.builds(
    Order,
    person=st.sampled_from((PERSON, OTHER)),
    ground=st.sampled_from(get_args(Ground)),
    evidence=st.sampled_from(("", "  ", "走访记录")),
    start=moments,
    end=moments,
    applicant=st.sampled_from((OFFICER, HEAD)),
    approver=st.sampled_from((None, HEAD, OFFICER)),
    approver_is_head=st.booleans(),
    notified_at=st.none() | moments,
    lifted_at=st.none() | moments,
    warning=st.sampled_from((None, PAPER)),
    punishment=st.sampled_from((None, PAPER)),
)


def months_on(day: date, months: int) -> date:
    """By stepping, month after month; the law's day or the month's last."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def lawful(one: Order, moment: datetime) -> bool:
    """The rule of domain.md 1.8, line by line."""
    start, end = one.start.astimezone(SHANGHAI), one.end.astimezone(SHANGHAI)
    latest = datetime.combine(months_on(start.date(), 3), start.time(), SHANGHAI)
    return all((
        one.evidence.strip() != "",
        one.ground != "refused_report" or one.warning is not None,
        one.ground != "punished" or one.punishment is not None,
        one.approver is not None and one.approver_is_head,
        one.approver != one.applicant,
        one.notified_at is not None and one.notified_at <= moment,
        one.start <= moment < one.end,
        one.lifted_at is None or moment < one.lifted_at,
        end <= latest,
    ))  # fmt: skip


@MANY
@given(st.lists(orders, max_size=4), moments, st.booleans())
def test_the_gate_is_the_rule_and_nothing_else(
    some: list[Order], moment: datetime, inside: bool
) -> None:
    wanted = inside and any(lawful(one, moment) for one in some if one.person == PERSON)
    assert may_store_fix(PERSON, inside, some, moment, MONTHS) == wanted


@MANY
@given(st.integers(0, 1200), st.integers(0, 40), zones)
def test_a_whole_order_opens_from_its_start_to_its_end_in_any_zone(
    hours: int, lasts: int, zone: timezone
) -> None:
    one = replace(WHOLE, end=START + timedelta(days=lasts))
    moment = (START + timedelta(hours=hours)).astimezone(zone)
    assert may_store_fix(PERSON, True, [one], moment, MONTHS) == (hours < lasts * 24)


@MANY
@given(moments, st.integers(1, 200))
def test_no_order_however_renewed_opens_a_gap_or_a_day_too_many(start: datetime, days: int) -> None:
    first = replace(WHOLE, start=start, end=latest_end(start, MONTHS), notified_at=start)
    second = replace(first, start=first.end + timedelta(days=1), end=latest_end(first.end, MONTHS))
    moment = start + timedelta(days=days)
    held = first.start <= moment < first.end or second.start <= moment < second.end
    assert may_store_fix(PERSON, True, [first, second], moment, MONTHS) == held


@MANY
@given(moments)
def test_three_months_end_on_the_same_day_or_the_last_of_the_month(start: datetime) -> None:
    end, local = latest_end(start, MONTHS), start.astimezone(SHANGHAI)
    assert (end.year * 12 + end.month) - (local.year * 12 + local.month) == 3
    assert end.day == min(local.day, monthrange(end.year, end.month)[1])
    check_wish(replace(WHOLE, start=start, end=end), MONTHS)
    with pytest.raises(OrderTooLong):
        check_wish(replace(WHOLE, start=start, end=end + timedelta(seconds=1)), MONTHS)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"end": START}, OrderReversed),
        ({"end": START + timedelta(days=93)}, OrderTooLong),
        ({"evidence": " "}, EvidenceNeeded),
        ({"ground": "refused_report"}, EvidenceNeeded),
        ({"ground": "punished", "warning": PAPER}, EvidenceNeeded),
    ],
)
def test_what_the_law_does_not_know_is_no_order(
    change: dict[str, object], refused: type[Refused]
) -> None:
    with pytest.raises(refused):
        check_wish(replace(WHOLE, **change), MONTHS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [{"approver": None}, {"approver_is_head": False}, {"approver": OFFICER}],
    ids=["nobody", "not the head", "who applied"],
)
def test_only_the_head_approves_and_never_the_own_application(change: dict[str, object]) -> None:
    with pytest.raises(HeadNeeded):
        check_approval(replace(WHOLE, **change))  # type: ignore[arg-type]
    check_approval(WHOLE)
