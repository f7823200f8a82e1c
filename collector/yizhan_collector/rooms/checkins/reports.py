"""A report that an officer takes: at the desk, by telephone, by video, or at home."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id
from yizhan_wire.events import CheckIn

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.checkins import store
from yizhan_collector.rooms.checkins.model import Channel
from yizhan_collector.rooms.checkins.service import judge_again, tell
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.terms import service as terms

LONGEST_AGO = timedelta(days=31)  # as long as a box keeps a visit
TAKEN: frozenset[Channel] = frozenset({"desk", "phone", "video", "home_visit"})


class ChannelNotAllowed(Refused):
    """This person's category does not report this way; take the report another way."""

    status = 422


class NotAMoment(Refused):
    """The report must have been made in the last 31 days, and not in the future."""

    status = 422


@dataclass(frozen=True)
class Told:
    """A report as an officer took it."""

    person: UUID
    channel: Channel
    at: datetime


def channels(tx: Connection, person: UUID) -> frozenset[Channel]:
    """The ways by which an officer may take this person's report.

    Those of the category; before there is a category, every one of them.
    """
    standing = terms.standing(tx, person)
    category = standing.category if standing else None
    for one in rules.categories(tx):
        if one.code == category:
            return TAKEN & frozenset(one.channels)
    return TAKEN


def take(tx: Connection, told: Told, by: UUID, now: datetime) -> UUID:
    """Keep a report, which finds its due day like a visit; returns the check-in.

    Raises NotFound, LetGo, ChannelNotAllowed and NotAMoment.
    """
    people.get(tx, told.person)
    people.still_here(tx, [told.person], told.at)
    if told.channel not in channels(tx, told.person):
        raise ChannelNotAllowed
    if not now - LONGEST_AGO <= told.at <= now:
        raise NotAMoment
    store.hold(tx, told.person)
    taken = new_id()
    visit = CheckIn(told.person, "officer")
    store.insert_taken(tx, taken, visit, told.channel, told.at, by, now)
    judge_again(tx, told.person, now)
    tell(tx, taken, told.person)
    return taken
