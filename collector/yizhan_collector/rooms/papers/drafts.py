"""Drafts: written by an officer or by a clock, worth nothing until an officer issues them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.papers import compose, service, store
from yizhan_collector.rooms.papers.model import Draft
from yizhan_collector.rooms.staff.model import Staff


def keep(
    tx: Connection,
    kind: str,
    person: UUID,
    fields: Mapping[str, object],
    by: UUID | None,
    acting_body: str,
    now: datetime,
) -> UUID:
    """Keep a draft; `by` is None for the system. Raises UnknownKind and BadFields."""
    plain = compose.read(kind, fields).model_dump(mode="json")
    one = Draft(new_id(), kind, acting_body, person, plain, by, now)
    store.keep_draft(tx, one)
    return one.id


def of_person(tx: Connection, person: UUID) -> list[Draft]:
    """The drafts about a person, newest first."""
    return store.drafts(tx, person)


def get(tx: Connection, draft: UUID) -> Draft:
    """One draft, held until this transaction ends; raises NotFound."""
    found = store.draft(tx, draft)
    if found is None:
        raise NotFound
    return found


def change(
    tx: Connection, draft: UUID, fields: Mapping[str, object], by: UUID, now: datetime
) -> None:
    """Write a draft anew; raises NotFound and BadFields."""
    one = get(tx, draft)
    plain = compose.read(one.kind, fields).model_dump(mode="json")
    store.keep_draft(tx, Draft(one.id, one.kind, one.body, one.person, plain, by, now))


def drop(tx: Connection, draft: UUID) -> None:
    """Throw a draft away; raises NotFound."""
    if not store.drop_draft(tx, draft):
        raise NotFound


def issue(tx: Connection, draft: UUID, by: Staff, now: datetime) -> UUID:
    """Issue what a draft says and throw the draft away; raises NotFound and as `service.issue`."""
    one = get(tx, draft)
    paper = service.issue(tx, one.kind, one.person, one.fields, by, one.body, now)
    drop(tx, draft)
    return paper
