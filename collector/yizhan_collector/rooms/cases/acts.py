"""What can be done with a matter: who does it, who must act next, and what it does to the clock."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.cases.model import Actor
from yizhan_collector.rooms.staff.model import Staff

Doer = Literal["clerk", "head", "party", "clock"]
# answer, close: runs until the first answer or the closing is due; given: until a day of the law;
# wait: the service's clock stands while the party is waited for
Clock = Literal["answer", "close", "given", "wait", "stop", "keep"]
SERVICE: frozenset[Doer] = frozenset({"clerk", "head"})
PARTY: frozenset[Doer] = frozenset({"party"})
ANYBODY = SERVICE | PARTY
CLOCK: frozenset[Doer] = frozenset({"clock"})
HEAD: frozenset[Doer] = frozenset({"head"})


class NotYours(Refused):
    """This is not for you to do with a matter; ask whoever may."""

    status = 403


@dataclass(frozen=True)
class Coded:
    """One coded act."""

    code: str
    by: frozenset[Doer]
    next: Actor | None  # None: whoever it was
    clock: Clock
    public: bool = True  # whether whoever asked reads it
    answers: bool = False  # whether it is a word of the service to whoever asked
    closes: bool = False


@dataclass(frozen=True)
class Hand:
    """Who does something."""

    doer: Doer
    staff: UUID | None = None


BY_PARTY, BY_CLOCK = Hand("party"), Hand("clock")
ALL = (
    Coded("open", ANYBODY, "clerk", "answer"),
    Coded("urgent_offered", CLOCK, None, "keep", public=False),
    Coded("urgent", SERVICE, None, "keep", public=False),
    Coded("not_urgent", SERVICE, None, "keep", public=False),
    Coded("take", SERVICE, None, "keep"),
    Coded("hand_over", SERVICE, None, "keep", public=False),
    Coded("answer", SERVICE, "clerk", "close", answers=True),
    Coded("ask_party", SERVICE, "party", "wait", answers=True),
    Coded("party_says", PARTY, "clerk", "answer"),
    Coded("party_sends", PARTY, "clerk", "answer"),
    Coded("party_silent", CLOCK, "clerk", "answer", public=False),
    Coded("note", SERVICE, None, "keep", public=False),
    Coded("renew_code", SERVICE, None, "keep", public=False),
    Coded("document", SERVICE, None, "keep"),
    Coded("refer", SERVICE, "clerk", "keep"),
    Coded("close", SERVICE, "nobody", "stop", answers=True, closes=True),
    Coded("withdraw", PARTY, "nobody", "stop", closes=True),
    Coded("rate", PARTY, "nobody", "stop"),
    Coded("reopen", SERVICE, "clerk", "answer"),
    Coded("return_ticket", PARTY, "clerk", "answer"),
    Coded("pass_on", SERVICE, None, "keep"),
    Coded("passed_answer", CLOCK, None, "keep", public=False),
    Coded("apply_aid", ANYBODY, "clerk", "given"),
    Coded("tell_missing", SERVICE, "party", "given", answers=True),
    Coded("papers_complete", SERVICE, "head", "given"),
    Coded("decide_aid", HEAD, "clerk", "given", answers=True),
    Coded("assign_aid", SERVICE, "lawyer", "stop", answers=True),
    Coded("lapse_aid", SERVICE | CLOCK, "nobody", "stop", closes=True),
)
BY_CODE = {one.code: one for one in ALL}


def hand(staff: Staff) -> Hand:
    """A member of staff as who does something; raises NotYours."""
    if staff.role == "head_service":
        return Hand("head", staff.id)
    if staff.role == "clerk":
        return Hand("clerk", staff.id)
    raise NotYours


def coded(code: str, by: Hand) -> Coded:
    """The act of this code; raises NotYours when it is not for `by` to do."""
    one = BY_CODE[code]
    if by.doer not in one.by:
        raise NotYours
    return one


def next_after(one: Coded, by: Hand, waiting: Actor) -> Actor:
    """Who must act after it; what the party says takes nothing out of the head's hand."""
    if one.next is None or (by.doer == "party" and waiting == "head" and not one.closes):
        return waiting
    return one.next
