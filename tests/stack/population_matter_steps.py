"""What a step makes of a made-up matter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases import aid_model
from yizhan_collector.rooms.cases.model import Outcome

from stack import population_matter_words as words
from stack.population_rows import Rows

OUTCOMES: dict[str, Outcome] = {"mediation": "mediated", "legal_aid": "aid_done"}
PDF = b"%PDF-1.4\n%made up\n%%EOF\n"
DAYS = aid_model.Days(7, 3, 15, 5)


@dataclass
class Made:
    """One matter while it is made."""

    row: dict[str, Any]
    at: datetime
    clerk: UUID
    head: UUID
    other: UUID
    acts: list[dict[str, Any]] = field(default_factory=list)
    aid: dict[str, Any] = field(default_factory=dict)
    items: list[tuple[str, bool | None, str]] = field(default_factory=list)


def take(rows: Rows, one: Made) -> None:
    """Somebody has it."""
    one.row |= {"owner": one.clerk, "first_owner": one.clerk}


def hand_over(rows: Rows, one: Made) -> None:
    """Another one has it."""
    one.row["owner"] = one.other


def refer(rows: Rows, one: Made) -> None:
    """Nobody has it any more."""
    one.row |= {"owner": None, "kind": "notary"}


def ask_party(rows: Rows, one: Made) -> None:
    """The party is waited for."""
    one.row["stopped_at"] = one.at


def party_says(rows: Rows, one: Made) -> None:
    """The party has answered."""
    one.row["stopped_at"] = None


def close(rows: Rows, one: Made) -> None:
    """How it ended."""
    granted = any(yes for _, yes, _ in one.items)
    aid: Outcome = "aid_done" if granted else "aid_refused"
    one.row["outcome"] = aid if one.aid else OUTCOMES.get(one.row["kind"], "advised")


def withdraw(rows: Rows, one: Made) -> None:
    """The party needs it no more."""
    one.row["outcome"] = "withdrawn"


def rate(rows: Rows, one: Made) -> None:
    """How the party found it."""
    stars = rows.rng.choices((5, 4, 3, 2, 1), (50, 30, 10, 6, 4))[0]
    one.row |= {"satisfaction": stars, "rated_at": one.at,
                "satisfaction_said": words.RATED[5 - stars]}  # fmt: skip


def document(rows: Rows, one: Made) -> None:
    """The service adds a paper."""
    paper(rows, one, False)


def party_sends(rows: Rows, one: Made) -> None:
    """The party sends a paper."""
    paper(rows, one, True)


def paper(rows: Rows, one: Made, by_party: bool) -> None:
    """A paper of a matter."""
    ident = rows.ident(one.at)
    rows.add("matter_document", id=ident, matter=one.row["id"], name="材料.pdf",
                  media_type="application/pdf", size=len(PDF), sha256=b"made up",
                  by_party=by_party, at=one.at)  # fmt: skip
    rows.add("matter_document_content", document=ident, content=PDF)


def apply_aid(rows: Rows, one: Made) -> None:
    """The application, with what is asked for."""
    ground = rows.rng.choice(aid_model.GROUNDS)
    day = legal_day(one.at)
    one.aid = {
        "matter": one.row["id"], "ground": ground,
        "means_checked": aid_model.means_checked(ground), "received_on": day, "missing": [],
        "missing_told_on": None, "supply_by": None, "complete_on": None,
        "decide_by": aid_model.decide_by(day, DAYS), "decided_on": None, "decided_by": None,
        "assign_by": None, "assigned_on": None, "lawyer": "", "withdrawn_on": None,
    }  # fmt: skip
    wanted = rows.rng.sample(aid_model.ITEMS, rows.rng.randint(1, 3))
    one.items = [(item, None, "") for item in wanted]


def tell_missing(rows: Rows, one: Made) -> None:
    """What is missing, told once."""
    day = legal_day(one.at)
    papers = rows.rng.sample(aid_model.PAPERS, rows.rng.randint(1, 3))
    one.aid |= {"missing": papers, "missing_told_on": day, "decide_by": None,
                "supply_by": aid_model.supply_by(day, DAYS)}  # fmt: skip


def papers_complete(rows: Rows, one: Made) -> None:
    """Nothing is missing any more."""
    day = legal_day(one.at)
    one.aid |= {"complete_on": day, "decide_by": aid_model.decide_by(day, DAYS)}


def decide_aid(rows: Rows, one: Made) -> None:
    """The first item is granted, the others mostly."""
    day = legal_day(one.at)
    one.items = [
        (item, place == 0 or rows.rng.random() < 0.6, "") for place, (item, *_) in
        enumerate(one.items)
    ]  # fmt: skip
    one.items = [(item, yes, "" if yes else words.REFUSED) for item, yes, _ in one.items]
    one.aid |= {"decided_on": day, "decided_by": one.head,
                "assign_by": aid_model.assign_by(day, DAYS)}  # fmt: skip


def assign_aid(rows: Rows, one: Made) -> None:
    """A lawyer helps."""
    one.aid |= {"assigned_on": legal_day(one.at), "lawyer": rows.rng.choice(words.LAWYERS)}


def lapse_aid(rows: Rows, one: Made) -> None:
    """What was missing never came."""
    one.aid["withdrawn_on"] = legal_day(one.at)
    one.row["outcome"] = "lapsed"


STEPS: dict[str, Callable[[Rows, Made], None]] = {
    "take": take,
    "hand_over": hand_over,
    "refer": refer,
    "ask_party": ask_party,
    "party_says": party_says,
    "close": close,
    "withdraw": withdraw,
    "rate": rate,
    "document": document,
    "party_sends": party_sends,
    "apply_aid": apply_aid,
    "tell_missing": tell_missing,
    "papers_complete": papers_complete,
    "decide_aid": decide_aid,
    "assign_aid": assign_aid,
    "lapse_aid": lapse_aid,
}
