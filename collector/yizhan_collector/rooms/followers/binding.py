"""Whose matter a follower is: said by a code, offered to a clerk, and never merged by the machine.

A one-time code comes from a clerk; it is typed in the chat or on the portal's page. WeChat's word
of who opened that page is asked for by `channels` alone: a turn is handed to it as a row.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.cases import acting, code, following
from yizhan_collector.rooms.cases import service as cases
from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.followers import binding_store, store

Outcome = Literal["offered", "unknown", "paused", "spent", "away"]
CHANNEL = "binding"  # where a waiting turn is announced
LENGTH = 8  # 40 random bits: good for a day, once, with five tries
LASTS = timedelta(hours=24)
WRONG, PAUSE = 5, timedelta(hours=1)
FRESH = timedelta(minutes=5)  # as long as WeChat's own code is good
KEPT = timedelta(days=2)


class NobodyAsked(Refused):
    """Nobody is named in this matter; open one under their name first."""

    status = 422


@dataclass(frozen=True)
class Turn:
    """Somebody entered a code on the page; `login` is WeChat's code for who it was."""

    id: bytes
    login: str
    code: bytes
    at: datetime


def fresh() -> str:
    """A new one-time code, with a letter and a digit: so it is taken for no number in the chat."""
    while True:
        made = "".join(secrets.choice(code.LETTERS) for _ in range(LENGTH))
        if not made.isdecimal() and not made.isalpha():
            return made


def spoken(one: str) -> str:
    """The same as it is shown and read aloud: 7K3Q-M9X0."""
    return f"{one[:4]}-{one[4:]}"


def make(tx: Connection, matter: UUID, now: datetime) -> tuple[Matter, str]:
    """A one-time code for whoever asked, told once; the one before ends.

    Raises NotFound or NobodyAsked.
    """
    one = acting.held(tx, matter)
    if one.party is None:
        raise NobodyAsked
    made = fresh()
    binding_store.replace(tx, one.id, code.digest_of(made), now + LASTS)
    return one, made


def entered(tx: Connection, follower: str, digest: bytes, now: datetime) -> Outcome:
    """A follower entered a code: a one-time code, or the follow code of a matter."""
    since = now - PAUSE
    wrong = store.wrong_codes(tx, follower, since)
    if wrong + binding_store.wrong_turns(tx, follower, since) >= WRONG:
        return "paused"
    once = binding_store.use(tx, digest, now)
    found = acting.held(tx, once) if once else cases.by_digest(tx, digest)
    if found is None:
        return "unknown"
    following.claim(tx, found, "wechat", follower, now)
    return "offered"


def hand_over(tx: Connection, ident: bytes, login: str, typed: str, now: datetime) -> None:
    """Hand a turn to `channels`; the same one twice is one."""
    binding_store.add_turn(tx, ident, login, code.digest_of(typed), now)


def outcome(tx: Connection, ident: bytes) -> Outcome | None:
    """How a turn ended; None while it waits."""
    return cast(Outcome | None, binding_store.outcome(tx, ident))


def next_turn(tx: Connection) -> Turn | None:
    """The oldest that waits."""
    row = binding_store.next_turn(tx)
    return Turn(*row) if row else None


def known(tx: Connection, turn: Turn, follower: str, now: datetime) -> None:
    """WeChat said who it was: the turn ends by the code that was entered."""
    found = entered(tx, follower, turn.code, now)
    binding_store.end_turn(tx, turn.id, follower, found)


def unknown(tx: Connection, turn: Turn, why: Outcome) -> None:
    """WeChat did not say who it was."""
    binding_store.end_turn(tx, turn.id, "", why)


def forget_old(tx: Connection, now: datetime) -> None:
    """Delete what ended days ago."""
    binding_store.forget_old(tx, now - KEPT)
