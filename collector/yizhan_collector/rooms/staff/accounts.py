"""The accounts: added, changed and ended by an administrator, never one's own."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.hashing import keep
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.staff import account_store, service
from yizhan_collector.rooms.staff.model import Role, Staff, check, check_password


class OwnAccount(Refused):
    """Nobody changes or ends the own account; ask another administrator."""

    status = 409


class WrongPassword(Refused):
    """The old password is wrong; try again."""

    status = 422


class AccountEnded(Refused):
    """This account has ended and stays so; add a new one."""

    status = 409


@dataclass(frozen=True)
class Account:
    """Somebody who works here, or did."""

    staff: Staff
    created_at: datetime
    ended_at: datetime | None
    signed_in: bool


@dataclass(frozen=True)
class Place:
    """What somebody is and where."""

    role: Role
    area: str
    minors: bool


def everybody(tx: Connection, now: datetime, limit: int, offset: int) -> tuple[list[Account], int]:
    """All accounts, the open ones first, by login; and how many."""
    found = account_store.page(tx, now, limit, offset)
    return [_account(row) for row in found], account_store.count(tx)


def account(tx: Connection, staff: UUID, now: datetime) -> Account:
    """One account; raises NotFound."""
    row = account_store.one(tx, staff, now)
    if row is None:
        raise NotFound
    return _account(row)


def add(tx: Connection, login: str, name: str, place: Place, now: datetime) -> tuple[Staff, str]:
    """Add somebody and return the first password, shown once.

    Raises BadLogin, BadRole or LoginTaken.
    """
    password = fresh_password()
    rest = (place.role, place.area, password, now, place.minors)
    return service.join(tx, login, name, *rest), password


def change(tx: Connection, staff: UUID, place: Place, by: UUID, now: datetime) -> None:
    """Give somebody another role, area or the minors' power; their sessions end.

    Raises NotFound, OwnAccount, AccountEnded or BadRole.
    """
    one = _others(tx, staff, by, now).staff
    check(
        Staff(one.id, one.login, one.name, place.role, place.area, place.minors), fresh_password()
    )
    account_store.change(tx, staff, place.role, place.area, place.minors)
    account_store.close_sessions(tx, staff)


def end(tx: Connection, staff: UUID, by: UUID, now: datetime) -> None:
    """End an account and its sessions at once; raises NotFound, OwnAccount or AccountEnded."""
    _others(tx, staff, by, now)
    account_store.end(tx, staff, now)
    account_store.close_sessions(tx, staff)


def reset(tx: Connection, staff: UUID, by: UUID, now: datetime) -> str:
    """A new password, shown once; the sessions end. Raises as `end`."""
    _others(tx, staff, by, now)
    return _set(tx, staff, fresh_password())


def choose(tx: Connection, staff: Staff, old: str, new: str) -> None:
    """Somebody chooses the own password; every session ends. Raises WrongPassword, WeakPassword."""
    if not service.knows(tx, staff.login, old):
        raise WrongPassword
    check_password(new, staff.login)
    _set(tx, staff.id, new)


def fresh_password() -> str:
    """A password nobody has chosen: 96 random bits."""
    return secrets.token_urlsafe(12)


def _set(tx: Connection, staff: UUID, password: str) -> str:
    account_store.set_password(tx, staff, keep(password))
    account_store.close_sessions(tx, staff)
    return password


def _others(tx: Connection, staff: UUID, by: UUID, now: datetime) -> Account:
    """The account of somebody else, held; two administrators cannot end one another at once."""
    account_store.hold(tx)
    found = account(tx, staff, now)
    if staff == by:
        raise OwnAccount
    if found.ended_at or account(tx, by, now).ended_at:
        raise AccountEnded
    return found


def _account(row: account_store.Row) -> Account:
    return Account(Staff(*row[:6]), row[6], row[7], row[8])
