"""Which room decides on which kind of request, and which facts it lays before who decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.conduct import service as conduct
from yizhan_collector.rooms.conduct.measures import MEASURES
from yizhan_collector.rooms.leaves import decisions as leaves
from yizhan_collector.rooms.leaves import travels
from yizhan_collector.rooms.positions import orders as positions
from yizhan_collector.rooms.requests import asks
from yizhan_collector.rooms.requests.model import Request, Verdict
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import categories

Facts = dict[str, Any]
Decide = Callable[[Connection, Request, Staff, Verdict, datetime], object]


def as_asked(_: Connection, one: Request) -> Facts:
    """The facts as they were asked for."""
    return one.body


@dataclass(frozen=True)
class Kind:
    """How a kind is decided; a `reasoned` one needs reasons also when it is granted."""

    decide: Decide
    facts: Callable[[Connection, Request], Facts] = as_asked
    reasoned: bool = False


def _leave(tx: Connection, one: Request, staff: Staff, said: Verdict, now: datetime) -> object:
    decision = leaves.Decision(said.granted, said.reasons)
    return leaves.decide(tx, _subject(one), staff, decision, now)


def _travel(tx: Connection, one: Request, staff: Staff, said: Verdict, now: datetime) -> object:
    decision = leaves.Decision(said.granted, said.reasons)
    return travels.decide(tx, _subject(one), staff, decision, now)


def _category(tx: Connection, one: Request, staff: Staff, said: Verdict, now: datetime) -> object:
    return categories.decide(tx, one.id, staff, said, now)


def _message(tx: Connection, one: Request, staff: Staff, said: Verdict, now: datetime) -> object:
    return asks.answer(tx, one.id, staff, said.granted, said.reasons, now)


def _measure(tx: Connection, one: Request, staff: Staff, said: Verdict, now: datetime) -> object:
    return conduct.decide(tx, _subject(one), said, staff, now)


def _positioning(
    tx: Connection, one: Request, staff: Staff, said: Verdict, now: datetime
) -> object:
    return positions.decide(tx, _subject(one), staff, said, now)


def _measured(tx: Connection, one: Request) -> Facts:
    found = conduct.get(tx, _subject(one))
    shown = [f"{line.day or ''} {line.text}".strip() for line in conduct.evidence(tx, found.id)]
    said = {"facts": found.facts, "heard": found.heard, "considered": found.considered}
    return {**one.body, **said, "since": found.since and found.since.isoformat(), "evidence": shown}


KINDS: Mapping[str, Kind] = {
    "leave": Kind(_leave),
    "travel": Kind(_travel),
    "category": Kind(_category),
    positions.KIND: Kind(_positioning, reasoned=True),
    **{kind: Kind(_message, reasoned=True) for kind in asks.ASKS},
    **{measure: Kind(_measure, _measured, reasoned=True) for measure in MEASURES},
}


def facts_of(tx: Connection, one: Request) -> Facts:
    """What a decision on this needs, as code to value."""
    return KINDS[one.kind].facts(tx, one) if one.kind in KINDS else one.body


def _subject(one: Request) -> UUID:
    if one.subject is None:
        raise NotFound
    return one.subject
