"""A WeChat official account as a process of its own, in the documented shapes, with faults.

`python -m stack.wechat --port P --kept FILE --app ID --secret S --cover M`. Faults beside those of
stack/faulty.py: `expired` (a token that ended), `rate`, `busy`, `address`, `permission`.
"""

import base64
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stack.faulty import Answer, Simulator, arguments, until_told

VOICE = b"#!AMR\n" + b"\x3c" + bytes(31)
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
SAYS = {
    "busy": (-1, "system error"),
    "rate": (45009, "reach max api daily quota limit"),
    "address": (40164, "invalid ip 192.0.2.1, not in whitelist"),
    "permission": (48001, "api unauthorized"),
    "silent": (45015, "response out of time limit or subscription is canceled"),
    "left": (43004, "require subscribe"),
    "unwanted": (43101, "user refuse to accept the msg"),
}


class Account(Simulator):
    """One account with its box of drafts."""

    def __init__(self, port: int, kept: Path, app: str, secret: str, cover: str) -> None:
        super().__init__(port, kept)
        self.app, self.secret, self.cover = app, secret, cover
        self.token = ""
        self.menu: list[dict[str, Any]] = []
        self.spent: set[str] = set()

    def refuse(self, fault: str) -> Answer:
        """A fault is an answer like any other, with a code."""
        if fault == "expired":
            self.token = ""
            return _error(42001, "access_token expired")
        return _error(*SAYS[fault])

    def serve(self, what: str, given: dict[str, Any], head: dict[str, str]) -> Answer:
        """What the account does."""
        if what == "/cgi-bin/stable_token":
            return self._stable(given)
        if what == "/sns/oauth2/access_token":
            return self._who(given)
        if what == "/connect/oauth2/authorize":
            back = f"{given['redirect_uri']}?code=login-o-001-{secrets.token_hex(4)}"
            return 302, {"to": f"{back}&state={given['state']}"}
        if not self.token or given.pop("access_token", "") != self.token:
            return _error(40001, "invalid credential, access_token is invalid or not latest")
        return self._do(what.removeprefix("/cgi-bin/"), given)

    def _do(self, what: str, given: dict[str, Any]) -> Answer:
        does: dict[str, Callable[[], Answer]] = {
            "draft/add": lambda: self._add(given["articles"]),
            "draft/delete": lambda: self._delete(given["media_id"]),
            "draft/batchget": lambda: self._batch(given),
            "message/custom/send": lambda: self._hear(given["touser"], given["text"]["content"]),
            "message/subscribe/bizsend": lambda: self._hear(
                given["touser"], next(iter(given["data"].values()))["value"]
            ),
            "get_current_selfmenu_info": self._menu,
            "menu/create": lambda: self._create(given["button"]),
            "media/get": lambda: self._file(given["media_id"]),
        }
        return does[what]() if what in does else _error(40066, "invalid url")

    def _create(self, buttons: list[dict[str, Any]]) -> Answer:
        """At most three with at most five below each, and names that fit."""
        below = [item for one in buttons for item in one.get("sub_button", [])]
        if len(buttons) > 3 or any(len(one.get("sub_button", [])) > 5 for one in buttons):
            return _error(40016, "invalid button size")
        if any(len(one["name"].encode()) > 16 for one in buttons):
            return _error(40018, "invalid button name size")
        if any(len(one["name"].encode()) > 60 for one in below):
            return _error(40025, "invalid sub button name size")
        self.menu = buttons
        return _error(0, "ok")

    def _menu(self) -> Answer:
        """What was set, with what is below a button in a list."""
        if not self.menu:
            return 200, {"is_menu_open": 0}
        told = [one | {"sub_button": {"list": one["sub_button"]}} for one in self.menu]
        return 200, {"is_menu_open": 1, "selfmenu_info": {"button": told}}

    def _hear(self, follower: str, said: str) -> Answer:
        """A word reaches a follower; what was heard is among what is held."""
        self.held.append({"media_id": "", "follower": follower, "heard": said})
        return _error(0, "ok")

    def _file(self, media_id: str) -> Answer:
        """A picture that a follower sent: one dot; `voice…` is a voice, `gone…` is too old."""
        if media_id.startswith("gone"):
            return _error(40007, "invalid media_id")
        return 200, VOICE if media_id.startswith("voice") else DOT

    def _who(self, given: dict[str, Any]) -> Answer:
        """A login code `login-o-001-…` was given to o-001, and is good once."""
        if (given["appid"], given["secret"]) != (self.app, self.secret):
            return _error(40125, "invalid appsecret")
        if not given["code"].startswith("login-"):
            return _error(40029, "invalid code")
        if given["code"] in self.spent:
            return _error(40163, "code been used")
        self.spent.add(given["code"])
        who = given["code"].removeprefix("login-")[:5]
        token = {"access_token": "t", "expires_in": 7200, "refresh_token": "r"}
        return 200, {**token, "openid": who, "scope": "snsapi_base"}

    def _stable(self, given: dict[str, Any]) -> Answer:
        if given["grant_type"] != "client_credential":
            return _error(40002, "invalid grant_type")
        if (given["appid"], given["secret"]) != (self.app, self.secret):
            return _error(40125, "invalid appsecret")
        if not self.token or given.get("force_refresh"):
            self.token = secrets.token_urlsafe(64)
        return 200, {"access_token": self.token, "expires_in": 7200}

    def _add(self, articles: list[dict[str, Any]]) -> Answer:
        for one in articles:
            if one.get("thumb_media_id") != self.cover:
                return _error(40007, "invalid media_id")
            if len(one["title"]) > 32:
                return _error(45003, "title size out of limit")
            if len(one.get("digest", "")) > 128:
                return _error(45004, "description size out of limit")
            if len(one["content"]) >= 20_000:
                return _error(45002, "content size out of limit")
        made = {"media_id": secrets.token_urlsafe(32), "content": {"news_item": articles}}
        self.held.insert(0, made)
        return 200, {"media_id": made["media_id"], "item": []}

    def _delete(self, media_id: str) -> Answer:
        kept = [one for one in self.held if one["media_id"] != media_id]
        if len(kept) == len(self.held):
            return _error(40007, "invalid media_id")
        self.held = kept
        return _error(0, "ok")

    def _batch(self, given: dict[str, Any]) -> Answer:
        begin, count = int(given["offset"]), int(given["count"])
        some = self.held[begin : begin + count]
        return 200, {"total_count": len(self.held), "item_count": len(some), "item": some}


def _error(code: int, said: str) -> Answer:
    return 200, {"errcode": code, "errmsg": said}


if __name__ == "__main__":
    given = arguments(__doc__, "app", "secret", "cover")
    until_told(Account(given.port, given.kept, given.app, given.secret, given.cover))
