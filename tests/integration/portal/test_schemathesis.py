"""Every door of the public half, asked by its own OpenAPI what it never expected.

No answer is a server error, and each has a status and a type that the door has declared.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from limits import RateLimitItemPerMinute
from stack import points as make
from stack.asked import Asked, operations
from stack.citizen import LEGAL_AID, Citizen
from stack.desk import Desk, copied, opened
from stack.postgres import Postgres
from stack.public import SECRET, Public
from stack.public import opened as public_opened
from yizhan_collector.app import schema as office_schema
from yizhan_collector.doors.csrf import csrf_of
from yizhan_collector.doors.portal import forms, pace, site

TAGS = {"articles", "bookings", "hotline", "matters", "ownership"}


def public_half() -> dict[str, Any]:
    """The office's document, of which only what serves the public is asked."""
    document = office_schema()
    for methods in document["paths"].values():
        for method in [name for name, one in methods.items() if not TAGS & set(one["tags"])]:
            del methods[method]
    document["paths"] = {path: one for path, one in document["paths"].items() if one}
    return document


PORTAL, OFFICE = operations(site.schema()), operations(public_half())


@pytest.fixture(scope="module")
def url(postgres: Postgres, staffed: str) -> Iterator[str]:
    with copied(postgres, staffed) as url:
        make.add(url)
        yield url


@pytest.fixture(scope="module")
def desk(url: str) -> Iterator[Desk]:
    with opened(url) as desk:
        yield desk


@pytest.fixture(scope="module")
def public(postgres: Postgres, url: str) -> Iterator[Public]:
    with pytest.MonkeyPatch.context() as patch:
        for doing in pace.LIMITS:  # who asks this much would only be told to wait
            patch.setitem(pace.LIMITS, doing, RateLimitItemPerMinute(10**6))
        with public_opened(postgres.portal_url(url)) as public:
            yield public


@pytest.fixture(scope="module")
def citizen(public: Public, desk: Desk) -> Citizen:
    citizen = Citizen(public.visitor())
    citizen.apply("legal_aid", LEGAL_AID)
    citizen.open("/follow")
    return citizen


@pytest.mark.parametrize("label", PORTAL)
@pytest.mark.parametrize("form", ["genuine", "forged"])
def test_the_portal_answers_whatever_it_is_asked(
    public: Public, citizen: Citizen, label: str, form: str
) -> None:
    session = requests.Session()
    session.cookies.update(dict(citizen.client.cookies))
    right = {"csrf": csrf_of(SECRET, citizen.client.cookies[forms.COOKIE]), "website": ""}
    known = {"code": make.HALL.code, "kind": "advice", "node": "wages"}
    body = right if form == "genuine" else {}
    Asked(public.address, session, known, body).ask(PORTAL[label])


@pytest.mark.parametrize("label", OFFICE)
@pytest.mark.parametrize("login", ["clerk", "chief"])
def test_the_office_of_the_public_half_answers_whatever_it_is_asked(
    desk: Desk, citizen: Citizen, label: str, login: str
) -> None:
    client, session = desk.sign_in(login), requests.Session()
    session.cookies.update(dict(client.cookies))
    session.headers["X-CSRF-Token"] = client.headers["X-CSRF-Token"]
    Asked(desk.address, session, known(desk, label)).ask(OFFICE[label])


def known(desk: Desk, label: str) -> dict[str, str]:
    """What there is in the database, by the names of the paths."""
    queries = {
        "article": "select id from article limit 1",
        "delivery": "select id from delivery limit 1",
        "thing": "select id from owned limit 1",
        "booking": "select id from booking limit 1",
        "matter": "select id from matter limit 1",
        "document": "select id from matter_document limit 1",
    }
    found = {name: str(row[0]) for name, one in queries.items() for row in desk.rows(one)}
    codes = {"/points/": make.HALL.code, "/columns/": "news", "/departments/": "legal_aid"}
    return found | next(({"code": one} for part, one in codes.items() if part in label), {})
