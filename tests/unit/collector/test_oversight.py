"""Who hears a complaint and who never reads it; replies; draws; days of an answer."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.rooms.oversight.model import (
    Complaint,
    Opinion,
    ReasonsForNo,
    Reply,
    heard_at,
    offices,
    overdue,
    sample,
)
from yizhan_collector.rooms.staff.model import AREAS, ROLES, Role, Staff

NOW = datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)
ONE = UUID(int=1)
TOWNSHIPS = st.sampled_from(["210521100", "210521101", "210522100", "210502001"])


@st.composite
def members(draw: st.DrawFn) -> Staff:
    role: Role = draw(st.sampled_from(ROLES))
    area = draw(TOWNSHIPS)[: draw(st.sampled_from(AREAS[role]))]
    return Staff(UUID(int=9), "wang.li", "王丽", role, area)


def complaint(about: str, township: str) -> Complaint:
    what = ("treatment", "他们对我大声说话", None, "own")
    return Complaint(ONE, ONE, township, about, *what, NOW, NOW.date())  # type: ignore[arg-type]


@MANY
@given(members(), TOWNSHIPS, st.booleans())
def test_nobody_of_the_office_complained_of_hears_or_reads(
    staff: Staff, township: str, of_county: bool
) -> None:
    one = complaint(offices(township)[of_county], township)
    # at work in that office: the township's own, or anybody of the county
    inside = len(staff.area) == 9 if not of_county else bool(staff.area)
    if inside and staff.role != "prosecutor":
        assert not one.heard_by(staff)
        assert not one.seen_by(staff)
    if one.heard_by(staff):
        assert one.seen_by(staff)
        assert (staff.level == "city") if of_county else (staff.area == township[:6])


@given(TOWNSHIPS, st.booleans())
def test_every_complaint_is_heard_by_somebody_and_seen_by_the_prosecutor(
    township: str, of_county: bool
) -> None:
    one = complaint(offices(township)[of_county], township)
    hearer = Staff(ONE, "a", "甲", "supervisor_city", "")
    if not of_county:
        hearer = Staff(ONE, "a", "甲", "officer_county", township[:6])
    assert one.heard_by(hearer)
    for area in ("", township[:6]):
        prosecutor = Staff(ONE, "b", "乙", "prosecutor", area)
        assert one.seen_by(prosecutor)
        assert not one.heard_by(prosecutor)
    assert not one.seen_by(Staff(ONE, "b", "乙", "prosecutor", "999999"))


def test_a_complaint_climbs_one_step() -> None:
    assert heard_at("210521100") == "county"
    assert heard_at("210521") == "city"


@MANY
@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(-40, 40), st.integers(0, 86399))
def test_the_last_day_is_in_time_until_midnight_in_shanghai(
    by: date, days: int, second: int
) -> None:
    there = datetime.combine(by, datetime.min.time(), SHANGHAI)
    done = there + timedelta(days=days, seconds=second)
    assert overdue(by, done, by) == (days > 0)
    assert overdue(by, None, by + timedelta(days=days)) == (days > 0)


@pytest.mark.parametrize("adopted", ["no", "partly"])
def test_what_is_not_adopted_needs_its_reasons(adopted: str) -> None:
    for reasons in ("", "  "):
        with pytest.raises(ReasonsForNo):
            Reply(adopted, "已核查", reasons)  # type: ignore[arg-type]
    Reply(adopted, "已核查", "该日站点停用")  # type: ignore[arg-type]
    Reply("yes", "已整改")


@given(members(), TOWNSHIPS)
def test_only_the_county_itself_replies_to_an_opinion(staff: Staff, township: str) -> None:
    words = ("opinion", "检意1号", "请核查", None, ONE, NOW, NOW.date())
    one = Opinion(ONE, township[:6], township, *words)  # type: ignore[arg-type]
    may = staff.role in {"officer_county", "head_county"} and staff.area == township[:6]
    assert one.replied_to_by(staff) == may


@given(st.sets(st.uuids(), max_size=30), st.integers(0, 40), st.text(max_size=10))
def test_a_draw_can_be_drawn_again_and_does_not_depend_on_the_order(
    people: set[UUID], size: int, seed: str
) -> None:
    drawn = sample(people, size, seed)
    assert drawn == sample(sorted(people), size, seed)
    assert len(drawn) == len(set(drawn)) == min(size, len(people))
    assert set(drawn) <= people


def test_another_seed_draws_others() -> None:
    people = [UUID(int=n) for n in range(1000)]
    draws = {tuple(sample(people, 5, str(seed))) for seed in range(20)}
    assert len(draws) == 20
