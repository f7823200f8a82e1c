"""What counts as an attempt that failed, and when so many ways are enough."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.contacts.model import WAYS, Contact, Outcome, Way, enough, failed

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
moments = st.integers(0, 30 * 24).map(lambda n: NOON + timedelta(hours=n))


def contact(n: int, way: Way, at: datetime, outcome: Outcome) -> Contact:
    return Contact(UUID(int=n), UUID(int=1), way, at, outcome, "", (), "记录", "", UUID(int=2), at)


contacts = st.lists(
    st.builds(
        contact, st.integers(1, 10**6), st.sampled_from(WAYS), moments,
        st.sampled_from(["reached", "not_reached"]),
    ),
    unique_by=lambda one: one.id,
    max_size=10,
)  # fmt: skip


@MANY
@given(contacts, st.lists(moments, max_size=3))
def test_only_what_failed_after_the_person_was_last_reached_counts(
    some: list[Contact], there: list[datetime]
) -> None:
    last = max([*[one.at for one in some if one.outcome == "reached"], *there], default=None)
    found = failed(some, there)
    assert all(one.outcome == "not_reached" for one in found)
    assert all(last is None or one.at > last for one in found)
    assert found == failed(some[::-1], there[::-1])


@given(contacts, st.lists(moments, max_size=3), moments)
def test_a_report_more_never_leaves_more_attempts(
    some: list[Contact], there: list[datetime], more: datetime
) -> None:
    assert set(failed(some, [*there, more])) <= set(failed(some, there))


def test_the_same_way_twice_is_one_way() -> None:
    calls = [contact(n, "phone", NOON, "not_reached") for n in (1, 2)]
    assert not enough(calls, 2)
    assert enough([*calls, contact(3, "home_visit", NOON, "not_reached")], 2)


def test_only_a_contact_that_reached_the_person_can_be_a_report() -> None:
    assert contact(1, "home_visit", NOON, "reached").channel == "home_visit"
    assert contact(1, "interview", NOON, "reached").channel == "desk"
    assert contact(1, "message", NOON, "reached").channel is None
    assert contact(1, "phone", NOON, "not_reached").channel is None
