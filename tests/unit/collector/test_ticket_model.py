"""How a ticket stands by what was done with its matter, and what may be said of it; pure."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.cases.acts import BY_CODE
from yizhan_collector.rooms.cases.clock import Hours
from yizhan_collector.rooms.cases.model import KINDS as MATTERS
from yizhan_collector.rooms.cases.model import Act, Matter
from yizhan_collector.rooms.sharing import ticket_model as model
from yizhan_collector.rooms.sharing import ticket_reasons as reasons
from yizhan_collector.rooms.sharing.ticket_model import KINDS, Ticket, TicketWish, standing, wish_of

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SOMEBODY = UUID(int=1)
HELD = Ticket(
    SOMEBODY, "rexian", "T-1", "0" * 64, None, "", None, NOON, NOON + timedelta(days=1), NOON
)
MATTER = Matter(
    SOMEBODY, "2026-000001", "", None, "advice", "other", "platform", None, "x", None, None,
    "open", "clerk", "open", None, NOON, None, None, None, None, NOON,
)  # fmt: skip
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80).filter(
    lambda one: one.strip(" \n\t\u3000")
)
FIRST, LAST = datetime(2020, 1, 1), datetime(2099, 1, 1)  # noqa: DTZ001 # hypothesis adds the zone
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
wishes = st.builds(
    TicketWish,
    st.sampled_from(sorted(KINDS)),
    texts,
    moments,
    st.sampled_from(["", "labour.wages"]),
    st.sampled_from(["", "测试甲"]),
    st.sampled_from(["", "000-0000-0001"]),
    st.sampled_from(["", "210521", "210521100"]),
    st.booleans(),
    st.none() | moments,
)
steps = st.lists(
    st.sampled_from(["take", "note", "answer", "ask_party", "party_says", "return_ticket", "close"])
)


@given(wishes)
def test_what_is_kept_of_a_ticket_is_the_ticket(wish: TicketWish) -> None:
    kept = wish_of(wish.body)
    assert (kept, kept.sha256) == (wish, wish.sha256)


@given(wishes, wishes)
def test_two_tickets_are_the_same_when_all_they_say_is(one: TicketWish, other: TicketWish) -> None:
    assert (one.sha256 == other.sha256) == (one == other)


@given(wishes, st.integers(-14, 14))
def test_the_zone_a_moment_is_written_in_makes_no_other_ticket(
    wish: TicketWish, hours: int
) -> None:
    elsewhere = wish.received_at.astimezone(timezone(timedelta(hours=hours)))
    assert replace(wish, received_at=elsewhere).sha256 == wish.sha256


@given(wishes)
def test_every_request_is_a_matter_of_a_known_kind_at_its_place(wish: TicketWish) -> None:
    asked = wish.asked(None)
    assert asked.kind in MATTERS
    assert asked.area == wish.area[:6]
    assert (asked.township or "") in ("", wish.area)


def played(codes: list[str]) -> tuple[Matter, list[Act]]:
    """A matter after these acts, as far as they can follow on one another."""
    matter = MATTER
    acts: list[Act] = []
    for code in codes:
        if matter.state == "closed" and code != "return_ticket":
            continue
        if (code in {"answer", "ask_party", "close"} and not matter.first_owner) or (
            code == "return_ticket" and any(act.code == code for act in acts)
        ):
            continue
        one = BY_CODE[code]
        by = None if code in {"party_says", "return_ticket"} else SOMEBODY
        whose = one.next or matter.next_actor
        acts.append(Act(NOON, code, by, by is None, one.public, f"{code} {len(acts)}", whose, None))
        changes: dict[str, Any] = {"next_actor": whose, "state": "open", "outcome": None}
        if one.closes:
            changes |= {"state": "closed", "outcome": "advised"}
        if code == "take":
            changes["first_owner"] = SOMEBODY
        matter = replace(matter, **changes)
    return matter, acts


@given(steps)
def test_a_ticket_stands_as_what_was_done_says(codes: list[str]) -> None:
    matter, acts = played(codes)
    told, done = standing(HELD, matter, acts), [act.code for act in acts]
    last = max((place for place, code in enumerate(done) if code == "return_ticket"), default=-1)
    since = done[last + 1 :]
    assert (told.state == "closed") == (matter.state == "closed")
    assert (told.state == "taken") == (not matter.first_owner)
    if told.state == "answered":
        assert "answer" in since
    if told.state == "in_hand":
        assert told.question or "answer" not in since
    assert bool(told.question) == (matter.next_actor == "party")
    assert bool(told.answer) == any(code in {"answer", "close"} for code in done)
    assert (told.answer == "") == (told.answered_at is None)


@given(steps)
def test_what_was_refused_or_withdrawn_stays_so_whatever_follows(codes: list[str]) -> None:
    matter, acts = played(codes)
    refused = replace(HELD, refused_at=NOON)
    assert standing(refused, matter, acts).state == "refused"
    assert standing(replace(HELD, withdrawn_at=NOON), matter, acts).state == "withdrawn"


ANSWERED = replace(HELD, state="answered")
CLOSED = replace(HELD, state="closed")
RETURNED = replace(HELD, state="in_hand", returned_why="不满意", returned_at=NOON)
ASKED = replace(HELD, state="in_hand", question="签了合同吗?", asked_at=NOON)


@pytest.mark.parametrize(
    ("may", "one", "said", "news"),
    [
        (model.require_return, ANSWERED, "不满意", True),
        (model.require_return, CLOSED, "不满意", True),
        (model.require_return, RETURNED, "不满意", False),
        (model.require_return, RETURNED, "别的", reasons.ReturnedAlready),
        (model.require_return, HELD, "不满意", reasons.NothingToReturn),
        (model.require_reply, ASKED, "没有", True),
        (model.require_reply, replace(ASKED, reply="没有"), "没有", False),
        (model.require_reply, replace(ASKED, reply="没有"), "有", reasons.NothingAsked),
        (model.require_reply, HELD, "没有", reasons.NothingAsked),
        (model.require_stars, CLOSED, 5, True),
        (model.require_stars, replace(CLOSED, stars=5), 5, False),
        (model.require_stars, replace(CLOSED, stars=5), 1, reasons.RatedOtherwise),
        (model.require_stars, ANSWERED, 5, reasons.RatedOtherwise),
    ],
)
def test_a_word_is_news_once_no_news_again_and_refused_when_it_does_not_fit(
    may: Any, one: Ticket, said: Any, news: bool | type[Refused]
) -> None:
    if isinstance(news, bool):
        assert may(one, said) is news
    else:
        with pytest.raises(news):
            may(one, said)


def test_what_is_over_is_not_withdrawn() -> None:
    assert model.require_withdrawal(HELD)
    assert not model.require_withdrawal(replace(HELD, withdrawn_at=NOON, state="withdrawn"))
    for over in (CLOSED, replace(HELD, refused_at=NOON)):  # refused, though not yet carried out
        with pytest.raises(reasons.TicketOver):
            model.require_withdrawal(over)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(1, 20))
def test_the_last_of_some_working_days_is_one_and_has_the_others_before_it(
    day: date, count: int
) -> None:
    hours = Hours(time(8), time(17))
    last = hours.day_after(day, count)
    between = [day + timedelta(days=one) for one in range(1, (last - day).days + 1)]
    assert hours.open_on(last)
    assert sum(hours.open_on(one) for one in between) == count
