"""A text on its way to its readers: what it is, where it goes, who may let it; pure."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from yizhan_collector.rooms.publishing.refusals import (
    ApprovedAlready,
    NotNow,
    OwnText,
    TextMovedOn,
)
from yizhan_collector.rooms.staff.model import Staff

State = Literal["draft", "submitted", "published", "withdrawn"]
Channel = Literal["wechat", "weibo", "sign"]
Step = Literal["waiting", "sending", "sent", "failed", "withdrawing", "withdrawn"]
Kind = Literal["news", "notice", "policy", "guide", "about"]
Act = Literal["change", "submit", "take_back", "approve", "send_back", "publish", "withdraw"]
Wrong = Literal["too_long", "no_cover", "topic", "empty", "not_one_line", "number", "undrawable"]
ALONE, OUTSIDE = 1, 2  # how many others approve: for the portal alone, and to leave it


@dataclass(frozen=True)
class Column:
    """A column of the portal; `kind` says how long it may lie untouched."""

    code: str
    title_zh: str
    title_en: str
    kind: Kind
    place: int
    shown: bool
    live: int  # texts the public reads in it


@dataclass(frozen=True)
class Plan:
    """Where else a text goes; an empty text of a channel is made from the article."""

    wechat: bool = False
    weibo: bool = False
    weibo_text: str = ""
    signs: tuple[str, ...] = ()
    sign_text: str = ""

    @property
    def leaves(self) -> bool:
        """Whether the text leaves the portal."""
        return self.wechat or self.weibo or bool(self.signs)


@dataclass(frozen=True)
class Written:
    """What an editor writes; `body` is HTML, cleaned before it is kept."""

    column: str
    title: str
    lead: str
    body: str
    until_on: date | None = None  # the last day on which it is shown
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True)
class Article:
    """A text and where it stands. `live_version` is what the public reads, None nothing."""

    id: UUID
    no: int
    state: State
    version: int
    written: Written
    author: UUID
    created_at: datetime
    changed_by: UUID
    changed_at: datetime
    hands: tuple[UUID, ...]
    submitted_by: UUID | None = None
    submitted_at: datetime | None = None
    returned_by: UUID | None = None
    returned_why: str = ""
    live_version: int | None = None
    published_at: datetime | None = None
    refreshed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: UUID | None = None
    withdrawn_why: str = ""

    def stands(self, version: int, *states: State) -> None:
        """Raises TextMovedOn for another version, NotNow for another state."""
        if self.version != version:
            raise TextMovedOn
        if self.state not in states:
            raise NotNow

    def acts(self, staff: Staff, approved: Collection[UUID]) -> list[Act]:
        """What this member of staff can do with it now."""
        writes, approves = staff.may("write_texts"), staff.may("approve_texts")
        waits = self.state == "submitted"
        free = staff.id not in {*self.hands, *approved}
        able: dict[Act, bool] = {
            "change": writes and not waits,
            "submit": writes and self.state == "draft",
            "take_back": writes and waits,
            "approve": approves and waits and free,
            "send_back": approves and waits,
            "publish": waits and len(approved) >= needed(self.written.plan.leaves),
            "withdraw": self.state != "withdrawn",
        }
        return [act for act, may in able.items() if may]

    def approvable_by(self, staff: UUID, approved: Collection[UUID]) -> None:
        """Raises OwnText or ApprovedAlready."""
        if staff in self.hands:
            raise OwnText
        if staff in approved:
            raise ApprovedAlready


@dataclass(frozen=True)
class Brief:
    """A line of the list: a text without its words."""

    id: UUID
    no: int
    state: State
    version: int
    column: str
    title: str
    author: UUID
    changed_by: UUID
    changed_at: datetime
    live_version: int | None
    published_at: datetime | None
    returned: bool  # sent back, and not submitted again
    approvals: int  # of this version
    failed: int  # places that did not take it


@dataclass(frozen=True)
class Fault:
    """Why a channel would not take a text; `detail` is a count or the characters."""

    code: Wrong
    detail: str = ""


@dataclass(frozen=True)
class Cut:
    """One text as one place gets it. `short`: something was left out to fit."""

    channel: Channel
    target: str  # the box of a sign, else empty
    text: str
    short: bool = False
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Version:
    """A text as it was submitted, and what goes to each place."""

    number: int
    written: Written  # its plan is in `cuts`
    cuts: tuple[Cut, ...]
    by: UUID
    at: datetime


@dataclass(frozen=True)
class Offered:
    """Which channels the bureau has, and the address of its portal."""

    portal: str = ""
    wechat: bool = False
    weibo: bool = False
    cover: bool = False  # whether a picture for WeChat drafts is set

    def address(self, no: int) -> str:
        """Where the public reads an article; one that was never kept has no number yet."""
        return f"{self.portal}/a/{no or '…'}"


@dataclass(frozen=True)
class Delivery:
    """One text at one place outside, and how it stands there. `remote` is its name there."""

    id: UUID
    article: UUID
    version: int
    channel: Channel
    target: str
    text: str
    state: Step
    attempts: int
    remote: str
    reason: str
    planned_by: UUID
    changed_at: datetime
    sent_at: datetime | None
    withdrawn_at: datetime | None
    before_text: str | None = None
    before_version: int | None = None


def needed(leaves: bool) -> int:
    """How many people besides its hands must approve a text."""
    return OUTSIDE if leaves else ALONE
