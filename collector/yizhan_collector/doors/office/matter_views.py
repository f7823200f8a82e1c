"""Matters as the pages are shown them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.doors.office import ticket_views
from yizhan_collector.doors.office.aid_shapes import AidItem, AidRecord
from yizhan_collector.doors.office.matter_shapes import (
    LinkItem,
    MatterAct,
    MatterDocument,
    MatterLine,
    MatterRecord,
    PartyBrief,
)
from yizhan_collector.rooms.cases import aid, desk, links, service
from yizhan_collector.rooms.cases.aid_model import Application
from yizhan_collector.rooms.cases.allowed import steps
from yizhan_collector.rooms.cases.link_store import Link
from yizhan_collector.rooms.cases.model import Act, Matter, Party
from yizhan_collector.rooms.followers import service as followers
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

BRIEF = 160  # characters of what was asked, in a list


def lines(tx: Connection, staff: Staff, found: Sequence[Matter], now: datetime) -> list[MatterLine]:
    """These matters as lines of a list."""
    who = desk.parties(tx, found)
    names = staff_room.names(tx, {one.owner for one in found if one.owner})
    return [
        MatterLine(**_line(one, staff, who, names, now) | {"said": one.said[:BRIEF]})
        for one in found
    ]


def record(tx: Connection, staff: Staff, one: Matter, now: datetime) -> MatterRecord:
    """A matter with everything that belongs to it."""
    acts, offered = desk.all_acts(tx, one), links.of_matter(tx, one)
    application = aid.of_matter(tx, one)
    who = desk.parties(tx, [one])
    named = {act.by_staff for act in acts} | {one.owner, one.first_owner}
    if application:
        named.add(application.decided_by)
    names = staff_room.names(tx, {by for by in named if by})
    party = who.get(one.party) if one.party else None
    no_hand = application is not None and aid.may_decide(tx, one, staff)
    return MatterRecord(
        **_line(one, staff, who, names, now),
        township=one.township,
        party=_party(party) if party else None,
        first_owner=_name(names, one.first_owner),
        answer_by=one.answer_by,
        close_by=one.close_by,
        answered_at=one.answered_at,
        satisfaction_said=one.satisfaction_said,
        call_now=list(one.call_now),
        unreached=followers.unreached(tx, one.id),
        acts=[_act(act, names) for act in acts],
        documents=[MatterDocument(**vars(paper)) for paper in service.documents(tx, one)],
        **ticket_views.of_matter(tx, staff, one, now),
        aid=_aid(application, names) if application else None,
        links=link_items(tx, offered),
        history=lines(tx, staff, links.history(tx, one), now),
        steps=list(steps(one, staff, application, no_hand)),
    )


def link_items(tx: Connection, found: Sequence[Link]) -> list[LinkItem]:
    """These links with both who may be one."""
    who = desk.known(tx, [end for link in found for end in (link.one, link.other)])
    names = staff_room.names(tx, {link.decided_by for link in found if link.decided_by})
    return [
        LinkItem(
            one=_party(who[link.one]),
            other=_party(who[link.other]),
            reason=link.reason,
            offered_at=link.offered_at,
            accepted=link.accepted,
            decided_by=_name(names, link.decided_by),
        )
        for link in found
    ]


def _line(
    one: Matter, staff: Staff, who: dict[UUID, Party], names: dict[UUID, str], now: datetime
) -> dict[str, Any]:
    party = who.get(one.party) if one.party else None
    shown = {name: value for name, value in vars(one).items() if name in MatterLine.model_fields}
    return shown | {
        "name": party.name if party else "",
        "late": one.late(now),
        "owner": _name(names, one.owner),
        "mine": one.owner == staff.id,
    }


def _act(one: Act, names: dict[UUID, str]) -> MatterAct:
    kept = {name: value for name, value in vars(one).items() if name != "by_staff"}
    return MatterAct(**kept, by=_name(names, one.by_staff))


def _aid(one: Application, names: dict[UUID, str]) -> AidRecord:
    shown = {name: value for name, value in vars(one).items() if name in AidRecord.model_fields}
    return AidRecord(
        **shown
        | {
            "step": one.step,
            "due_on": one.due_on,
            "decided_by": _name(names, one.decided_by),
            "missing": list(one.missing),
            "items": [AidItem(**vars(item)) for item in one.items],
        }
    )


def _party(one: Party) -> PartyBrief:
    return PartyBrief(
        id=one.id, channel=one.channel, name=one.name, phone=one.phone, since=one.created_at
    )


def _name(names: dict[UUID, str], staff: UUID | None) -> str:
    return names.get(staff, "") if staff else ""
