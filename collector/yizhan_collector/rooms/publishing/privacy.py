"""No text of the bureau points to a private person; what refuses it tells nobody anything.

The search itself is the database's, and the same its triggers ask (`text_may_identify`, decision
0020). A text is looked at before anything is changed: a refusal is written down and stays, while
the request that met it comes to nothing. Whoever catches these refusals commits.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from opencc import OpenCC
from psycopg import Connection

from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.publishing import refusal_store as store
from yizhan_collector.rooms.publishing.model import Cut, Written
from yizhan_collector.rooms.publishing.refusals import AskTheHead, LongNumber, MayIdentify

MOST, WITHIN = 5, timedelta(hours=1)
_simplify = OpenCC("t2s").convert


def require_harmless(
    tx: Connection,
    article: UUID,
    written: Written,
    cuts: Collection[Cut],
    by: UUID,
    now: datetime,
) -> None:
    """Raises LongNumber, MayIdentify, and AskTheHead after five refusals within an hour.

    After AskTheHead nothing is looked at, so that no answer follows from the text.
    """
    if store.refusals(tx, by, now - WITHIN) >= MOST:
        raise AskTheHead
    plain = [written.title, written.lead, *(one.text for one in cuts)]
    found = store.may_identify(tx, _both(plain), _both([written.body]))
    if not found:
        return
    audit.recorded(tx, by, "refuse_text", now, subject=str(article))
    if "long" in found:  # seen in the text alone: this tells of nobody
        raise LongNumber
    store.refused(tx, by, now)
    raise MayIdentify


def forget(tx: Connection, now: datetime) -> int:
    """Forget refusals that count no more; returns how many."""
    return store.forget(tx, now - WITHIN)


def _both(said: list[str]) -> str:
    """As it is written, and in simplified characters."""
    whole = "\n".join(said)
    simple = _simplify(whole)
    return whole if simple == whole else f"{whole}\n{simple}"
