"""Use cases of whoever asks, and of how a matter begins."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import live
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases import acting, acts, aid_store, store, urgency
from yizhan_collector.rooms.cases.acts import BY_CLOCK, BY_CODE, BY_PARTY, Hand
from yizhan_collector.rooms.cases.allowed import require_open, require_rateable
from yizhan_collector.rooms.cases.clock import end_of
from yizhan_collector.rooms.cases.model import (
    MOST_DOCUMENTS,
    Act,
    Asked,
    Category,
    Document,
    Matter,
    Party,
    words,
)
from yizhan_collector.rooms.cases.phones import phone_digest
from yizhan_collector.rooms.cases.reasons import TooManyDocuments, UnknownCategory
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Book
from yizhan_collector.rooms.staff.model import Staff


def open_matter(
    tx: Connection, asked: Asked, digest: bytes | None, now: datetime, by: Staff | None = None
) -> Matter:
    """Open a matter; `digest` is of the follow code (code.digest_of), `by` the clerk who writes it.

    Without `by` whoever asks opened it themselves. In the public's transaction `stand` was called
    with the same digest. Raises UnknownCategory.
    """
    if not store.known_category(tx, asked.category):
        raise UnknownCategory
    book = rules.book(tx, legal_day(now))
    one = _begun(tx, asked, book, now)
    store.insert(tx, one, digest)
    hand = acts.hand(by) if by else BY_PARTY
    _add(tx, one, "open", hand, now)
    if one.urgent_sure is False:
        _add(tx, one, "urgent_offered", BY_CLOCK, now)
    live.announce(tx, "matter", str(one.id))
    return one


def by_digest(tx: Connection, digest: bytes) -> Matter | None:
    """The matter of a follow code."""
    return store.by_digest(tx, digest)


def categories(tx: Connection) -> list[Category]:
    """What a matter may be about, each branch followed by its leaves."""
    return store.categories(tx)


def acts_read_by_party(tx: Connection, matter: Matter) -> list[Act]:
    """What was done, as far as it is said to whoever asked; the oldest first."""
    return [one for one in store.acts(tx, matter.id) if one.public]


def newest_answer(tx: Connection, matter: Matter) -> str:
    """The last word of the service to whoever asked; nothing before there is one."""
    told = [one.said for one in acts_read_by_party(tx, matter) if BY_CODE[one.code].answers]
    return next((said for said in reversed(told) if said), "")


def documents(tx: Connection, matter: Matter) -> list[Document]:
    """The documents of a matter, the oldest first."""
    return store.documents(tx, matter.id)


def party_says(tx: Connection, matter: Matter, said: str, now: datetime) -> Matter:
    """Whoever asked says more; raises MatterClosed, NothingSaid, TooLong or Unprintable."""
    plain = words(said)
    one = _open(tx, matter)
    return acting.write(tx, one, "party_says", BY_PARTY, now, plain)


def party_sends(
    tx: Connection, matter: Matter, name: str, media_type: str, content: bytes, now: datetime
) -> Document:
    """Whoever asked sends a document that was checked before (uploads).

    Raises MatterClosed or TooManyDocuments.
    """
    one = _open(tx, matter)
    if sum(sent.by_party for sent in store.documents(tx, one.id)) >= MOST_DOCUMENTS:
        raise TooManyDocuments
    document = keep_document(tx, one, name, media_type, content, True, now)
    acting.write(tx, one, "party_sends", BY_PARTY, now, name)
    return document


def rate(tx: Connection, matter: Matter, stars: int, said: str, now: datetime) -> Matter:
    """Rate a closed matter once, from one star to five; raises NotClosedYet or AlreadyRated."""
    one = acting.held(tx, matter.id)
    require_rateable(one)
    plain = words(said)[:500] if said.strip() else ""
    line = f"{stars}/5 {plain}".strip()
    rating = {"satisfaction": stars, "satisfaction_said": plain, "rated_at": now}
    return acting.write(tx, one, "rate", BY_PARTY, now, line, None, **rating)


def withdraw(tx: Connection, matter: Matter, now: datetime) -> Matter:
    """Whoever asked needs it no more; raises MatterClosed."""
    one = _open(tx, matter)
    aid_store.withdraw(tx, one.id, legal_day(now))
    return acting.write(tx, one, "withdraw", BY_PARTY, now, outcome="withdrawn")


def returned(tx: Connection, matter: Matter, why: str, now: datetime) -> Matter:
    """Whoever passed it on says that whoever asked is not satisfied: it is open again, if closed.

    That is said once a matter, which its caller sees to.
    """
    one = acting.held(tx, matter.id)
    write = acting.open_again if one.state == "closed" else acting.write
    return write(tx, one, "return_ticket", BY_PARTY, now, words(why))


def keep_document(
    tx: Connection,
    matter: Matter,
    name: str,
    media_type: str,
    content: bytes,
    by_party: bool,
    now: datetime,
) -> Document:
    """Keep a document of a matter."""
    one = Document(new_id(), name, media_type, len(content), by_party, now)
    store.insert_document(tx, matter.id, one, hashlib.sha256(content).digest(), content)
    return one


def turn_silent(tx: Connection, now: datetime) -> int:
    """Whoever is waited for has let the last day pass: a clerk sees to it. Returns how many."""
    found = store.waiting_for_party(tx, now, 500)
    for one in found:
        acting.write(tx, acting.held(tx, one), "party_silent", BY_CLOCK, now)
    return len(found)


def _begun(tx: Connection, asked: Asked, book: Book, now: datetime) -> Matter:
    guessed = urgency.offered(asked.said, asked.category, book.day)
    urgent = asked.urgent or guessed
    hours = acting.hours(tx, book)
    answer_by = hours.after(now, acting.answer_within(book, urgent is not None))
    answer_by = max(now, min(answer_by, asked.answer_by or answer_by))
    if asked.kind == "complaint":
        close_by = end_of(book.day + timedelta(days=book.number("matter.complaint_days")))
    else:
        close_by = hours.after(now, book.number("matter.close_hours") * 60)
    return Matter(
        id=new_id(),
        number=f"{book.day.year}-{store.next_number(tx):06d}",
        area=asked.area,
        township=asked.township,
        kind=asked.kind,
        category=asked.category,
        channel=asked.channel,
        party=_party(tx, asked, now),
        said=asked.said,
        urgent=urgent,
        urgent_sure=None if urgent is None else asked.urgent is not None,
        state="open",
        next_actor="clerk",
        last_act="open",
        due_at=answer_by,
        answer_by=answer_by,
        close_by=close_by,
        stopped_at=None,
        first_owner=None,
        owner=None,
        opened_at=now,
    )


def _party(tx: Connection, asked: Asked, now: datetime) -> UUID | None:
    if asked.anonymous:
        return None
    if asked.handle and (known := store.party_of_handle(tx, asked.channel, asked.handle)):
        return known
    one = Party(new_id(), asked.channel, asked.name, asked.phone, asked.handle, now)
    store.insert_party(tx, one, phone_digest(asked.phone))
    return one.id


def _add(tx: Connection, matter: Matter, code: str, by: Hand, now: datetime) -> None:
    one = acts.coded(code, by)
    line = (by.doer == "party", one.public, "", matter.next_actor, matter.due_at)
    store.add_act(tx, matter.id, Act(now, code, by.staff, *line))


def _open(tx: Connection, matter: Matter) -> Matter:
    one = acting.held(tx, matter.id)
    require_open(one)
    return one
