"""Posts of a Weibo account: shared, found again and destroyed (open.weibo.com)."""

import html
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import httpx

from yizhan_collector.adapters.outside import (
    PATIENCE_S,
    Away,
    Declined,
    Gone,
    Repeated,
    answer,
    rows,
)

PAGE, PAGES = 50, 3  # of our posts, when one is sought
ADDRESS = re.compile(r"https?://\S+")  # it comes back shortened
BUSY = (10001, 10002, 10003, 10009, 10010, 10011)
TOO_MANY, LATER_S = (10004, 10022, 10023, 10024, 20016), 600.0
SLOW, SLOW_S = 20032, 120.0  # taken, and shown in a minute or two
SAME = (20017, 20019)
NO_SUCH = (20101,)
WORDS = {
    10005: "permission",
    10014: "permission",
    20012: "too_long",
    20013: "too_long",
    20018: "content",
    20020: "content",
    20021: "content",
    **dict.fromkeys((21314, 21315, 21316, 21317, 21319, 21327, 21332), "login"),
}


class Weibo:
    """One account. The token is read from its file at each asking, so that it can be changed."""

    def __init__(self, url: str, token: Path, rip: str) -> None:
        self._url, self._token, self._rip = url, token, rip
        self._client = httpx.Client(timeout=PATIENCE_S, follow_redirects=False)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def send(self, text: str) -> str:
        """Share a post; its id."""
        return _id(self._ask("POST", "share", {"status": text, "rip": self._rip}))

    def find(self, text: str, known: Collection[str]) -> str | None:
        """The post with the same words that is none of `known`."""
        for page in range(1, PAGES + 1):
            found = self._ask("GET", "user_timeline", {"count": PAGE, "page": page})
            posts = rows(found, "statuses")
            for one in posts:
                same = _words(str(one.get("text", ""))) == _words(text)
                if same and (name := _id(one)) not in known:
                    return name
            if len(posts) < PAGE:
                return None
        return None

    def withdraw(self, remote: str) -> None:
        """Destroy a post; raises Gone when it is not there."""
        self._ask("POST", "destroy", {"id": remote})

    def _ask(self, method: str, what: str, given: dict[str, str | int]) -> dict[str, Any]:
        request = self._client.build_request(
            method,
            f"{self._url}/2/statuses/{what}.json",
            params=given if method == "GET" else None,
            data=given if method == "POST" else None,
            headers={"Authorization": f"OAuth2 {self._read()}"},
        )
        status, said = answer(self._client, request)
        if "error_code" in said:
            raise _refusal(said)
        if status != httpx.codes.OK:
            raise Away("away")
        return said

    def _read(self) -> str:
        try:
            return self._token.read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise Declined("login") from error


def _refusal(said: dict[str, Any]) -> Exception:
    code = int(said["error_code"]) if str(said["error_code"]).isdecimal() else 0
    if code in BUSY:
        return Away("busy")
    if code in TOO_MANY:
        return Away("rate", LATER_S)
    if code == SLOW:
        return Away("busy", SLOW_S)
    if code in SAME:
        return Repeated()
    if code in NO_SUCH:
        return Gone()
    return Declined(WORDS.get(code, "refused"), f"{code} {said.get('error', '')}")


def _words(text: str) -> str:
    """What a post says, without addresses and however it is spaced."""
    return "".join(ADDRESS.sub("", html.unescape(text)).split())


def _id(said: dict[str, Any]) -> str:
    found = str(said.get("idstr") or said.get("id") or "")
    if not 0 < len(found) <= 100:
        raise Away("garbled")
    return found
