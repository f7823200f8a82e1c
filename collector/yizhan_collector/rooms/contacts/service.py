"""Use cases of the contacts: write one down, which may also be the report of a due day."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.checkins import reports
from yizhan_collector.rooms.checkins.reports import Told
from yizhan_collector.rooms.contacts import store
from yizhan_collector.rooms.contacts.model import (
    Contact,
    ContactInTheFuture,
    NoReport,
    OtherContact,
)
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed


def record(
    tx: Connection, contact: Contact, is_report: bool, staff: Staff, now: datetime
) -> Contact:
    """Write a contact down; sent twice under one key it is kept once.

    Raises ContactInTheFuture, LetGo, NoReport, OtherContact, and what `reports.take` does.
    """
    if contact.at > now:
        raise ContactInTheFuture
    known = store.get(tx, contact.id)
    if known is not None:
        return _same(known, contact)
    people.still_here(tx, [contact.person], contact.at)
    if is_report:
        contact = replace(contact, checkin=_report(tx, contact, staff, now))
    if not store.insert(tx, contact):
        raise OtherContact
    _note(tx, contact, staff, now)
    return contact


def get(tx: Connection, contact: UUID) -> Contact:
    """One of them; raises NotFound."""
    found = store.get(tx, contact)
    if found is None:
        raise NotFound
    return found


def of_person(tx: Connection, person: UUID) -> list[Contact]:
    """All contacts with a person, newest first."""
    return store.of_person(tx, person)


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Contact], int]:
    """The contacts of the own area, newest first; and how many in all."""
    return store.page(tx, limit, offset)


def _same(known: Contact, given: Contact) -> Contact:
    if (known.person, known.way, known.at, known.author) != (
        given.person, given.way, given.at, given.author,
    ):  # fmt: skip
        raise OtherContact
    return known


def _report(tx: Connection, contact: Contact, staff: Staff, now: datetime) -> UUID:
    if contact.channel is None:
        raise NoReport
    return reports.take(tx, Told(contact.person, contact.channel, contact.at), staff.id, now)


def _note(tx: Connection, one: Contact, staff: Staff, now: datetime) -> None:
    standing = terms.standing(tx, one.person)
    if standing:
        body = {"contact": one.id, "way": one.way, "outcome": one.outcome, "at": one.at}
        terms.record(tx, deed(standing, "contact", legal_day(one.at), staff, body), now)
