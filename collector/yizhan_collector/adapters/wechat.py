"""Drafts of a WeChat official account: added, found again and deleted (developers.weixin.qq.com).

The token is the account's one for this program (`stable_token`), kept here until shortly before
its end; so one process alone speaks to the account.
"""

import json
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

import httpx

from yizhan_collector.adapters.outside import PATIENCE_S, Away, Declined, Gone, answer, file, rows

EARLY_S = 300.0  # a token is renewed so long before it ends
PAGE, PAGES = 20, 10  # of drafts, when one of ours is sought
BAD_TOKEN = (40001, 40014, 42001)
BUSY = (-1, 45011)
DAY_IS_FULL, LATER_S = 45009, 1800.0
NO_SUCH = (40007, 53404, 40029, 40163, 42003)  # a file, a draft, a login that is spent
WORDS = {
    40013: "login",
    40125: "login",
    40164: "address",  # ours is not on the account's list
    48001: "permission",
    45003: "too_long",
    45004: "too_long",
    45008: "too_long",
    45166: "content",
    87014: "content",
    45015: "silent",  # the follower wrote more than 48 hours ago
    45047: "silent",  # or was written to too often since
    43004: "left",
    43101: "unwanted",
}


class WeChat:
    """One account. The secret is read from its file when a token is asked for."""

    def __init__(self, url: str, app_id: str, secret: Path, cover: str) -> None:
        self._url, self._app_id, self._secret, self._cover = url, app_id, secret, cover
        self._client = httpx.Client(timeout=PATIENCE_S, follow_redirects=False)
        self._token, self._ends = "", 0.0

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def send(self, text: str) -> str:
        """Add a draft; its media id."""
        draft = {**json.loads(text), "thumb_media_id": self._cover, "need_open_comment": 0}
        return _text(self.ask("draft/add", {"articles": [draft]}), "media_id")

    def find(self, text: str, known: Collection[str]) -> str | None:
        """The draft that leads to the same address and is none of `known`."""
        address = json.loads(text)["content_source_url"]
        for page in range(PAGES):
            given = {"offset": page * PAGE, "count": PAGE, "no_content": 1}
            found = rows(self.ask("draft/batchget", given), "item")
            for one in found:
                if one.get("media_id") not in known and address in _leads_to(one):
                    return _text(one, "media_id")
            if len(found) < PAGE:
                return None
        return None

    def withdraw(self, remote: str) -> None:
        """Delete a draft; raises Gone when it has been published or deleted by hand."""
        self.ask("draft/delete", {"media_id": remote})

    def fetch(self, media: str) -> bytes:
        """A file that a follower sent; raises Away, Declined, Gone."""
        found = self._media(media, self._valid())
        if isinstance(found, dict) and found.get("errcode") in BAD_TOKEN:
            found = self._media(media, self._valid(anew=True))
        if isinstance(found, dict):
            _taken(found)
            raise Away("garbled")
        return found

    def who(self, login: str) -> str:
        """The follower WeChat gave this login code to, once; raises Away, Declined, Gone."""
        query = {"appid": self._app_id, "secret": self._read(), "code": login}
        query["grant_type"] = "authorization_code"
        url = f"{self._url}/sns/oauth2/access_token"
        status, said = answer(self._client, self._client.build_request("GET", url, params=query))
        if status != httpx.codes.OK:
            raise Away("away")
        return _text(_taken(said), "openid")[:100]

    def _media(self, media: str, token: str) -> bytes | dict[str, Any]:
        query = {"access_token": token, "media_id": media}
        request = self._client.build_request("GET", f"{self._url}/cgi-bin/media/get", params=query)
        return file(self._client, request)

    def ask(self, what: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer to a call that did what was asked, a GET without `given`.

        Raises Away, Declined, Gone.
        """
        said = self._post(what, given, self._valid())
        if said.get("errcode") in BAD_TOKEN:
            said = self._post(what, given, self._valid(anew=True))
        return _taken(said)

    def _valid(self, anew: bool = False) -> str:
        """A token that is good for some minutes; `anew` when the last one was not believed."""
        if anew or time.monotonic() > self._ends:
            secret = {"appid": self._app_id, "secret": self._read()}
            given = {"grant_type": "client_credential", "force_refresh": anew, **secret}
            said = _taken(self._post("stable_token", given))
            self._token = _text(said, "access_token")
            self._ends = time.monotonic() + _seconds(said) - EARLY_S
        return self._token

    def _read(self) -> str:
        try:
            return self._secret.read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise Declined("login") from error

    def _post(self, what: str, given: dict[str, Any] | None, token: str = "") -> dict[str, Any]:
        # as it is read: the account takes an escaped character for six letters
        body = None if given is None else json.dumps(given, ensure_ascii=False).encode()
        request = self._client.build_request(
            "GET" if body is None else "POST",
            f"{self._url}/cgi-bin/{what}",
            params={"access_token": token} if token else None,
            content=body,
            headers={"Content-Type": "application/json"},
        )
        status, said = answer(self._client, request)
        if status != httpx.codes.OK:
            raise Away("away")
        return said


def _taken(said: dict[str, Any]) -> dict[str, Any]:
    code = said.get("errcode", 0)
    if code == 0:
        return said
    if code in NO_SUCH:
        raise Gone
    if code in BUSY:
        raise Away("busy")
    if code == DAY_IS_FULL:
        raise Away("rate", LATER_S)
    if code in BAD_TOKEN:
        raise Away("token")
    raise Declined(WORDS.get(code, "refused"), f"{code} {said.get('errmsg', '')}")


def _text(said: dict[str, Any], key: str) -> str:
    found = said.get(key)
    if not isinstance(found, str) or not 0 < len(found) <= 1000:
        raise Away("garbled")
    return found


def _seconds(said: dict[str, Any]) -> float:
    found = said.get("expires_in")
    return float(found) if isinstance(found, int) else 0.0


def _leads_to(item: dict[str, Any]) -> set[str]:
    content = item.get("content")
    parts = rows(content, "news_item") if isinstance(content, dict) else []
    return {str(one.get("content_source_url")) for one in parts}
