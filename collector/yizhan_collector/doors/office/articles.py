"""Texts: written, submitted, approved by others, published and withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection

from yizhan_collector.doors.access import House, Now, Standing, Tx, able
from yizhan_collector.doors.office.article_shapes import (
    ArticleItem,
    ArticleLine,
    CutItem,
    Places,
    SignChoice,
    article_item,
    article_lines,
    cut_items,
    places_of,
)
from yizhan_collector.doors.office.article_wishes import (
    ArticleChange,
    ArticleDraft,
    ArticleReason,
    ArticleVersion,
    PreviewWish,
)
from yizhan_collector.doors.paging import Page, Wanted
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit.service import Done
from yizhan_collector.rooms.devices import signs
from yizhan_collector.rooms.publishing import deliveries, publication, texts
from yizhan_collector.rooms.publishing.model import State
from yizhan_collector.rooms.publishing.refusals import LongNumber, MayIdentify
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/articles", tags=["articles"])
Writer = Annotated[Staff, Depends(able("write_texts"))]
Approver = Annotated[Staff, Depends(able("approve_texts"))]
Editor = Annotated[Staff, Depends(able("write_texts", "approve_texts"))]
OfState = Annotated[State | None, Query(description="Only those in this state.")]
CHANGES = errors(400, 401, 403, 404, 409, 413, 422)
WEIGHED = errors(400, 401, 403, 404, 409, 413, 422, 429)


@contextmanager
def kept(tx: Connection) -> Iterator[None]:
    """What the filter wrote down of a refusal stays, though the request comes to nothing."""
    try:
        yield
    except (MayIdentify, LongNumber):
        tx.commit()
        raise


@router.get("", name="articles", responses=errors(401, 403))
def listed(_: Editor, tx: Tx, wanted: Wanted, state: OfState = None) -> Page[ArticleLine]:
    """The texts, the last changed first."""
    found, total = texts.listed(tx, state, *wanted.window)
    return wanted.of(article_lines(tx, found), total)


@router.get("/places", name="article_places", responses=errors(401, 403))
def places(staff: Editor, tx: Tx, house: Standing) -> Places:
    """Where else a text of yours can go: the channels that are set up, the signs of your area."""
    offered = house.offered
    found = [
        SignChoice(device=one.device, place=one.township_name, text=one.text)
        for one in signs.places(tx, staff.area)
    ]
    return Places(wechat=offered.wechat, weibo=offered.weibo, portal=offered.portal, signs=found)


@router.post("/preview", name="preview_article", responses=errors(400, 401, 403, 413, 422))
def preview(given: PreviewWish, _: Editor, tx: Tx, house: Standing) -> list[CutItem]:
    """The text as each of its places would get it, with what is wrong there; nothing is kept."""
    return cut_items(texts.previews(given.written(), given.no, house.offered), places_of(tx))


@router.post("", name="write_article", status_code=201, responses=errors(400, 401, 403, 413, 422))
def write(given: ArticleDraft, staff: Writer, tx: Tx, now: Now, house: Standing) -> ArticleItem:
    """Keep a new text as a draft."""
    made = texts.draft(tx, given.written(), staff, house.offered, now)
    return _done(tx, made, "write_text", staff, house)


@router.get("/{article}", name="article", responses=errors(401, 403, 404))
def one(article: UUID, staff: Editor, tx: Tx, house: Standing) -> ArticleItem:
    """One text."""
    return _shown(tx, article, staff, house)


@router.put("/{article}", name="change_article", responses=CHANGES)
def change(
    article: UUID, given: ArticleChange, staff: Writer, tx: Tx, now: Now, house: Standing
) -> ArticleItem:
    """Keep a changed text; 409 when somebody was faster. What is live stays meanwhile."""
    texts.change(tx, article, given.version, given.written(), staff, house.offered, now)
    return _done(tx, article, "change_text", staff, house)


@router.post("/{article}/submit", name="submit_article", responses=WEIGHED)
def submit(
    article: UUID, given: ArticleVersion, staff: Writer, tx: Tx, now: Now, house: Standing
) -> ArticleItem:
    """Hand it on to be approved."""
    with kept(tx):
        texts.submit(tx, article, given.version, staff.id, house.offered, now)
    return _done(tx, article, "submit_text", staff, house)


@router.post("/{article}/take-back", name="take_back_article", responses=CHANGES)
def take_back(
    article: UUID, given: ArticleVersion, staff: Writer, tx: Tx, house: Standing
) -> ArticleItem:
    """Make a submitted text a draft again."""
    texts.take_back(tx, article, given.version)
    return _done(tx, article, "take_back_text", staff, house)


@router.post("/{article}/approve", name="approve_article", responses=WEIGHED)
def approve(
    article: UUID, given: ArticleVersion, staff: Approver, tx: Tx, now: Now, house: Standing
) -> ArticleItem:
    """Say yes to a text in which you had no hand."""
    with kept(tx):
        texts.approve(tx, article, given.version, staff.id, now)
    return _done(tx, article, "approve_text", staff, house)


@router.post("/{article}/send-back", name="send_back_article", responses=CHANGES)
def send_back(
    article: UUID, given: ArticleReason, staff: Approver, tx: Tx, house: Standing
) -> ArticleItem:
    """Make a submitted text a draft again, and say why."""
    texts.send_back(tx, article, given.version, staff.id, given.why.strip())
    return _done(tx, article, "send_back_text", staff, house)


@router.post("/{article}/publish", name="publish_article", responses=WEIGHED)
def publish(
    article: UUID, given: ArticleVersion, staff: Editor, tx: Tx, now: Now, house: Standing
) -> ArticleItem:
    """Show it to the public, and send it to every place of its plan."""
    with kept(tx):
        publication.publish(tx, article, given.version, staff.id, now)
    return _done(tx, article, "publish_text", staff, house)


@router.post("/{article}/withdraw", name="withdraw_article", responses=CHANGES)
def withdraw(
    article: UUID, given: ArticleReason, staff: Editor, tx: Tx, now: Now, house: Standing
) -> ArticleItem:
    """Take it back from the public and from everywhere else."""
    publication.withdraw(tx, article, given.version, staff.id, given.why.strip(), now)
    return _done(tx, article, "withdraw_text", staff, house)


def _done(tx: Connection, article: UUID, what: Done, staff: Staff, house: House) -> ArticleItem:
    audit.recorded(tx, staff.id, what, house.now(), subject=str(article))
    return _shown(tx, article, staff, house)


def _shown(tx: Connection, article: UUID, staff: Staff, house: House) -> ArticleItem:
    found = texts.get(tx, article)
    cuts = texts.cuts(tx, found, house.offered)
    approvals, sent = texts.approvals(tx, found), deliveries.of(tx, article)
    return article_item(tx, found, staff, house.offered, approvals, cuts, sent)
