"""How a term ends: 解除 and 终止 kept apart; the same day nothing of it is left open."""

from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import outbox
from yizhan_collector.ground.months import months_later
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.devices import templates
from yizhan_collector.rooms.papers import drafts
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import district
from yizhan_collector.rooms.requests import service as requests
from yizhan_collector.rooms.requests.model import Request
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service, store
from yizhan_collector.rooms.terms.acting import Acting, acting
from yizhan_collector.rooms.terms.intake import case_of
from yizhan_collector.rooms.terms.machine import take
from yizhan_collector.rooms.terms.model import Released, Term, Terminated
from yizhan_collector.rooms.terms.steps import MoveOut, Release, Terminate

TERM_ENDED = "term_ended"
OVER = "社区矫正期限已经结束"
ASKED_FOR = frozenset({"leave", "travel", "move"})
SERVICES = ("就业指导和职业技能培训信息", "社会救助、社会保险咨询", "法律援助申请", "心理疏导")


class GroundNeeded(Refused):
    """This ends a term before its last day; name the document it rests on."""

    status = 422


def release(
    tx: Connection,
    person: UUID,
    on: date,
    reason: Released,
    ground: str,
    staff: Staff,
    now: datetime,
) -> Term:
    """解除: issue the certificate and the notice, close everything, offer help. The county alone.

    `ground` names the pardon. Raises WrongLevel, NotServedYet, GroundNeeded and as `take`.
    """
    actor = acting(tx, person, staff, now, None)
    if reason == "pardoned" and not ground.strip():
        raise GroundNeeded
    new = take(service.held(tx, person), Release(on, reason), actor.today)
    paper = _certificate(tx, actor, new)
    store.save(tx, new)
    body: dict[str, object] = {"reason": reason, "ground": ground.strip()}
    service.record(tx, actor.deed("released", on, body, paper), now)
    _close(tx, actor, new)
    _offer_help(tx, actor, new)
    return new


def terminate(
    tx: Connection,
    person: UUID,
    on: date,
    reason: Terminated,
    ground: str,
    staff: Staff,
    now: datetime,
) -> Term:
    """终止 on the document `ground`: issue the notice, close everything. The county alone.

    Raises WrongLevel, WrongReason, GroundNeeded and as `take`.
    """
    actor = acting(tx, person, staff, now, None)
    if not ground.strip():
        raise GroundNeeded
    new = take(service.held(tx, person), Terminate(on, reason), actor.today)
    fields = {**case_of(new), "reason": reason, "ended_on": on, "ground_paper": ground.strip()}
    paper = _issue(tx, actor, "termination_notice", fields | _organs(actor))
    store.save(tx, new)
    body: dict[str, object] = {"reason": reason, "ground": ground.strip()}
    service.record(tx, actor.deed("terminated", on, body, paper), now)
    _close(tx, actor, new)
    return new


def move_out(
    tx: Connection, person: UUID, on: date, body: dict[str, object], staff: Staff, now: datetime
) -> Term:
    """The file went to another prefecture: close everything here. Raises as `take`."""
    actor = acting(tx, person, staff, now, None)
    new = take(service.held(tx, person), MoveOut(on), actor.today)
    store.save(tx, new)
    service.record(tx, actor.deed("moved_out", on, body), now)
    _close(tx, actor, new)
    return new


def _certificate(tx: Connection, actor: Acting, term: Term) -> UUID:
    said: dict[str, object] = {
        **case_of(term),
        "reason": term.end_reason,
        "released_on": term.ended_on,
    }
    paper = _issue(tx, actor, "release_certificate", said)
    number = papers.get(tx, paper).number
    _issue(tx, actor, "release_notice", {**said, "certificate_number": number, **_organs(actor)})
    return paper


def _organs(actor: Acting) -> dict[str, object]:
    place = district(actor.county)
    return {"procuratorate": f"{place}人民检察院", "police": f"{place}公安局"}


def _issue(tx: Connection, actor: Acting, kind: str, fields: dict[str, object]) -> UUID:
    return papers.issue(tx, kind, actor.person.id, fields, actor.staff, actor.county, actor.now)


def _close(tx: Connection, actor: Acting, term: Term) -> None:
    """Template, permits, codes, open requests; the rhythm and the rosters after the commit."""
    person = term.person
    if actor.person.face_allowed:
        people.allow_face(tx, person, allowed=False)
    templates.withdraw(tx, person, actor.now)
    secrets.withdraw_all(tx, person)
    for one in requests.of_person(tx, person):
        if one.decision is None:
            requests.withdraw(tx, one.id, actor.staff.id, actor.now, OVER)
            _noted(tx, actor, one)
    outbox.emit(tx, TERM_ENDED, {"person": person, "on": term.ended_on, "state": term.state})


def _noted(tx: Connection, actor: Acting, one: Request) -> None:
    """What the person had asked for ends in the timeline too, and why."""
    if one.kind in ASKED_FOR:
        body: dict[str, object] = {one.kind: str(one.subject), "reasons": OVER}
        service.record(tx, actor.deed(f"{one.kind}_withdrawn", actor.today, body), actor.now)


def _offer_help(tx: Connection, actor: Acting, term: Term) -> None:
    """Nothing is transferred: a draft says what there is, and the person decides."""
    years = rules.book(tx, actor.today).number("help.years_correction")
    office = next(one for one in people.townships(tx) if one.code == actor.person.township)
    fields: dict[str, object] = {
        "services": SERVICES,
        "where": f"{office.district}{office.name}司法所",
        "phone": "12348",
        "offered_until": months_later(term.ended_on or actor.today, 12 * years),
    }
    drafts.keep(tx, "help_offer", term.person, fields, actor.staff.id, actor.county, actor.now)
    body: dict[str, object] = {"until": fields["offered_until"]}
    service.record(tx, actor.deed("help_offered", actor.today, body), actor.now)
