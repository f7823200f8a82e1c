"""A text as the editors' pages show it: its words, what each place gets, who may do what now."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.office.article_wishes import PlanItem
from yizhan_collector.rooms.devices import signs
from yizhan_collector.rooms.publishing.model import (
    Act,
    Article,
    Brief,
    Channel,
    Cut,
    Delivery,
    Offered,
    State,
    Step,
    Wrong,
    needed,
)
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff


class CutFault(BaseModel):
    """Why a place would not take it."""

    code: Wrong
    detail: str = Field(description="How many characters too many, or which cannot be drawn.")


class CutItem(BaseModel):
    """The text as one place gets it."""

    channel: Channel
    target: str = Field(description="The box of a sign, else empty.")
    place: str = Field(description="The township of the box, else empty.")
    title: str = Field(description="Of a WeChat draft, else empty.")
    digest: str = Field(description="Of a WeChat draft, else empty.")
    text: str = Field(description="Plain, of a WeChat draft HTML.")
    short: bool = Field(description="Whether something was left out to fit.")
    faults: list[CutFault]


class DeliveryItem(BaseModel):
    """A text at one place outside, and how it stands there."""

    id: UUID
    article: UUID
    version: int
    channel: Channel
    target: str
    place: str = Field(description="The township of the box, else empty.")
    state: Step
    attempts: int
    reason: str = Field(description="A code, and after a space the words of the service.")
    changed_at: datetime
    sent_at: datetime | None
    withdrawn_at: datetime | None


class ArticleApproval(BaseModel):
    """Who has approved it, and when."""

    by: str
    at: datetime


class ArticleLine(BaseModel):
    """A text in one line."""

    id: UUID
    no: int
    state: State
    version: int
    column: str
    title: str
    author: str
    changed_by: str
    changed_at: datetime
    live_version: int | None = Field(description="What the public reads; null nothing.")
    published_at: datetime | None
    returned: bool = Field(description="Sent back, and not submitted again.")
    approvals: int
    failed: int = Field(description="Places that did not take it.")


class ArticleItem(BaseModel):
    """A text and where it stands."""

    id: UUID
    no: int
    address: str = Field(description="Where the public finds it; empty without a portal set up.")
    state: State
    version: int
    column: str
    title: str
    lead: str
    body: str
    until_on: date | None
    plan: PlanItem
    author: str
    created_at: datetime
    changed_by: str
    changed_at: datetime
    submitted_by: str
    submitted_at: datetime | None
    returned_by: str
    returned_why: str
    live_version: int | None
    published_at: datetime | None
    refreshed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by: str = Field(description="Empty: the clock, on the day after the last.")
    withdrawn_why: str
    needed: int = Field(description="How many others must approve it.")
    approvals: list[ArticleApproval]
    may: list[Act] = Field(description="What you can do with it now.")
    cuts: list[CutItem] = Field(description="What each place of its plan gets.")
    deliveries: list[DeliveryItem]


class SignChoice(BaseModel):
    """A sign that can be chosen."""

    device: str
    place: str
    text: str = Field(description="What it says now.")


class Places(BaseModel):
    """Where else a text can go."""

    wechat: bool
    weibo: bool
    portal: str
    signs: list[SignChoice]


def article_lines(tx: Connection, found: Sequence[Brief]) -> list[ArticleLine]:
    """These texts as lines."""
    names = staff_room.names(tx, {name for one in found for name in (one.author, one.changed_by)})
    return [
        ArticleLine(
            **{
                **vars(one),
                "author": names.get(one.author, ""),
                "changed_by": names.get(one.changed_by, ""),
            }
        )
        for one in found
    ]


def article_item(
    tx: Connection,
    one: Article,
    staff: Staff,
    offered: Offered,
    approvals: Sequence[tuple[UUID, datetime]],
    cuts: Sequence[Cut],
    deliveries: Sequence[Delivery],
) -> ArticleItem:
    """This text as this member of staff is shown it."""
    by = (one.author, one.changed_by, one.submitted_by, one.returned_by, one.withdrawn_by)
    names = staff_room.names(tx, {who for who in (*by, *(a for a, _ in approvals)) if who})
    said = {
        key: names.get(who, "") if who else ""
        for key, who in zip(
            ("author", "changed_by", "submitted_by", "returned_by", "withdrawn_by"), by, strict=True
        )
    }
    places = places_of(tx)
    return ArticleItem(
        **{
            **vars(one),
            **vars(one.written),
            **said,
            "address": offered.address(one.no) if offered.portal else "",
            "plan": PlanItem(**vars(one.written.plan)),
            "needed": needed(one.written.plan.leaves),
            "approvals": [ArticleApproval(by=names.get(who, ""), at=at) for who, at in approvals],
            "may": one.acts(staff, [who for who, _ in approvals]),
            "cuts": cut_items(cuts, places),
            "deliveries": delivery_items(deliveries, places),
        }
    )


def cut_items(cuts: Iterable[Cut], places: dict[str, str]) -> list[CutItem]:
    """What each place gets."""
    return [_cut_item(one, places) for one in cuts]


def delivery_items(found: Iterable[Delivery], places: dict[str, str]) -> list[DeliveryItem]:
    """How it stands at each place."""
    return [DeliveryItem(**vars(one), place=places.get(one.target, "")) for one in found]


def places_of(tx: Connection) -> dict[str, str]:
    """The township of each box in service."""
    return {one.device: one.township_name for one in signs.places(tx, "")}


def _cut_item(one: Cut, places: dict[str, str]) -> CutItem:
    draft = json.loads(one.text) if one.channel == "wechat" else {}
    return CutItem(
        channel=one.channel,
        target=one.target,
        place=places.get(one.target, ""),
        title=draft.get("title", ""),
        digest=draft.get("digest", ""),
        text=draft.get("content", one.text),
        short=one.short,
        faults=[CutFault(code=fault.code, detail=fault.detail) for fault in one.faults],
    )
