"""Somebody at the kiosk: presses what the page offers, over the page's own interface."""

import time
from typing import Any

import httpx

from stack.errors import NotReady

Visit = dict[str, Any]
LIMIT_S = 60.0


class Visitor:
    """Drives one kiosk; every call answers with the page that came."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"Origin": url}, timeout=20)

    def see(self) -> Visit:
        """The page now."""
        found: Visit = self.client.get("/api/visit").raise_for_status().json()
        return found

    def press(self, action: str, **body: str) -> Visit:
        """Do one thing."""
        done = self.client.post(f"/api/visit/{action}", json=body)
        found: Visit = done.raise_for_status().json()
        return found

    def wait(self, *pages: str, limit: float = LIMIT_S) -> Visit:
        """Until one of these pages comes; raises NotReady."""
        end = time.monotonic() + limit
        while (visit := self.see())["page"] not in pages:
            if time.monotonic() > end:
                raise NotReady(f"the kiosk stays at {visit['page']}, {visit.get('message')}")
            time.sleep(0.1)
        return visit

    def name(self, number: str) -> Visit:
        """Begin a visit, leaving whatever page was left open, and key in the number."""
        self.press("cancel")
        self.press("begin")
        return self.press("number", number=number)

    def enrol(self, permit: str) -> Visit:
        """From the route page: face, permit, three good frames, and on to the face."""
        self.press("route", route="face")
        self.press("permit", permit=permit)
        return self.wait("face", "failed", "questions")

    def answer_all(self) -> Visit:
        """Answer each question with its first answer; ends at the last page."""
        visit = self.see()
        while visit["page"] == "questions":
            question = visit["question"]
            first = question["answers"][0]["code"]
            visit = self.press("answer", question=question["code"], answer=first)
        return visit

    def close(self) -> None:
        """Let the connection go."""
        self.client.close()
