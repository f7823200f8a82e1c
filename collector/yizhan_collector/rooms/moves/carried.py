"""What the new place did with somebody it did not see yet, carried on by the owner of the data."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.outbox import Body
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.moves import letters, service, store
from yizhan_collector.rooms.moves.letters import Reply
from yizhan_collector.rooms.moves.model import Move
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import accounts
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import Deed


def answered(tx: Connection, body: Body, _: datetime) -> None:
    """Issue the reply under its number, and write the answer into the timeline."""
    one, staff, at = _read(tx, body)
    said = Reply(body["agreed"] == "True", body["checked"] or "", body["reasons"] or "")
    old = papers.organ(tx, one.county("old"))
    letter = letters.reply(one, said, old, papers.organ(tx, one.to_township or one.to_region))
    paper = papers.issue(tx, letter.kind, one.person, letter.fields, staff, one.to_region, at)
    store.number_reply(tx, one.id, papers.get(tx, paper).number)
    told: dict[str, object] = {
        "move": str(one.id),
        "agreed": said.agreed,
        "answer": said.words,
    }
    terms.record(tx, _deed(one, "move_answered", staff, at, told, paper), at)


def received(tx: Connection, body: Body, _: datetime) -> None:
    """From now on the person belongs to the new place, with the boxes of its township."""
    one, staff, at = _read(tx, body)
    assert one.to_township is not None  # noqa: S101 # only a place of ours receives here
    people.settle(tx, one.person, one.to_township)
    told: dict[str, object] = {
        "move": str(one.id),
        "from_township": one.from_township,
        "to_township": one.to_township,
    }
    done = _deed(one, "move_received", staff, at, told)
    terms.take_off(tx, one.person, "transfer_pending", done, at)


def reported(tx: Connection, body: Body, _: datetime) -> None:
    """The person came to the new place."""
    one, staff, at = _read(tx, body)
    terms.record(tx, _deed(one, "move_reported", staff, at, {"move": str(one.id)}), at)


def looked(tx: Connection, body: Body, _: datetime) -> None:
    """The new place looked at the request; the person sees it in the own record."""
    one, staff, at = _read(tx, body)
    audit.viewed(tx, staff.id, "view_person", one.person, at, "decide", str(one.id))


def _read(tx: Connection, body: Body) -> tuple[Move, Staff, datetime]:
    at = datetime.fromisoformat(body["at"] or "")
    found = accounts.account(tx, UUID(body["staff"]), at).staff
    return service.get(tx, UUID(body["move"])), found, at


def _deed(
    one: Move,
    kind: str,
    staff: Staff,
    at: datetime,
    body: dict[str, object],
    paper: UUID | None = None,
) -> Deed:
    day = legal_day(at)
    return Deed(one.person, kind, day, one.to_region, staff.id, "staff", body, paper)
