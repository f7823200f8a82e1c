"""Use cases of the staff who work matters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.cases import acting, acts, aid_store, service, store
from yizhan_collector.rooms.cases.allowed import (
    require_open,
    require_owner,
    require_reopenable,
    serves,
)
from yizhan_collector.rooms.cases.model import (
    Act,
    Document,
    Kind,
    Matter,
    Outcome,
    Party,
    Urgency,
    words,
)
from yizhan_collector.rooms.cases.reasons import (
    AlreadyTaken,
    AnswerFirst,
    CannotWorkThere,
    SameKind,
    StillUndecided,
    UnknownCategory,
)
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff


def get(tx: Connection, matter: UUID) -> Matter:
    """One matter; raises NotFound."""
    found = store.get(tx, matter)
    if found is None:
        raise NotFound
    return found


def all_acts(tx: Connection, matter: Matter) -> list[Act]:
    """Everything that was done with it, the oldest first."""
    return store.acts(tx, matter.id)


def parties(tx: Connection, matters: Sequence[Matter]) -> dict[UUID, Party]:
    """Who asked, as far as somebody is named."""
    return known(tx, [one.party for one in matters if one.party])


def known(tx: Connection, parties: Sequence[UUID]) -> dict[UUID, Party]:
    """Those of them that the database shows."""
    return store.parties(tx, parties)


def owned(tx: Connection, matter: UUID, staff: Staff) -> Matter:
    """A matter that is this person's to work, held.

    Raises NotFound, MatterClosed, NotTaken or AnothersMatter.
    """
    one = acting.held(tx, matter)
    require_owner(one, staff)
    return one


def document(tx: Connection, matter: UUID, document: UUID) -> tuple[Document, bytes]:
    """A document of a matter with its content; raises NotFound."""
    found = store.document(tx, document)
    if found is None or found[1] != matter:
        raise NotFound
    return found[0], found[2]


def colleagues(tx: Connection, matter: Matter) -> list[Staff]:
    """Who works matters of this area, by name."""
    found = staff_room.of_roles(tx, ("clerk", "head_service"))
    return [one for one in found if serves(one, matter.area)]


def take(tx: Connection, matter: UUID, staff: Staff, now: datetime) -> Matter:
    """Be the owner of a matter nobody has; the first one stays its first owner.

    Raises NotFound, MatterClosed or AlreadyTaken.
    """
    one = _held(tx, matter)
    if one.owner is not None:
        raise AlreadyTaken
    first = one.first_owner or staff.id
    return _write(tx, one, "take", staff, now, owner=staff.id, first_owner=first)


def hand_over(
    tx: Connection, matter: UUID, staff: Staff, to: UUID, reason: str, now: datetime
) -> Matter:
    """Give a matter to a colleague; the reason is not read by whoever asked.

    Raises NotFound, MatterClosed, NotTaken, AnothersMatter, CannotWorkThere, and as `words`.
    """
    one = owned(tx, matter, staff)
    if to == one.owner or to not in {other.id for other in colleagues(tx, one)}:
        raise CannotWorkThere
    return _write(tx, one, "hand_over", staff, now, reason, owner=to)


def answer(tx: Connection, matter: UUID, staff: Staff, said: str, now: datetime) -> Matter:
    """Answer whoever asked. Raises NotFound, MatterClosed, NotTaken, AnothersMatter, as `words`."""
    return _write(tx, owned(tx, matter, staff), "answer", staff, now, said)


def ask_party(tx: Connection, matter: UUID, staff: Staff, said: str, now: datetime) -> Matter:
    """Ask back; the service's clock stands until whoever asked has answered. Raises as `answer`."""
    one = owned(tx, matter, staff)
    return _write(tx, one, "ask_party", staff, now, said)


def note(tx: Connection, matter: UUID, staff: Staff, said: str, now: datetime) -> Matter:
    """Write something down that whoever asked does not read; raises NotFound, and as `words`."""
    return acting.write(tx, acting.held(tx, matter), "note", acts.hand(staff), now, words(said))


def refer(
    tx: Connection,
    matter: UUID,
    staff: Staff,
    kind: Kind,
    category: str,
    to_city: bool,
    reason: str,
    now: datetime,
) -> Matter:
    """Pass a matter on to where it belongs: nobody has it then, and its clock runs on.

    Raises NotFound, MatterClosed, NotTaken, AnothersMatter, SameKind, UnknownCategory, as `words`.
    """
    one = owned(tx, matter, staff)
    area = "" if to_city else one.area
    if (kind, category, area) == (one.kind, one.category, one.area):
        raise SameKind
    if not store.known_category(tx, category):
        raise UnknownCategory
    place = {"kind": kind, "category": category, "area": area, "owner": None}
    return _write(tx, one, "refer", staff, now, reason, **place)


def link_document(
    tx: Connection,
    matter: UUID,
    staff: Staff,
    name: str,
    media_type: str,
    content: bytes,
    now: datetime,
) -> Document:
    """Add a document that was checked before (uploads); raises NotFound or MatterClosed."""
    one = _held(tx, matter)
    made = service.keep_document(tx, one, name, media_type, content, False, now)
    _write(tx, one, "document", staff, now, name)
    return made


def judge_urgent(
    tx: Connection,
    matter: UUID,
    staff: Staff,
    urgent: Urgency | None,
    reason: str,
    now: datetime,
) -> Matter:
    """Say that a matter cannot wait, or that it can after all, and why.

    Raises NotFound, MatterClosed, and as `words`.
    """
    one = _held(tx, matter)
    code = "not_urgent" if urgent is None else "urgent"
    changes: dict[str, Any] = {"urgent": urgent, "urgent_sure": None if urgent is None else True}
    if one.answered_at is None and one.next_actor == "clerk":
        book = rules.book(tx, legal_day(now))
        minutes = acting.answer_within(book, urgent is not None)
        due = acting.hours(tx, book).after(one.opened_at if urgent is None else now, minutes)
        changes["answer_by"] = changes["due_at"] = due
    return _write(tx, one, code, staff, now, reason, **changes)


def close(
    tx: Connection, matter: UUID, staff: Staff, outcome: Outcome, said: str, now: datetime
) -> Matter:
    """Close a matter; `said` is read by whoever asked and may be empty after an answer.

    Raises NotFound, MatterClosed, NotTaken, AnothersMatter, AnswerFirst, StillUndecided.
    """
    one = owned(tx, matter, staff)
    if one.answered_at is None and not said.strip():
        raise AnswerFirst
    applied = aid_store.get(tx, one.id)
    if applied and not applied.over:
        raise StillUndecided
    return _write(tx, one, "close", staff, now, said, outcome=outcome)


def reopen(tx: Connection, matter: UUID, staff: Staff, reason: str, now: datetime) -> Matter:
    """Open a badly rated matter again, once; raises NotFound, NotClosedYet or NotBadlyRated."""
    one = acting.held(tx, matter)
    require_reopenable(one)
    return acting.open_again(tx, one, "reopen", acts.hand(staff), now, words(reason))


def _held(tx: Connection, matter: UUID) -> Matter:
    one = acting.held(tx, matter)
    require_open(one)
    return one


def _write(
    tx: Connection,
    matter: Matter,
    code: str,
    staff: Staff,
    now: datetime,
    said: str = "",
    **changes: Any,
) -> Matter:
    plain = words(said) if said.strip() or code in NEEDS_WORDS else ""
    return acting.write(tx, matter, code, acts.hand(staff), now, plain, None, **changes)


NEEDS_WORDS = frozenset({"hand_over", "answer", "ask_party", "refer", "urgent", "not_urgent"})
