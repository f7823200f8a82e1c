"""One row of the paper list as a person with a term, on the days that the paper says."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.exchange.model import Candidate
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import intake
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.acting import Acting, acting
from yizhan_collector.rooms.terms.model import Facts
from yizhan_collector.rooms.terms.steps import Categorise, Declare, Receive, Step

KINDS = {Receive: "received", Declare: "declared", Categorise: "category_set"}


def take(
    tx: Connection, one: Candidate, every: Mapping[str, int], staff: Staff, now: datetime
) -> UUID:
    """Begin the term and take its steps as they happened; raises what these raise."""
    facts = Facts(
        one.sentence,
        one.offence,
        one.court,
        one.judgment_no,
        one.judged_on,
        one.effective_on,
        one.starts_on,
        one.ends_on,
    )
    who = intake.Newcomer(one.name, one.gender, one.township, one.face, one.minor, one.born_on)
    person = intake.register(tx, who, facts, None, staff, now)
    actor = acting(tx, person, staff, now, "intake")
    for step in _steps(one):
        _step(tx, actor, step)
    if one.category and one.first_due_on:
        orders.order_reports(tx, person, one.first_due_on, every[one.category], now)
    audit.recorded(tx, staff.id, "add_person", now, person, "import")
    return person


def _steps(one: Candidate) -> list[Step]:
    steps: list[Step] = [Receive(one.received_on)]
    if one.declared_on:
        steps.append(Declare(one.declared_on))
    if one.declared_on and one.category:
        steps.append(Categorise(one.declared_on, one.category))
    return steps


def _step(tx: Connection, actor: Acting, step: Step) -> None:
    """What was done before, from the paper file."""
    body: dict[str, object] = {"imported": True}
    if isinstance(step, Categorise):
        body["category"] = step.category
    terms.move(tx, step, actor.deed(KINDS[type(step)], step.on, body), actor.now)
