"""Use cases of the other authorities: registered, known by certificate, ended."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.sharing import partner_store as store
from yizhan_collector.rooms.sharing.callback_model import require_callback
from yizhan_collector.rooms.sharing.model import Partner, PartnerTaken, UnknownPartner


def add(tx: Connection, one: Partner, by: UUID) -> None:
    """Register an authority; raises PartnerTaken or BadCallback."""
    require_callback(one.callback)
    if not store.insert(tx, one, by):
        raise PartnerTaken


def everybody(tx: Connection) -> list[Partner]:
    """All authorities, those in service first."""
    return store.everybody(tx)


def get(tx: Connection, code: str) -> Partner:
    """One in service; raises NotFound."""
    found = store.get(tx, code)
    if found is None or found.ended_at:
        raise NotFound
    return found


def known(tx: Connection, certificate: str) -> Partner:
    """Whose certificate this is; raises UnknownPartner."""
    found = store.get(tx, certificate)
    if found is None or found.ended_at:
        raise UnknownPartner
    return found


def end(tx: Connection, code: str, now: datetime) -> None:
    """Let an authority in no more, at once; raises NotFound."""
    if not store.end(tx, code, now):
        raise NotFound
