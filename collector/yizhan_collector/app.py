"""The web applications: the office with its pages, and the device door."""

from typing import Any

from fastapi import FastAPI
from yizhan_dashboards import root

from yizhan_collector.doors import (
    callouts,
    claim,
    device,
    diagnostics,
    fixes,
    login,
    office,
    own,
    pages,
    problems,
    updates,
)
from yizhan_collector.doors.access import House
from yizhan_collector.doors.guard import Guard
from yizhan_collector.doors.partner import counts, exchange, tickets
from yizhan_collector.doors.portal.pace import Pace

TITLE = "Yizhan office API 司法驿站"
ABOUT = """
What the officers' pages of the check-in posts use, open to other programs of the bureau.

* **Sign in** with `login`; the session is a cookie. Send `csrf` of `me` as `X-CSRF-Token` with
  every request that changes something.
* **Times** are ISO 8601 in UTC; **days** are legal days in Asia/Shanghai.
* **Refusals** are `application/problem+json` (RFC 9457) with a `code` to translate by.
* A township officer sees the own township only; ids of others answer 404.
* There is no picture, no face template and no search by face anywhere.
"""
TAGS = [
    {"name": "session", "description": "Sign in, be known, sign out."},
    {"name": "townships", "description": "The 49 townships and street offices."},
    {"name": "today", "description": "What waits for an office, each with its legal clock."},
    {"name": "approvals", "description": "What waits for a decision, and the decision."},
    {"name": "due", "description": "Who must report today and how each stands."},
    {"name": "live", "description": "What just happened, as server-sent events."},
    {"name": "checkins", "description": "Visits, and what an officer makes of them."},
    {"name": "contacts", "description": "Visits, interviews and calls; lost contact."},
    {
        "name": "conduct",
        "description": "Counted days, and rewards and sanctions that people decide.",
    },
    {"name": "people", "description": "Records, permits, codes, and who looked."},
    {"name": "moves", "description": "Changes of residence, with the clocks of both places."},
    {"name": "alerts", "description": "Questions to a human, on a person or on an office."},
    {"name": "wall", "description": "Counts for a big screen, of nobody by name."},
    {"name": "positions", "description": "Electronic positioning of CCL 29, narrowly."},
    {"name": "bans", "description": "No-entry orders of a court, and permitted entry."},
    {"name": "leaves", "description": "Leave and frequent travel: asked, decided, back."},
    {"name": "terms", "description": "From the document of the court to the end of the term."},
    {"name": "papers", "description": "Statutory papers: drafted, issued, served, void."},
    {"name": "bookings", "description": "Service points of the public, and who comes there."},
    {"name": "articles", "description": "Texts, their approval, and every place they go to."},
    {"name": "repairs", "description": "Faults of posts, and the spare parts of a county."},
    {"name": "rollouts", "description": "A bundle reaches the boxes in groups, or stops."},
    {"name": "posts", "description": "Boxes: health, sign, out of service."},
    {
        "name": "oversight",
        "description": "Complaints, the procuratorate's opinions, and what was answered.",
    },
    {
        "name": "own",
        "description": "A supervised person's own page: the own record, nobody else's.",
    },
    {
        "name": "matters",
        "description": "What the public asks: the queue, what is done with a matter, legal aid.",
    },
    {"name": "staffs", "description": "Accounts, kept by the administrator."},
    {"name": "delegations", "description": "What a county lets its offices do."},
    {"name": "audit", "description": "Who did what, and whether the trail is whole."},
    {"name": "exchange", "description": "The paper list comes in, tables go out."},
    {"name": "statistics", "description": "Figures of an area; none is about one person."},
    {"name": "sessions", "description": "Procedures before the camera, and who looks at them."},
    {"name": "education", "description": "Courses, classes and service; no hours are asked for."},
    {"name": "rules", "description": "Numbers of the law, categories, closed days."},
    {"name": "sharing", "description": "What other authorities are sent and send: the ledger."},
    {"name": "ownership", "description": "What can be neglected, whose it is, whose turn it is."},
    {"name": "quarantine", "description": "Messages that could not be read."},
]


def create_app(house: House) -> FastAPI:
    """The office: its API and its pages."""
    app = _office()
    app.state.house = house
    app.include_router(pages.router(root()))
    app.add_middleware(Guard)
    return app


def create_device_app(house: House) -> FastAPI:
    """The device door; it needs the certificate that `serve` puts into each request."""
    app = FastAPI(openapi_url=None)
    app.state.house, app.state.pace = house, Pace()
    problems.install(app)
    app.include_router(device.router)
    app.include_router(callouts.router)
    app.include_router(diagnostics.router)
    app.include_router(updates.router)
    app.include_router(claim.router)
    app.add_middleware(Guard)
    return app


def create_partner_app(house: House) -> FastAPI:
    """The door of other authorities; it needs the certificate that `serve` puts in as well."""
    app = _partner()
    app.state.house = house
    app.add_middleware(Guard)
    return app


def partner_schema() -> dict[str, Any]:
    """The OpenAPI document of the partners' door."""
    return problems.documented(_partner().openapi())


def _partner() -> FastAPI:
    app = FastAPI(title="Yizhan exchange API 司法驿站数据交换", version="1", openapi_url=None)
    problems.install(app)
    app.include_router(exchange.router)
    app.include_router(counts.router)
    app.include_router(tickets.router)
    return app


def schema() -> dict[str, Any]:
    """The OpenAPI document of the office API."""
    return problems.documented(_office().openapi())


def _office() -> FastAPI:
    app = FastAPI(
        title=TITLE,
        version="1",
        description=ABOUT,
        openapi_tags=TAGS,
        openapi_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    problems.install(app)
    app.include_router(login.router)
    app.include_router(office.router)
    app.include_router(own.router)
    app.include_router(fixes.router)
    return app
