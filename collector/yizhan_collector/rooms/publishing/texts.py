"""A text is drafted, changed, submitted and approved; two who write at once lose nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.devices import signs
from yizhan_collector.rooms.portal.plain import plain
from yizhan_collector.rooms.publishing import column_store, privacy, store
from yizhan_collector.rooms.publishing.clean import clean
from yizhan_collector.rooms.publishing.cut import cut
from yizhan_collector.rooms.publishing.model import (
    Article,
    Brief,
    Cut,
    Offered,
    State,
    Version,
    Written,
)
from yizhan_collector.rooms.publishing.refusals import CannotGo, NotOffered
from yizhan_collector.rooms.staff.model import Staff


def draft(tx: Connection, written: Written, staff: Staff, offered: Offered, now: datetime) -> UUID:
    """Keep a new text; raises NotOffered for a column, channel or box that cannot be chosen."""
    _require_places(tx, written, staff, offered)
    made = new_id()
    store.insert(tx, made, _cleaned(written), staff.id, now)
    return made


def change(
    tx: Connection,
    article: UUID,
    version: int,
    written: Written,
    staff: Staff,
    offered: Offered,
    now: datetime,
) -> None:
    """Keep a changed text as the next version; what is live stays until this is published.

    Raises NotFound, TextMovedOn when somebody was faster, NotNow while it is submitted, NotOffered.
    """
    held(tx, article).stands(version, "draft", "published", "withdrawn")
    _require_places(tx, written, staff, offered)
    store.change(tx, article, _cleaned(written), staff.id, now)


def submit(
    tx: Connection, article: UUID, version: int, by: UUID, offered: Offered, now: datetime
) -> None:
    """Hand a draft on to be approved, as a version of its own, with what each place gets.

    Raises NotFound, TextMovedOn, NotNow, CannotGo, and as `privacy.require_harmless`.
    """
    found = held(tx, article)
    found.stands(version, "draft")
    cuts = cut(found.written, found.no, offered)
    if any(one.faults for one in cuts) or not plain(found.written.body):
        raise CannotGo
    privacy.require_harmless(tx, article, found.written, cuts, by, now)
    store.submit(tx, article, cuts, by, now)


def take_back(tx: Connection, article: UUID, version: int) -> None:
    """Make a submitted text a draft again; raises NotFound, TextMovedOn, NotNow."""
    held(tx, article).stands(version, "submitted")
    store.draft_again(tx, article, None, "")


def approve(tx: Connection, article: UUID, version: int, by: UUID, now: datetime) -> None:
    """Say yes to a submitted text of others.

    Raises NotFound, TextMovedOn, NotNow, OwnText, ApprovedAlready, and as `require_harmless`.
    """
    found = held(tx, article)
    found.stands(version, "submitted")
    found.approvable_by(by, [staff for staff, _ in store.approvals(tx, article, version)])
    privacy.require_harmless(tx, article, *_submitted(tx, found), by, now)
    store.approve(tx, article, version, by, now)


def send_back(tx: Connection, article: UUID, version: int, by: UUID, why: str) -> None:
    """Make a submitted text a draft again, and say why; raises NotFound, TextMovedOn, NotNow."""
    held(tx, article).stands(version, "submitted")
    store.draft_again(tx, article, by, why)


def get(tx: Connection, article: UUID) -> Article:
    """One text; raises NotFound."""
    return held(tx, article, hold=False)


def held(tx: Connection, article: UUID, hold: bool = True) -> Article:
    """One text, which nobody else changes until the transaction ends; raises NotFound."""
    found = store.get(tx, article, hold)
    if found is None:
        raise NotFound
    return found


def previews(written: Written, no: int, offered: Offered) -> list[Cut]:
    """What each place would get of a text as it is typed."""
    return cut(_cleaned(written), no, offered)


def cuts(tx: Connection, found: Article, offered: Offered) -> Sequence[Cut]:
    """What each place gets: as it was submitted, of a draft as it would be."""
    said = submitted(tx, found)
    return said.cuts if said else cut(found.written, found.no, offered)


def submitted(tx: Connection, found: Article) -> Version | None:
    """The version that was submitted as it stands, None for a draft."""
    return store.version(tx, found.id, found.version)


def approvals(tx: Connection, found: Article) -> list[tuple[UUID, datetime]]:
    """Who has approved the text as it stands, and when."""
    return store.approvals(tx, found.id, found.version)


def listed(tx: Connection, state: State | None, limit: int, offset: int) -> tuple[list[Brief], int]:
    """The texts in a state, or all, the last changed first; and how many in all."""
    return store.listed(tx, state, limit, offset)


def _submitted(tx: Connection, found: Article) -> tuple[Written, tuple[Cut, ...]]:
    version = submitted(tx, found)
    return (version.written, version.cuts) if version else (found.written, ())


def _cleaned(written: Written) -> Written:
    return replace(written, body=clean(written.body))


def _require_places(tx: Connection, written: Written, staff: Staff, offered: Offered) -> None:
    plan = written.plan
    if not column_store.there(tx, written.column):
        raise NotOffered(f"({written.column})")
    if (plan.wechat and not offered.wechat) or (plan.weibo and not offered.weibo):
        raise NotOffered
    if set(plan.signs) - {one.device for one in signs.places(tx, staff.area)}:
        raise NotOffered
