"""Who stands before the help service, and what every page of it stands on."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Form, Request
from psycopg import Connection
from psycopg_pool import ConnectionPool

from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.csrf import WrongCsrf, csrf_of
from yizhan_collector.doors.turns import Turn
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.helped import workers
from yizhan_collector.rooms.helped.model import Worker
from yizhan_collector.rooms.helped.seal import Seal

COOKIE = "yizhan_helped"


class SignInFirst(Refused):
    """You are not signed in, or the session has ended; sign in again."""

    status = 401


@dataclass(frozen=True)
class HelpHouse:
    """What the help service stands on: a database, a secret and a key of its own."""

    pool: ConnectionPool[Connection]
    secret: str
    seal: Seal
    attempts: Attempts
    now: Callable[[], datetime]
    secure: bool


def house(request: Request) -> HelpHouse:
    """The house this application was created with."""
    found = request.app.state.house
    assert isinstance(found, HelpHouse)  # noqa: S101 # create_help_app put it there
    return found


Standing = Annotated[HelpHouse, Depends(house)]


def transaction(house: Standing, _: Turn) -> Iterator[Connection]:
    """One transaction a request: committed before the answer is sent, undone by a refusal."""
    with house.pool.connection() as tx:
        yield tx


def moment(house: Standing) -> datetime:
    """The time of this request, UTC."""
    return house.now()


Tx = Annotated[Connection, Depends(transaction, scope="function")]
Now = Annotated[datetime, Depends(moment)]


@dataclass(frozen=True)
class Guest:
    """A signed-in helper and the token their forms carry."""

    worker: Worker
    csrf: str


def signed_in(request: Request, tx: Tx, house: Standing, now: Now) -> Guest:
    """The helper of this session; raises SignInFirst."""
    token = request.cookies.get(COOKIE, "")
    worker = workers.known(tx, token, now) if token else None
    if worker is None:
        raise SignInFirst
    return Guest(worker, csrf_of(house.secret, token))


Signed = Annotated[Guest, Depends(signed_in)]


def changing(guest: Signed, csrf: Annotated[str, Form(max_length=100)] = "") -> Guest:
    """The helper of a form; raises WrongCsrf."""
    if not hmac.compare_digest(guest.csrf.encode(), csrf.encode()):
        raise WrongCsrf
    return guest


Changing = Annotated[Guest, Depends(changing)]
