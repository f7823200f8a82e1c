"""Individual talks: the timeline says that one was held, the notes are for few."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.education import talk_store as store
from yizhan_collector.rooms.education.talks_model import Talk, check
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import Deed


def write(tx: Connection, talk: Talk, now: datetime) -> None:
    """Write down a talk, once and for good; raises NotFound, LetGo or TalkToCome."""
    check(talk, legal_day(now))
    person = people.get(tx, talk.person)
    people.still_here(tx, [talk.person])
    store.insert(tx, talk, now)
    # neither kind nor words: the timeline is read by more people than the notes
    deed = Deed(
        person.id, "talk_held", talk.on_day, person.township[:6], talk.by_staff, "staff", {}
    )
    terms.record(tx, deed, now)


def of_person(tx: Connection, person: UUID) -> list[Talk]:
    """A person's talks as far as who asks may read them, the latest first."""
    return store.of_person(tx, person)
