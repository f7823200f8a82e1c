"""What somebody asks and the matter it becomes, pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.names import require_name
from yizhan_collector.ground.refusals import Unprintable
from yizhan_collector.rooms.cases.reasons import BadPhone, NothingSaid, TooLong

Kind = Literal[
    "advice",
    "lawyer",
    "notary",
    "legal_aid",
    "appraisal",
    "mediation",
    "bar_exam",
    "publicity",
    "complaint",
]
Channel = Literal["portal", "hotline", "wechat", "weibo", "counter", "kiosk", "platform"]
State = Literal["open", "closed"]
Actor = Literal["clerk", "head", "party", "lawyer", "nobody"]
Urgency = Literal["violence", "self_harm", "fraud_in_progress", "time_limit"]
Outcome = Literal[
    "advised",
    "resolved",
    "mediated",
    "referred_out",
    "aid_done",
    "aid_refused",
    "not_ours",
    "no_reply",
    "abusive",
    "withdrawn",
    "lapsed",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
BY_HAND: frozenset[Outcome] = frozenset(OUTCOMES) - {"withdrawn", "lapsed"}
MOST_SAID, MOST_DOCUMENTS, UNSATISFIED = 2000, 20, 2
PHONE = re.compile(r"[0-9+ -]{0,20}")
UNSEEN = frozenset({"Cc", "Cs"})  # a character newer than our tables is kept


@dataclass(frozen=True)
class Asked:
    """What somebody asks, in composed form. Without name, number and handle nobody is named.

    Raises NothingSaid, TooLong, Unprintable, BadName and BadPhone.
    """

    kind: Kind
    category: str
    channel: Channel
    said: str
    name: str = ""
    phone: str = ""
    area: str = ""  # six digits a county; empty: of the township, or the city
    township: str | None = None
    urgent: Urgency | None = None  # as whoever asks says, which is not doubted
    handle: str = ""  # an account on the channel, known to be theirs
    answer_by: datetime | None = None  # at the latest, as whoever passes it on says

    def __post_init__(self) -> None:
        plain = {
            "said": words(self.said),
            "phone": unicodedata.normalize("NFKC", self.phone).strip(),
            "name": require_name(self.name.strip()) if self.name.strip() else "",
            "area": self.area or (self.township or "")[:6],
        }
        if not PHONE.fullmatch(plain["phone"]):
            raise BadPhone
        for name, value in plain.items():
            object.__setattr__(self, name, value)

    @property
    def anonymous(self) -> bool:
        """Whether nobody is named."""
        return not (self.name or self.phone or self.handle)


@dataclass(frozen=True)
class Matter:
    """A matter as it stands."""

    id: UUID
    number: str
    area: str
    township: str | None
    kind: Kind
    category: str
    channel: Channel
    party: UUID | None
    said: str
    urgent: Urgency | None
    urgent_sure: bool | None  # False: only its words say so
    state: State
    next_actor: Actor
    last_act: str
    due_at: datetime | None
    answer_by: datetime
    close_by: datetime | None
    stopped_at: datetime | None
    first_owner: UUID | None
    owner: UUID | None
    opened_at: datetime
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    outcome: Outcome | None = None
    satisfaction: int | None = None
    satisfaction_said: str = ""
    rated_at: datetime | None = None

    def late(self, now: datetime) -> bool:
        """Whether the service lets whoever asked wait longer than it may."""
        ours = self.next_actor in {"clerk", "head"}
        return ours and self.due_at is not None and self.due_at < now

    @property
    def call_now(self) -> tuple[str, ...]:
        """Numbers that help at once, to be told before anything else."""
        return CALL_NOW.get(self.urgent, ()) if self.urgent else ()

    @property
    def unsatisfied(self) -> bool:
        """Whether it was rated badly."""
        return self.satisfaction is not None and self.satisfaction <= UNSATISFIED


CALL_NOW: dict[Urgency, tuple[str, ...]] = {
    "violence": ("110",),
    "self_harm": ("110", "120"),
    "fraud_in_progress": ("96110", "110"),
}


@dataclass(frozen=True)
class Party:
    """Whoever asks, as known on one channel."""

    id: UUID
    channel: Channel
    name: str
    phone: str
    handle: str
    created_at: datetime


@dataclass(frozen=True)
class Act:
    """One thing that was done with a matter."""

    at: datetime
    code: str
    by_staff: UUID | None
    by_party: bool
    public: bool
    said: str
    next_actor: Actor
    due_at: datetime | None


@dataclass(frozen=True)
class Document:
    """A document that belongs to a matter, without its content."""

    id: UUID
    name: str
    media_type: str
    size: int
    by_party: bool
    at: datetime


@dataclass(frozen=True)
class Category:
    """What a matter is about: `family.divorce` is a part of `family`."""

    code: str
    title_zh: str
    title_en: str


def words(said: str) -> str:
    """What somebody wrote, composed and trimmed; raises NothingSaid, TooLong or Unprintable."""
    plain = unicodedata.normalize("NFC", said.replace("\r\n", "\n")).strip(" \n\t\u3000")
    if not plain:
        raise NothingSaid
    if len(plain) > MOST_SAID:
        raise TooLong
    if any(unicodedata.category(one) in UNSEEN and one not in "\n\t" for one in plain):
        raise Unprintable
    return plain
