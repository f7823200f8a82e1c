"""What a roster says of the days agrees with how a visit is settled."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from stack import builders as make
from stack.builders import NOON
from yizhan_collector.rooms.checkins.model import settle
from yizhan_collector.rooms.orders.model import Rhythm
from yizhan_collector.rooms.people.model import Person, Secret, SecretKind
from yizhan_collector.rooms.rosters.model import days, entry
from yizhan_wire.envelope import Clock

START = date(2026, 11, 3)
KINDS: tuple[SecretKind, ...] = ("permit", "code")
moments = st.dates(date(2026, 7, 1), date(2026, 12, 31))
rhythms = st.builds(
    Rhythm,
    st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    st.integers(1, 40),
    st.none(),
    st.frozensets(moments, max_size=20),
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Rhythm, date, set[date]]:
    """A rhythm, a day, and which of the due days around it are answered."""
    rhythm, today = draw(rhythms), draw(moments)
    last = rhythm.before(today)
    around = [last, rhythm.after(today), last and rhythm.before(last - timedelta(days=1))]
    return rhythm, today, {one for one in around if one and draw(st.booleans())}


@given(situations())
def test_the_next_day_is_the_one_a_visit_made_now_would_answer(
    found: tuple[Rhythm, date, set[date]],
) -> None:
    rhythm, today, answered = found
    last = rhythm.before(today - timedelta(days=1))
    open_since = last is not None and last not in answered
    noon = datetime(today.year, today.month, today.day, 4, tzinfo=UTC)
    visit = make.visit(UUID(int=1))
    due_on = settle(rhythm, visit, noon, Clock("ntp", "good"), open_since).due_on
    next_due, _ = days(rhythm, today, answered)
    assert next_due == (None if due_on in answered else due_on)


@given(situations())
def test_the_day_after_is_a_later_unanswered_due_day(
    found: tuple[Rhythm, date, set[date]],
) -> None:
    rhythm, today, answered = found
    next_due, then_due = days(rhythm, today, answered)
    assert then_due is not None
    assert rhythm.holds(then_due)
    assert then_due not in answered
    assert then_due > (next_due or today)


def test_without_a_rhythm_nothing_is_due() -> None:
    assert days(None, START, set()) == (None, None)


def test_an_answered_due_day_leaves_the_one_after() -> None:
    rhythm = Rhythm(START, 7)
    assert days(rhythm, START, {START}) == (None, START + timedelta(days=7))


def test_an_overdue_day_stands_before_the_coming_one() -> None:
    rhythm = Rhythm(START, 7)
    assert days(rhythm, START + timedelta(days=2), set()) == (START, START + timedelta(days=7))


def test_an_entry_has_no_name_and_without_the_face_no_permit() -> None:
    who = UUID(int=1)
    person = Person(who, "12345678", "测试甲", "female", make.TOWN, False, NOON)
    secrets = [Secret(UUID(int=n), who, kind, "h", NOON) for n, kind in enumerate(KINDS)]
    made = entry(person, (START, None), secrets)
    assert "测试甲" not in repr(made)
    assert (made.permits, len(made.codes), made.face) == ([], 1, False)
    assert made.codes[0].expires_at == "2026-11-24T04:00:00+00:00"
