"""A Weibo account as a process of its own, in the documented shapes, with faults.

`python -m stack.weibo --port P --kept FILE --token T --domain D`. Addresses come back shortened.
Faults beside those of stack/faulty.py: `expired` (the token), `rate`, `busy`, `permission`.
"""

import re
from pathlib import Path
from typing import Any

from stack.faulty import Answer, Simulator, arguments, until_told

SAYS = {
    "busy": (10009, "Too many pending tasks, system is busy!"),
    "rate": (10022, "IP requests out of rate limit"),
    "permission": (10014, "Insufficient app permissions!"),
    "expired": (21327, "expired_token"),
}
ADDRESS = re.compile(r"https?://\S+")


class Account(Simulator):
    """One account with its posts, the newest first."""

    def __init__(self, port: int, kept: Path, token: str, domain: str) -> None:
        super().__init__(port, kept)
        self.token, self.domain = token, domain

    def refuse(self, fault: str) -> Answer:
        """A fault by its code."""
        return _error(*SAYS[fault])

    def serve(self, what: str, given: dict[str, Any], head: dict[str, str]) -> Answer:
        """What the account does."""
        if head.get("Authorization") != f"OAuth2 {self.token}":
            return _error(21332, "invalid_access_token")
        match what:
            case "/2/statuses/share.json":
                return self._share(given)
            case "/2/statuses/destroy.json":
                return self._destroy(given["id"])
            case "/2/statuses/user_timeline.json":
                return self._timeline(int(given.get("count", 20)), int(given.get("page", 1)))
        return _error(10020, "Request api not found")

    def _share(self, given: dict[str, Any]) -> Answer:
        said = given["status"]
        if sum(1 if one.isascii() else 2 for one in said) > 280:
            return _error(20012, "text too long, please input text less than 140 characters!")
        if self.domain not in said or not given.get("rip"):
            return _error(10008, "Param error, see doc for more info")
        text = ADDRESS.sub(f"http://t.cn/A{len(self.held)}", said)
        if any(_bare(one["text"]) == _bare(text) for one in self.held):
            return _error(20019, "repeat content!")
        number = 1 + max((one["id"] for one in self.held), default=5_000_000_000_000_000)
        made = {"id": number, "idstr": str(number), "mid": str(number), "text": text}
        self.held.insert(0, made)
        return 200, made

    def _destroy(self, number: str) -> Answer:
        gone = [one for one in self.held if one["idstr"] == number]
        if not gone:
            return _error(20101, "target weibo does not exist!")
        self.held.remove(gone[0])
        return 200, gone[0]

    def _timeline(self, count: int, page: int) -> Answer:
        some = self.held[(page - 1) * count : page * count]
        return 200, {"statuses": some, "total_number": len(self.held)}


def _bare(text: str) -> str:
    return ADDRESS.sub("", text)


def _error(code: int, said: str) -> Answer:
    return 400, {"error": said, "error_code": code, "request": "/2/statuses"}


if __name__ == "__main__":
    given = arguments(__doc__, "token", "domain")
    until_told(Account(given.port, given.kept, given.token, given.domain))
