"""A wish or a proposal with its clock, and the decision of whoever may take it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from stack.population_life import DAY, Life
from stack.population_rows import Rows, js


def request(
    rows: Rows, one: Life, kind: str, level: str, moment: datetime, by: UUID | None,
    decided: bool, word: str, subject: UUID, body: dict[str, Any], decide_by: date | None = None,
) -> UUID:  # fmt: skip
    """Written down with its decision, `word`, if `decided`; without `by` the person asked."""
    made, township = rows.ident(moment), level == "township"
    rows.add(
        "request",
        id=made,
        person=one.id,
        kind=kind,
        subject=subject,
        level=level,
        county=one.township[:6],
        township=one.township,
        body=js(body),
        asked_by=by,
        asked_at=moment,
        channel="desk" if by else rows.rng.choice(("own", "kiosk")),
        decide_by=decide_by or moment.date() + DAY * 3,
        decision=word if decided else None,
        reasons="情况属实" if decided else "",
        complaint_route="可以向县局申诉" if decided else "",
        decided_by=(one.office.officer if township else one.office.second) if decided else None,
        decided_at=moment + timedelta(hours=20) if decided else None,
        delegation=one.office.delegation if decided and township else None,
    )
    return made
