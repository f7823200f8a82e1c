"""Answers with kept pages before anything else is done; around the application, inside the guard.

It speaks the server's own interface and so is asynchronous; it waits for nothing of ours.
"""

from datetime import datetime
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from yizhan_collector.doors.portal.access import PortalHouse
from yizhan_collector.doors.portal.keep import Made

LANG, LARGE = "yizhan_lang", "yizhan_large"
ENGLISH, BIG = f"{LANG}=en".encode(), f"{LARGE}=1".encode()
Headers = list[tuple[bytes, bytes]]


class Reader(NamedTuple):
    """How somebody reads: the language and the size of the letters."""

    english: bool
    large: bool


class Key(NamedTuple):
    """What a kept page is found by; the query in the form its route writes it."""

    path: str
    query: str
    reader: Reader


def reader(scope: Scope) -> Reader:
    """How this visitor reads."""
    said = {one.strip() for one in header(scope, b"cookie").split(b";")}
    return Reader(ENGLISH in said, BIG in said)


def header(scope: Scope, name: bytes) -> bytes:
    """The value of a header, or nothing; of several the last."""
    found: dict[bytes, bytes] = dict(scope["headers"])
    return found.get(name, b"")


def form(made: Made, scope: Scope) -> tuple[int, bytes, Headers]:
    """The status, the body and the headers of a kept page for whoever asks like this."""
    headers: Headers = [
        (b"etag", made.etag),
        (b"cache-control", b"no-cache"),
        (b"vary", b"Cookie, Accept-Encoding"),
    ]
    known = header(scope, b"if-none-match")
    if known and (made.etag in known or known == b"*"):
        return 304, b"", headers
    body = made.body
    if made.packed and b"gzip" in header(scope, b"accept-encoding"):
        body = made.packed
        headers.append((b"content-encoding", b"gzip"))
    headers += [
        (b"content-type", made.media.encode()),
        (b"content-length", str(len(body)).encode()),
    ]
    return 200, body, headers


class Quick:
    """An application around an application."""

    def __init__(self, app: ASGIApp, house: PortalHouse) -> None:
        self.app, self.house = app, house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a kept page, or pass on; HEAD is a GET whose body the server leaves out."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return await self.app(scope, receive, send)
        now = self.house.now()
        made = self._kept(scope, now)
        if made is None:
            return await self._pass_on(scope, receive, send)
        scope["route"] = made.route
        self.house.tally.count(scope["path"], now)
        status, body, headers = form(made, scope)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        return await send({"type": "http.response.body", "body": body})

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self.app(asked, receive, send)
        finally:
            scope["route"] = asked.get("route")  # for the log

    def _kept(self, scope: Scope, now: datetime) -> Made | None:
        query = scope["query_string"].decode("latin-1")
        found = self.house.pages.find(Key(scope["path"], query, reader(scope)), now)
        return found if isinstance(found, Made) else None
