"""A text goes live, and to every place of its plan; it is withdrawn from all of them."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.errors import CheckViolation

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.portal.words import index_words
from yizhan_collector.rooms.publishing import deliveries, privacy, store, texts
from yizhan_collector.rooms.publishing.model import needed
from yizhan_collector.rooms.publishing.refusals import MayIdentify, NotApprovedYet


def publish(tx: Connection, article: UUID, version: int, by: UUID, now: datetime) -> None:
    """Show a text to the public, once enough others have approved it.

    Raises NotFound, TextMovedOn, NotNow, NotApprovedYet, and as `privacy.require_harmless`.
    """
    found = texts.held(tx, article)
    found.stands(version, "submitted")
    said = texts.submitted(tx, found)
    if said is None or len(texts.approvals(tx, found)) < needed(bool(said.cuts)):
        raise NotApprovedYet
    one = said.written
    privacy.require_harmless(tx, article, one, said.cuts, by, now)
    try:
        store.publish(tx, article, index_words(one.title, one.lead, one.body), now)
        deliveries.queue(tx, article, said, by, now)
    except CheckViolation as error:
        # somebody became known to the bureau between the two looks
        if error.diag.constraint_name != "a_text_points_to_nobody":
            raise
        raise MayIdentify from error


def withdraw(
    tx: Connection, article: UUID, version: int, by: UUID | None, why: str, now: datetime
) -> None:
    """Take a text back from the public and from every other place, or give up a draft.

    Raises NotFound, TextMovedOn, NotNow.
    """
    found = texts.held(tx, article)
    found.stands(version, "draft", "submitted", "published")
    store.withdraw(tx, article, by, why, now)
    deliveries.withdraw_all(tx, article, now)


def expire(tx: Connection, now: datetime) -> int:
    """Withdraw what is shown after its last day; returns how many."""
    found = store.over(tx, legal_day(now))
    for one in found:
        withdraw(tx, one, texts.get(tx, one).version, None, "到期", now)
    return len(found)
