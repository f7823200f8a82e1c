"""Around every request: a bounded body, safe headers, one log line without a query string.

It speaks the server's own interface and so is asynchronous; it waits for nothing of ours.
"""

import logging
import re
import time
import traceback
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yizhan_collector.doors.problems import answer
from yizhan_collector.ground.refusals import Failed, Refused, TooLarge

log = logging.getLogger(__name__)
LAST = 6  # calls of a failure that are logged
LARGEST = 64 * 1024  # bytes of a body
# where a file is sent: its own bound, told before a byte of it is read
LARGER = {
    re.compile(r"/fixes"): 512 * 1024,
    re.compile(r"/device/callouts/[0-9a-f-]{36}/segments/[0-9]{1,6}"): 64 * 1024 * 1024,
    re.compile(r"/device/callouts/[0-9a-f-]{36}/live"): 512 * 1024,
    re.compile(r"/device/diagnostics/[0-9a-f-]{36}"): 2 * 1024 * 1024,
    re.compile(r"/api/imports"): 4 * 1024 * 1024,
    re.compile(r"/partner/batches/[A-Za-z0-9._-]{1,80}"): 4 * 1024 * 1024,
    re.compile(r"/api/sharing/discs"): 6 * 1024 * 1024,  # 4 MB, as PEM
    re.compile(r"/api/people/[0-9a-f-]{36}/documents"): 10 * 1024 * 1024,
    re.compile(r"/api/education/media"): 50 * 1024 * 1024,
    re.compile(r"/api/education/courses(/[0-9a-f-]{36})?"): 1024 * 1024,
    re.compile(r"/api/articles(/[0-9a-f-]{36}|/preview)?"): 1024 * 1024,
    re.compile(r"/apply/[a-z_]{1,30}"): 32 * 1024 * 1024,
    re.compile(r"/follow/(message|rating)"): 256 * 1024,  # 20,000 characters as a form sends them
    re.compile(r"/follow/documents"): 32 * 1024 * 1024,
    re.compile(r"/api/matters/[0-9a-f-]{36}/documents"): 11 * 1024 * 1024,
}
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:;"
    " style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def largest(path: str) -> int:
    """How many bytes a body sent to this path may have."""
    return next((size for one, size in LARGER.items() if one.fullmatch(path)), LARGEST)


Tell = Callable[[Scope, Refused], ASGIApp]


class Guard:
    """An application around an application; `tell` makes the answer of what it refuses."""

    def __init__(
        self, app: ASGIApp, policy: str = POLICY, tell: Tell = lambda _, error: answer(error)
    ) -> None:
        self.app, self.policy, self.tell = app, policy, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 to a body that is too large; else pass on and note how it went."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        passing = _Passing(scope, receive, send, self.policy)
        try:
            if not passing.refusal:
                await self.app(scope, passing.receive, passing.send)
        except Exception as error:  # the last place where a failure can be told
            passing.fail(error)
        finally:
            if passing.refusal:
                await self.tell(scope, passing.refusal)(scope, receive, passing.answer)
            passing.note()


class _Passing:
    """One request on its way through."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, policy: str) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._policy = policy
        self._largest = largest(scope["path"])
        self._left = self._largest
        self._status = 0
        self._began = time.monotonic()
        announced = Headers(scope=scope).get("content-length", "0")
        self.refusal: Refused | None = None
        if not announced.isdecimal() or int(announced) > self._largest:
            self.refusal = self._too_large()

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.refusal = self._too_large()
            raise self.refusal
        return message

    async def send(self, message: Message) -> None:
        # whatever the application made of half a body is not the answer
        if not self.refusal:
            await self.answer(message)

    async def answer(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = self._policy
            for name, value in HEADERS.items():
                headers[name] = value
            if self._scope["path"].startswith(("/api/", "/own/api/", "/device/", "/partner/")):
                headers.setdefault("Cache-Control", "no-store")
        await self._send(message)

    def _too_large(self) -> TooLarge:
        return TooLarge(f"At most {self._largest // 1024} KB.")

    def fail(self, error: Exception) -> None:
        # the message of an error may hold a name or a number: its kind and place are enough
        frames = traceback.extract_tb(error.__traceback__)[-LAST:]
        place = " > ".join(f"{one.filename}:{one.lineno} {one.name}" for one in frames)
        log.error("%s in %s", type(error).__name__, place)
        if not self.refusal and not self._status:
            self.refusal = Failed()

    def note(self) -> None:
        # the route, not the path: what was typed into an address stays out of the log
        route = getattr(self._scope.get("route"), "name", "-")
        spent = (time.monotonic() - self._began) * 1000
        log.info("%s %s %d %.1f ms", self._scope["method"], route, self._status, spent)
