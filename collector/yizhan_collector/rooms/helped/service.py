"""Use cases of the help: taken up by the person, for a purpose each, ended by one word."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.hashing import eight_digits, fits, keep
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.helped import store
from yizhan_collector.rooms.helped.model import (
    About,
    BadDates,
    Client,
    Need,
    NeedKind,
    NoConsent,
    NotWanted,
    Origin,
    Outcome,
    Purpose,
    Step,
    StepKind,
    Worker,
    WrongCard,
)
from yizhan_collector.rooms.helped.seal import Seal


@dataclass(frozen=True)
class Arrival:
    """Somebody who asks for help, and whether they agree that a record is kept."""

    about: About
    township: str
    origin: Origin
    released_on: date
    agrees: bool


@dataclass(frozen=True)
class Record:
    """Everything that is kept of one person."""

    client: Client
    agreed: set[Purpose]
    needs: list[Need]
    steps: list[Step]
    looked: list[tuple[str, str, datetime]]


def take_in(
    tx: Connection, seal: Seal, arrival: Arrival, worker: Worker, now: datetime
) -> tuple[UUID, str, str]:
    """Begin to help; returns id, card number and the code of the card, shown once.

    Raises NotWanted, BadDates, and NotFound for a township of another area.
    """
    if not arrival.agrees:
        raise NotWanted
    if not arrival.township.startswith(worker.area):
        raise NotFound
    today = legal_day(now)
    until = store.expiry(tx, arrival.origin, arrival.released_on, today)
    if until is None or arrival.released_on > today or until < today:
        raise BadDates
    client, code = new_id(), eight_digits()
    rest = (arrival.township, arrival.origin, arrival.released_on, until, now)
    sealed, hashed = seal.close(arrival.about), keep(code)
    card = eight_digits()
    while not store.insert(tx, (client, card, sealed, *rest), hashed, worker.id):
        card = eight_digits()
    store.agree(tx, new_id(), client, "record", now)
    store.looked(tx, worker.id, client, "take_in", now)
    return client, card, code


def listed(tx: Connection, seal: Seal, worker: Worker, part: str) -> list[Client]:
    """Those of the worker's area whose name or card contains `part`."""
    everyone = [_client(seal, row) for row in store.of_area(tx, worker.area)]
    return [one for one in everyone if part in one.about.name or part in one.card]


def opened(tx: Connection, seal: Seal, client: UUID, worker: Worker, now: datetime) -> Record:
    """One record; the view is written down. Raises NotFound."""
    found = get(tx, seal, client, worker)
    store.looked(tx, worker.id, client, "view", now)
    return _record(tx, seal, found)


def get(tx: Connection, seal: Seal, client: UUID, worker: Worker) -> Client:
    """One person of the worker's area; raises NotFound."""
    row = store.get(tx, client, worker.area)
    if row is None:
        raise NotFound
    return _client(seal, row)


def set_consent(
    tx: Connection, client: UUID, purpose: Purpose, given: bool, by: UUID | None, now: datetime
) -> None:
    """Note or end a consent. Ending the consent to the record deletes it whole, at once."""
    store.looked(tx, by, client, f"{'agree' if given else 'withdraw'}_{purpose}", now)
    if given:
        store.agree(tx, new_id(), client, purpose, now)
    elif purpose == "record":
        store.delete(tx, client, now)
    else:
        store.withdraw(tx, client, purpose, now)


def add_need(
    tx: Connection, seal: Seal, client: UUID, kind: NeedKind, text: str, now: datetime
) -> None:
    """Note something the person asks for."""
    store.need(tx, new_id(), client, kind, seal.close(text), now)


def meet_need(tx: Connection, client: UUID, need: UUID, outcome: Outcome, now: datetime) -> None:
    """Note what became of a need; raises NotFound when that is known already."""
    if not store.meet(tx, need, client, outcome, now):
        raise NotFound


def add_step(
    tx: Connection,
    seal: Seal,
    client: UUID,
    what: tuple[StepKind, str, date | None],
    worker: Worker,
    now: datetime,
) -> None:
    """Note a referral, a reminder or a voluntary visit; raises NoConsent."""
    kind, text, planned_for = what
    if kind not in store.agreed(tx, client):
        raise NoConsent
    store.step(tx, (new_id(), client, kind, seal.close(text), planned_for, worker.id, now))
    store.looked(tx, worker.id, client, f"step_{kind}", now)


def own(tx: Connection, seal: Seal, card: str, code: str) -> Record:
    """The record as its person sees it; raises WrongCard."""
    found = store.by_card(tx, card)
    if not fits(found[1] if found else None, code) or found is None:
        raise WrongCard
    row = store.get(tx, found[0], "")
    if row is None:
        raise WrongCard
    return _record(tx, seal, _client(seal, row))


def forget(tx: Connection, now: datetime) -> int:
    """Delete those whose time of help is over; returns how many."""
    return store.forget(tx, legal_day(now), now)


def _record(tx: Connection, seal: Seal, client: Client) -> Record:
    needs = [Need(a, b, seal.open_text(c), *rest) for a, b, c, *rest in store.needs(tx, client.id)]
    steps = [Step(a, b, seal.open_text(c), *rest) for a, b, c, *rest in store.steps(tx, client.id)]
    looked = [(who, what, at) for who, what, at in store.who_looked(tx, client.id)]
    return Record(client, store.agreed(tx, client.id), needs, steps, looked)


def _client(seal: Seal, row: store.Row) -> Client:
    key, card, sealed, *rest = row
    return Client(key, card, seal.open_about(sealed), *rest)
