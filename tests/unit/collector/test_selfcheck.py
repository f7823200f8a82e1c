"""The national self-check as a score: it fails exactly at its lines, and warns before them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.ground.months import months_later
from yizhan_collector.rooms.ownership.selfcheck import (
    Checked,
    Looked,
    Score,
    judge,
    stale_on,
)
from yizhan_collector.rooms.rules.model import Book, Rule

TODAY = date(2026, 11, 24)
NUMBERS = {
    "news_days": 14, "notice_months": 6, "guide_months": 12, "named_columns": 5,
    "stale_columns": 10, "blank_columns": 5, "message_months": 2, "message_fail_months": 3,
    "statistics_months": 3, "media_days": 14, "stale_points": 5, "blank_points": 5,
    "message_points": 3, "statistics_points": 2, "media_points": 5, "link_points": 1,
    "expired_points": 1, "pass_score": 60, "warn_days": 3,
}  # fmt: skip
BOOK = Book(
    TODAY,
    {
        f"site.{name}": Rule(f"site.{name}", value, "", "test", "v", date(2015, 4, 1))
        for name, value in NUMBERS.items()
    },
)
KINDS: tuple[Checked, ...] = ("news", "notice", "policy", "guide", "about", "statistics")
DAYS = st.one_of(st.none(), st.integers(0, 900).map(lambda n: TODAY - timedelta(days=n)))
LOOKED = st.builds(
    Looked,
    st.sampled_from([*KINDS, "messages", "media"]),
    st.just(""),
    st.just("栏目"),
    st.just("Column"),
    DAYS,
    st.integers(0, 3),
    st.integers(0, 3),
)
SITES = st.lists(LOOKED, max_size=25).map(
    lambda found: [replace(one, subject=f"s{at}") for at, one in enumerate(found)]
)


def column(checked: Checked = "news", last: date | None = TODAY, at: int = 0) -> Looked:
    """One that is checked."""
    return Looked(checked, f"{checked}-{at}", "栏目", "Column", last)


def columns(checked: Checked, count: int, last: date | None) -> list[Looked]:
    """Some of a kind, all touched on one day."""
    return [column(checked, last, at) for at in range(count)]


def scored(*given: list[Looked]) -> Score:
    """The self-check of these today."""
    return judge(BOOK, [one for some in given for one in some], TODAY)


def old(checked: Checked) -> date:
    """A day so long ago that it is stale today for the first time."""
    return next(
        TODAY - timedelta(days=n)
        for n in range(1000)
        if (stale_on(BOOK, column(checked, TODAY - timedelta(days=n))) or TODAY) <= TODAY and n > 5
    )


def test_a_site_where_everything_is_fresh_scores_a_hundred() -> None:
    fresh = [column(one) for one in (*KINDS, "media")] + [column("messages", None)]
    found = scored(fresh)
    assert (found.score, found.failed, found.findings, found.warnings) == (100, False, (), ())


@MANY
@given(SITES, st.data())
def test_more_neglect_never_raises_the_score(site: list[Looked], data: st.DataObject) -> None:
    before = judge(BOOK, site, TODAY)
    if not site:
        return
    at = data.draw(st.integers(0, len(site) - 1))
    one = site[at]
    days = data.draw(st.integers(1, 400))
    worse = replace(one, links=one.links + 1, expired=one.expired + 1)
    if one.checked == "messages":
        worse = replace(worse, last=(one.last or TODAY) - timedelta(days=days))
    elif one.last is not None:
        empty = data.draw(st.booleans()) and one.checked != "media"
        worse = replace(worse, last=None if empty else one.last - timedelta(days=days))
    after = judge(BOOK, [*site[:at], worse, *site[at + 1 :]], TODAY)
    assert after.score <= before.score
    assert after.failed or not before.failed


@MANY
@given(SITES)
def test_the_points_explain_the_score_and_only_a_line_takes_more(site: list[Looked]) -> None:
    found = judge(BOOK, site, TODAY)
    plain = max(100 - sum(one.points for one in found.findings), 0)
    at_a_line = any(one.reached for one in found.lines)
    assert found.score == (min(plain, 59) if at_a_line else plain)
    assert found.failed == (found.score < 60)


@MANY
@given(SITES)
def test_what_begins_to_cost_points_tomorrow_was_warned_of_today(site: list[Looked]) -> None:
    tomorrow = TODAY + timedelta(days=1)
    today = {(one.code, one.subject) for one in judge(BOOK, site, TODAY).findings}
    new = {
        (one.code, one.subject)
        for one in judge(BOOK, site, tomorrow).findings
        if (one.code, one.subject) not in today
    }
    warned = {(one.code, one.subject) for one in judge(BOOK, site, TODAY).warnings if one.days == 1}
    assert new == warned


@pytest.mark.parametrize(
    ("checked", "first"),
    [
        ("news", TODAY - timedelta(days=14)),
        ("media", TODAY - timedelta(days=14)),
        ("notice", date(2026, 5, 24)),
        ("policy", date(2026, 5, 24)),
        ("guide", date(2025, 11, 24)),
        ("statistics", date(2026, 8, 24)),
        ("messages", date(2026, 9, 24)),
    ],
)
def test_each_kind_counts_as_stale_on_its_day_and_not_before(checked: Checked, first: date) -> None:
    assert len(scored([column(checked, first)]).findings) == 1
    still = scored([column(checked, first + timedelta(days=1))])
    assert not still.findings
    assert [(one.on, one.days) for one in still.warnings] == [(TODAY + timedelta(days=1), 1)]


@pytest.mark.parametrize("checked", ["news", "notice", "policy"])
def test_five_stale_columns_of_news_notices_or_policy_fail_the_site(checked: Checked) -> None:
    four = scored(columns(checked, 4, old(checked)))
    five = scored(columns(checked, 5, old(checked)))
    assert (four.score, four.failed) == (80, False)
    assert (five.score, five.failed) == (59, True)


def test_ten_stale_columns_in_all_fail_the_site() -> None:
    guides = columns("guide", 7, old("guide"))
    news = columns("news", 2, old("news"))
    assert not [one for one in scored(guides, news).lines if one.reached]
    ten = scored(guides, news, [column("about", old("about"))])
    assert [one.code for one in ten.lines if one.reached] == ["stale_columns"]
    assert ten.failed


def test_five_blank_columns_fail_the_site_and_count_as_untouched_ones() -> None:
    assert not scored(columns("guide", 4, None)).failed
    five = scored(columns("guide", 5, None))
    assert five.failed
    assert {one.code: one.count for one in five.lines} == {
        "named_columns": 0, "stale_columns": 5, "blank_columns": 5, "unanswered_long": 0,
    }  # fmt: skip


def test_a_message_of_three_months_fails_the_site_after_it_cost_points_for_one() -> None:
    waited = scored([column("messages", months_later(TODAY, -3) + timedelta(days=1))])
    assert [(one.code, one.points) for one in waited.findings] == [("unanswered", 3)]
    assert [one.code for one in waited.warnings] == ["unanswered_long"]
    assert not waited.failed
    assert scored([column("messages", months_later(TODAY, -3))]).failed


def test_broken_links_and_notices_that_are_over_cost_points_and_say_how_many() -> None:
    found = scored([replace(column(), links=4, expired=2)])
    assert [(one.code, one.count, one.points) for one in found.findings] == [
        ("links", 4, 1), ("expired", 2, 1),
    ]  # fmt: skip
    assert found.score == 98
