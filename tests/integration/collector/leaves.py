"""Leave in one line each: somebody in correction, a delegation, a wish."""

from datetime import date, timedelta
from typing import Any

import httpx

from .conftest import TODAY, Desk, new_person
from .own import in_correction

WORDS = "母亲住院，前往陪护"


def supervised(desk: Desk, login: str = "county", **changes: Any) -> dict[str, Any]:
    """A person in correction, whose record is open to the county and the office."""
    person = new_person(desk.sign_in(login), **changes)
    in_correction(desk, person["id"])
    return person


def day(days: int) -> str:
    """So many days from today."""
    return (TODAY + timedelta(days=days)).isoformat()


def delegate(desk: Desk, township: str = "210521100", from_on: date = TODAY) -> None:
    """The county lets this office decide on leave."""
    given = {"township": township, "powers": ["leave"], "document": "本县司委〔2026〕1号"}
    answer = desk.sign_in("county").post(
        "/api/delegations", json=given | {"from_on": from_on.isoformat()}
    )
    assert answer.status_code == 201, answer.text


def wish(first: int, last: int, **changes: Any) -> dict[str, Any]:
    """Days away from this day to that, counted from today."""
    given = {
        "from_on": day(first),
        "to_on": day(last),
        "region": "210100",
        "place": "沈阳市第一示例医院",
        "reason": "family",
        "why": WORDS,
        "proof": "住院通知单",
    }
    return given | changes


def asked(client: httpx.Client, person: str, first: int, last: int, **changes: Any) -> Any:
    """A leave that was asked for."""
    answer = client.post(f"/api/people/{person}/leaves", json=wish(first, last, **changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


def decided(client: httpx.Client, leave: str, granted: bool = True, reasons: str = "") -> Any:
    """A leave on which somebody has decided."""
    given = {"granted": granted, "reasons": reasons}
    answer = client.post(f"/api/leaves/{leave}/decide", json=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


def code(answer: httpx.Response) -> tuple[int, str]:
    """A refusal in short."""
    return answer.status_code, answer.json()["code"]


def acts(desk: Desk, person: str) -> list[str]:
    """The kinds of what was done with a person, in order."""
    rows = desk.rows("select kind from act where person = %s order by recorded_at, id", person)
    return [kind for (kind,) in rows]


def overlays(desk: Desk, person: str) -> list[str]:
    """What lies over the term."""
    [(found,)] = desk.rows("select overlays from term where person = %s", person)
    return list(found)
