"""A measure as two screens of the office show it."""

from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from pydantic import BaseModel

from yizhan_collector.doors.access import own
from yizhan_collector.doors.conduct_shapes import SanctionItem, items
from yizhan_collector.doors.office.shapes import PersonBrief, brief
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit.service import Done
from yizhan_collector.rooms.conduct import service
from yizhan_collector.rooms.conduct.days import Exclusion
from yizhan_collector.rooms.conduct.model import Sanction
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Staff


class EvidenceDay(BaseModel):
    """One line of evidence; a day without `why` counts."""

    no: int
    day: date | None
    why: Exclusion | None
    text: str


class AreaSanction(SanctionItem):
    """A measure in the list of an area."""

    person: PersonBrief


class Whole(AreaSanction):
    """A measure with its evidence."""

    evidence: list[EvidenceDay]


def owned(tx: Connection, staff: Staff, sanction: UUID) -> Sanction:
    """One of them, of the own area; raises NotFound."""
    one = service.get(tx, sanction)
    own(staff, people.get(tx, one.person).township)
    return one


def done(tx: Connection, sanction: UUID, staff: Staff, now: datetime, what: Done) -> Whole:
    """Note the step, and show what it led to."""
    one = service.get(tx, sanction)
    audit.recorded(tx, staff.id, what, now, one.person, str(sanction))
    return whole(tx, one)


def of_area(tx: Connection, found: list[Sanction]) -> list[AreaSanction]:
    """These measures, each with its person."""
    known = people.by_id(tx, {one.person for one in found})
    return [
        AreaSanction(**item.model_dump(), person=brief(known[one.person]))
        for one, item in zip(found, items(tx, found), strict=True)
    ]


def whole(tx: Connection, one: Sanction) -> Whole:
    """One measure with its evidence."""
    evidence = [EvidenceDay(**vars(each)) for each in service.evidence(tx, one.id)]
    return Whole(**of_area(tx, [one])[0].model_dump(), evidence=evidence)
