"""A person before the own page."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx

from .conftest import TODAY, Desk

FIRST = date(2026, 6, 1)


def in_correction(desk: Desk, person: str, **changes: Any) -> None:
    """Give a person a live term, as if taken in long ago."""
    given = {
        "id": uuid4(),
        "person": person,
        "sentence": "probation",
        "offence": "盗窃罪",
        "court": "示例县人民法院",
        "judgment_no": f"(2026)示0521刑初{uuid4().hex[:6]}号",
        "judged_on": FIRST,
        "effective_on": FIRST,
        "starts_on": FIRST,
        "ends_on": TODAY + timedelta(days=365),
        "report_by": FIRST + timedelta(days=10),
        "state": "active",
        "category": "general",
        "received_on": FIRST,
        "declared_on": FIRST,
        "created_at": desk.now,
    } | changes
    names, marks = ", ".join(given), ", ".join(["%s"] * len(given))
    with desk.pool.connection() as tx:
        tx.execute(f"insert into term ({names}) values ({marks})", list(given.values()))  # noqa: S608


def page_code(desk: Desk, person: str, login: str = "xiaoshi") -> str:
    """A code for the own page, from an officer."""
    answer = desk.sign_in(login).post(f"/api/people/{person}/page")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["code"])


def enter(desk: Desk, person: dict[str, Any], code: str | None = None) -> httpx.Client:
    """The browser of this person, signed in."""
    visitor = desk.visitor()
    given = {"number": person["number"], "code": code or page_code(desk, person["id"])}
    answer = visitor.post("/own/api/sign-in", json=given)
    assert answer.status_code == 200, answer.text
    visitor.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return visitor
