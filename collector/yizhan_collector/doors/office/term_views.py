"""A term put together for the screen; the record is open."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.doors.office.term_shapes import (
    DeclarationView,
    DocumentItem,
    GroupView,
    ParticularsView,
    PlanView,
    Proposal,
    TermRecord,
    TermView,
    VersionItem,
)
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.staff import delegations
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import case_file, categories, documents, service
from yizhan_collector.rooms.terms.allowed import allowed
from yizhan_collector.rooms.terms.model import Term, late_days

Names = Mapping[UUID, str]


def record(tx: Connection, person: UUID, township: str, staff: Staff, now: datetime) -> TermRecord:
    """Everything about a person's term, and what this member of staff can do with it now."""
    today, term = legal_day(now), service.get(tx, person)
    lent = delegations.in_force(tx, township, "intake", today) is not None
    particulars = case_file.particulars(tx, person)
    may = allowed(term, staff.level, lent) if staff.may("change_people") else []
    return TermRecord(
        today=today,
        term=_term(tx, term, staff, now) if term else None,
        particulars=ParticularsView.model_validate(particulars) if particulars else None,
        documents=_documents(tx, person),
        allowed=may,
    )


def _term(tx: Connection, term: Term, staff: Staff, now: datetime) -> TermView:
    came = term.received_on or term.ended_on or legal_day(now)
    made = case_file.made_for(tx, term)
    return TermView(
        **{**vars(term.facts), **_flat(term)},
        late_days=late_days(term.report_by, came),
        plan=PlanView.model_validate(made.plan) if made.plan else None,
        group=GroupView.model_validate(made.group) if made.group else None,
        declaration=_declaration(tx, made.declaration),
        proposal=_proposal(tx, term, staff),
        versions=[
            VersionItem(version=version, at=at, stood=stood) for version, at, stood in made.versions
        ],
    )


def _flat(term: Term) -> dict[str, Any]:
    flat = {**vars(term), "overlays": sorted(term.overlays)}
    del flat["facts"], flat["person"]
    return flat


def _declaration(tx: Connection, row: dict[str, Any] | None) -> DeclarationView | None:
    if row is None:
        return None
    names = staff_room.names(tx, {row["led_by"]})
    return DeclarationView.model_validate(row | {"led_by": names.get(row["led_by"], "")})


def _proposal(tx: Connection, term: Term, staff: Staff) -> Proposal | None:
    one = next(
        (
            each
            for each in requests.of_person(tx, term.person)
            if each.kind == categories.KIND and each.decision is None
        ),
        None,
    )
    if one is None or one.asked_by is None:
        return None
    return Proposal(
        request=one.id,
        category=str(one.body["category"]),
        reasons=str(one.body["reasons"]),
        by=staff_room.names(tx, {one.asked_by}).get(one.asked_by, ""),
        at=one.asked_at,
        mine=one.asked_by == staff.id,
    )


def _documents(tx: Connection, person: UUID) -> list[DocumentItem]:
    found = documents.of_person(tx, person)
    names = staff_room.names(tx, {one.recorded_by for one in found})
    return [
        DocumentItem.model_validate(
            {**vars(one), "by": names.get(one.recorded_by, ""), "at": one.recorded_at}
        )
        for one in found
    ]
