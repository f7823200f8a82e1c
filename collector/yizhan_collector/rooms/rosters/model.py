"""One person's line of a roster, pure."""

from collections.abc import Collection
from datetime import UTC, date

from yizhan_wire.orders import RosterEntry
from yizhan_wire.orders import Secret as WireSecret

from yizhan_collector.rooms.checkins.model import Days, place
from yizhan_collector.rooms.people.model import Person, Secret


def days(
    rhythm: Days | None, today: date, answered: Collection[date]
) -> tuple[date | None, date | None]:
    """The due day a visit made today would answer, and the due day after it.

    When none is open today, the second is the next one that is.
    """
    if rhythm is None:
        return None, None
    last = rhythm.before(today)
    open_since = last is not None and last < today and last not in answered
    due_on, _ = place(rhythm, today, open_since)
    if due_on in answered:
        due_on = None
    following = rhythm.after(due_on or today)
    while following and following in answered:
        following = rhythm.after(following)
    return due_on, following


def entry(
    person: Person,
    due: tuple[date | None, date | None],
    secrets: Collection[Secret],
    lost: bool = False,
) -> RosterEntry:
    """A person's line; without the face there is no permit either."""
    permits = [one for one in secrets if one.kind == "permit" and person.face_allowed]
    return RosterEntry(
        person=person.id,
        number=person.number,
        next_due=due[0].isoformat() if due[0] else None,
        face=person.face_allowed,
        permits=[_wire(one) for one in permits],
        codes=[_wire(one) for one in secrets if one.kind == "code"],
        then_due=due[1].isoformat() if due[1] else None,
        reenrol=lost and person.face_allowed,
    )


def _wire(one: Secret) -> WireSecret:
    return WireSecret(one.id, one.hash, one.expires_at.astimezone(UTC).isoformat())
