"""Somebody at the portal without a script: opens pages, fills in forms, goes where they lead."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
ACTION = re.compile(r'action="([^"]+)"')
CODE = re.compile(r"<code>([0-9A-Z-]{11})</code>")
LEGAL_AID = {
    "category": "labour.wages",
    "said": "工地拖欠我三个月工资，老板不接电话。",
    "ground": "migrant_wages",
    "items": ["representation", "appraisal_fee"],
    "township": "210521100",
    "name": "测试乙",
    "phone": "000-0000-0002",
}
ADVICE = {"category": "other", "said": "邻居的空调滴水，怎么办？"}


@dataclass
class Citizen:
    """A browser of somebody without an account."""

    client: httpx.Client
    page: httpx.Response = field(init=False)

    def open(self, path: str) -> httpx.Response:
        """Open a page, going where it leads."""
        self.page = self.client.get(path, follow_redirects=True)
        return self.page

    def hidden(self, action: str = "", at: int = 0) -> dict[str, str]:
        """What a form of this page carries unseen: the one that leads there, or the last one."""
        found = [
            (head, body)
            for head, body in FORM.findall(self.page.text)
            if 'method="post"' in head and (not action or f'action="{action}"' in head)
        ]
        return {name: unescape(value) for name, value in HIDDEN.findall(found[at][1])}

    def send(
        self, path: str, fields: dict[str, Any], files: list[Any] | None = None, at: int = 0
    ) -> httpx.Response:
        """Fill in the form that leads there and send it; the answer itself."""
        shown = self.page.request.url.path
        carried = self.hidden("" if path == shown else path, at if path != shown else -1)
        return self.post(path, carried | fields, files)

    def post(
        self, path: str, fields: dict[str, Any], files: list[Any] | None = None
    ) -> httpx.Response:
        """Send these fields, whatever the page says."""
        many = [(name, (None, one)) for name, one in _pairs(fields)]
        return self.client.post(path, files=[*many, *(files or [])])

    def apply(
        self, kind: str, fields: dict[str, Any], files: list[Any] | None = None
    ) -> tuple[httpx.Response, str]:
        """Apply, and the follow code that is shown."""
        self.open(f"/apply/{kind}")
        answer = self.send(f"/apply/{kind}", fields, files)
        assert answer.status_code == 303, answer.text
        shown = self.open(answer.headers["location"]).text
        return answer, CODE.findall(shown)[0]

    def follow(self, code: str) -> str:
        """Open a matter by its code; the page."""
        self.open("/follow")
        answer = self.send("/follow", {"code": code})
        assert answer.status_code == 303, answer.text
        return self.open("/follow").text


def _pairs(fields: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, str(one))
        for name, value in fields.items()
        for one in (value if isinstance(value, list) else [value])
    ]
