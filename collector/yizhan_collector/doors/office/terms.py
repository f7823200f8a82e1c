"""A person's term: receive, declare, categorise, commute, detain, correct, release, terminate."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.term_shapes import (
    NewCommutation,
    NewCorrection,
    NewDeclaration,
    NewDetention,
    NewProposal,
    NewReception,
    NewRelease,
    NewTermination,
    RulingGiven,
    TermRecord,
)
from yizhan_collector.doors.office.term_views import record
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import categories, changes, declare, ends, intake
from yizhan_collector.rooms.terms.casework import Attendant, Meeting
from yizhan_collector.rooms.terms.changes import Corrected
from yizhan_collector.rooms.terms.intake import Reception

router = APIRouter(prefix="/people/{person}/term", tags=["terms"])
ERRORS = errors(400, 401, 403, 404, 409, 413, 422)
Seer = Annotated[Staff, Depends(able("see_people"))]


def at_work(
    person: UUID, staff: Annotated[Staff, Depends(able("change_people"))], tx: Tx, now: Now
) -> Staff:
    """Who changes this person's record; it is theirs, and it is open."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    return staff


AtWork = Annotated[Staff, Depends(at_work)]


def answered(
    tx: Connection, what: audit.Done, person: UUID, staff: Staff, now: datetime
) -> TermRecord:
    """Note what was done and show how the term stands now."""
    audit.recorded(tx, staff.id, what, now, person)
    return record(tx, person, people.get(tx, person).township, staff, now)


@router.get("", name="term", responses=errors(401, 403, 404))
def shown(person: UUID, staff: Seer, tx: Tx, now: Now) -> TermRecord:
    """The term with group, plan, documents, and the steps open now; the record must be open."""
    township = people.get(tx, person).township
    own(staff, township)
    opened(tx, staff, person, now)
    return record(tx, person, township, staff, now)


@router.post("/receive", responses=ERRORS)
def receive(person: UUID, given: NewReception, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """The person came and was identified; days late are counted."""
    intake.receive(tx, person, Reception(**given.model_dump()), staff, now)
    return answered(tx, "receive_person", person, staff, now)


@router.post("/declare", name="declare", responses=ERRORS)
def declared(person: UUID, given: NewDeclaration, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """The term was declared; who was there. A minor's is not public and the guardian is there."""
    there = tuple(Attendant(**one.model_dump()) for one in given.attendance)
    meeting = Meeting(given.on, given.place, given.mode, given.open, there, given.guardian)
    declare.declare(tx, person, meeting, staff, now)
    return answered(tx, "declare_term", person, staff, now)


@router.post("/categorise", responses=ERRORS)
def categorise(person: UUID, given: NewProposal, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """Propose a category with reasons; somebody else of the county decides (`approvals`)."""
    categories.propose(tx, person, given.category, given.reasons.strip(), staff, now)
    return answered(tx, "propose_category", person, staff, now)


@router.post("/commute", responses=ERRORS)
def commute(person: UUID, given: NewCommutation, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """The court shortened the term."""
    changes.commute(tx, person, given.ruling(), given.ends_on, staff, now)
    return answered(tx, "commute_term", person, staff, now)


@router.post("/detain", responses=ERRORS)
def detain(person: UUID, given: NewDetention, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """An organ detained the person."""
    changes.detain(tx, person, given.ruling(), given.measure, staff, now)
    return answered(tx, "note_detention", person, staff, now)


@router.post("/free", responses=ERRORS)
def set_free(person: UUID, given: RulingGiven, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """The detention is over."""
    changes.set_free(tx, person, given.ruling(), staff, now)
    return answered(tx, "note_freedom", person, staff, now)


@router.post("/correct", responses=ERRORS)
def correct(person: UUID, given: NewCorrection, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """A new version of the term as it should have been written down; the old one stays."""
    right = Corrected(
        given.facts(), given.received_on, given.declared_on, given.reason.strip(), given.months
    )
    changes.correct(tx, person, right, staff, now)
    return answered(tx, "correct_term", person, staff, now)


@router.post("/release", responses=ERRORS)
def release(person: UUID, given: NewRelease, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """解除: served or pardoned. Templates, codes, rhythm and requests end; help is offered."""
    ends.release(tx, person, given.on, given.reason, given.ground, staff, now)
    return answered(tx, "release_person", person, staff, now)


@router.post("/terminate", responses=ERRORS)
def terminate(person: UUID, given: NewTermination, staff: AtWork, tx: Tx, now: Now) -> TermRecord:
    """终止: revoked, recommitted or dead, by its document."""
    ends.terminate(tx, person, given.on, given.reason, given.ground, staff, now)
    return answered(tx, "terminate_term", person, staff, now)
