"""The portal and the office, asked by their own OpenAPI what they never expected.

No answer is a server error, and each has a status and a type that the door has declared.
"""

from collections.abc import Iterator

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

PUBLIC = {"articles", "bookings", "hotline", "matters", "ownership"}
ENDLESS = "GET /api/live"  # a stream: its tests are in test_live.py
PORTAL, OFFICE = operations(site.schema()), operations(office_schema())
OFFICE.pop(ENDLESS)


def asked() -> Iterator[tuple[str, str]]:
    """Each operation of the office, and by whom it is asked."""
    for path, methods in office_schema()["paths"].items():
        for method, one in methods.items():
            label = f"{method.upper()} {path}"
            if label in OFFICE:
                yield from ((label, login) for login in _logins(set(one["tags"])))


def _logins(tags: set[str]) -> tuple[str, ...]:
    return ("clerk", "chief") if tags & PUBLIC else ("county",)


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


@pytest.mark.parametrize(("label", "login"), list(asked()))
def test_the_office_answers_whatever_it_is_asked(
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
