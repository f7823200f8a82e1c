"""Only the kiosk's own page may talk to the kiosk: no other site, no rebound name, no big body."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; form-action 'none';"
    " base-uri 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guard:
    """Refuses by Host, Origin, Sec-Fetch-Site, content type and size; adds the headers."""

    def __init__(self, app: ASGIApp, hosts: set[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(key.lower().encode(), value.encode()) for key, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        refusal = self._refusal(scope, Headers(scope=scope))
        if refusal:
            status, sentence = refusal
            await PlainTextResponse(sentence, status)(scope, receive, dressed)
        else:
            await self.app(scope, receive, dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        origin = headers.get("origin", "").removeprefix("http://")
        site = "none" if _arrives(scope, headers) else headers.get("sec-fetch-site", "none")
        if headers.get("host", "") not in self.hosts:
            return 403, "This page is served to this machine only."
        if (origin and origin not in self.hosts) or site not in ("none", "same-origin"):
            return 403, "Another site may not use the kiosk."
        return _body(headers) if scope["method"] == "POST" else None


def _arrives(scope: Scope, headers: Headers) -> bool:
    # the way back from the own page: the window goes to the first page, which presses nothing
    way = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return (scope["method"], scope["path"]) == ("GET", "/") and way == ("navigate", "document")


def _body(headers: Headers) -> tuple[int, str] | None:
    size = headers.get("content-length", "")
    if headers.get("content-type", "").partition(";")[0] != "application/json":
        return 415, "Send application/json."
    if not size.isdigit():
        return 411, "Say how long the body is."
    return (413, "The body is too large.") if int(size) > LARGEST else None
