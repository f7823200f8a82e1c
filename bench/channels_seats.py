"""Operators at their seats, in a process of their own: each as its page in a browser does.

A page listens to the stream; it reads the desk at once when a call of its own moved, a little
later when the queue did, and every ten seconds. What is typed is sent after each pause. Prints
what each kind of request took, and how long a call took from the exchange to the page.
"""

import http.client
import json
import random
import sys
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from channels_figures import waited

BEAT_S, TYPING_S = 10.0, 4.0
SAID = "在工地摔伤了,老板不认,想问怎么办。"


class Wire:
    """One connection that is kept open."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self._wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = headers

    def ask(self, method: str, path: str, given: Any = None) -> tuple[int, Any]:
        """The status and what came."""
        body = None if given is None else json.dumps(given).encode()
        more = {"Content-Type": "application/json"} if body else {}
        try:
            self._wire.request(method, path, body, self._headers | more)
            answer = self._wire.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # idle for long: as browsers do
            self._wire.close()
            self._wire.request(method, path, body, self._headers | more)
            answer = self._wire.getresponse()
        raw = answer.read()
        return answer.status, json.loads(raw) if raw else None

    def stream(self, heard: threading.Event, ends: float) -> None:
        """Set `heard` when the stream says that a call moved, a little later for the queue."""
        self._wire.request("GET", "/api/live", headers=self._headers)
        answer = self._wire.getresponse()
        while time.monotonic() < ends and (line := answer.readline()):
            if line.startswith(b"event: call"):
                heard.set()
            elif b'"over_s"' in line:
                over_s = json.loads(line.removeprefix(b"data: "))["over_s"]
                later = threading.Timer(random.uniform(0, over_s), heard.set)  # noqa: S311
                later.daemon = True
                later.start()
        self._wire.close()


class Figures:
    """What was waited, by kind; shared by all seats."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.wrong: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()

    def took(self, kind: str, ms: float, status: int) -> None:
        """Note one request."""
        with self._lock:
            if status < 300:
                self.times[kind].append(ms)
            else:
                self.wrong[f"{kind} {status}"] += 1


class Seat:
    """One operator."""

    def __init__(self, number: int, given: dict[str, Any], figures: Figures, ends: float) -> None:
        self.number, self.figures, self.ends = number, figures, ends
        self.rng = random.Random(number)  # noqa: S311 # repeatable
        token, csrf = given["sessions"][number]
        self.headers = {"Cookie": f"{given['cookie']}={token}", "X-CSRF-Token": csrf}
        self.port, self.talk_s = given["port"], given["talk_s"]
        self.wire = Wire(self.port, self.headers)
        self.heard = threading.Event()
        self.seen: set[str] = set()
        self.written = 0

    def run(self) -> None:
        """Sit down and take calls until the time is over."""
        listening = Wire(self.port, self.headers)
        stream = threading.Thread(target=listening.stream, args=(self.heard, self.ends))
        stream.daemon = True
        stream.start()
        self.ask("seat", "PUT", "/api/hotline/seat", {"extension": self.extension, "ready": True})
        while time.monotonic() < self.ends:
            self._look()
            self.heard.wait(BEAT_S)

    @property
    def extension(self) -> str:
        """Where this operator sits."""
        return str(8000 + self.number)

    def ask(self, kind: str, method: str, path: str, given: Any = None) -> Any:
        """One request, timed."""
        start = time.perf_counter()
        status, found = self.wire.ask(method, path, given)
        self.figures.took(kind, (time.perf_counter() - start) * 1000, status)
        return found

    def _look(self) -> None:
        self.heard.clear()
        desk = self.ask("desk", "GET", "/api/hotline/desk")
        current = desk["current"]
        if current and current["id"] not in self.seen:
            self.seen.add(current["id"])
            picked_up = datetime.fromisoformat(current["answered_at"])
            late = (datetime.now(UTC) - picked_up).total_seconds() * 1000
            self.figures.took("answered to page", late, 200)
        if current and current["ended_at"] is None:
            self._talk(current["id"])

    def _talk(self, call: str) -> None:
        """Type while the caller speaks, look something up, write the ticket."""
        path, words = f"/api/hotline/calls/{call}", ""
        for _ in range(max(1, round(self.talk_s / TYPING_S))):
            words += self.rng.choice(SAID)
            draft = {"category": "labour.injury", "said": words}
            self.ask("draft", "PUT", f"{path}/draft", draft)
            time.sleep(TYPING_S * self.rng.uniform(0.7, 1.3))
        self.ask("look up", "GET", "/api/hotline/knowledge?q=%E5%B7%A5%E4%BC%A4")
        ticket = {"kind": "advice", "category": "labour.injury", "said": SAID, "answer": SAID}
        if self.ask("ticket", "POST", f"{path}/ticket", ticket | {"done": True}):
            self.written += 1


def main(given: dict[str, Any]) -> None:
    """Let them work; print the figures."""
    figures, ends = Figures(), time.monotonic() + given["seconds"]
    seats = [Seat(number, given, figures, ends) for number in range(len(given["sessions"]))]
    with ThreadPoolExecutor(len(seats)) as lanes:
        list(lanes.map(Seat.run, seats))
    kinds = {kind: waited(some) for kind, some in sorted(figures.times.items())}
    written = sum(one.written for one in seats)
    found = {"kinds": kinds, "wrong": figures.wrong, "written": written}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(cast(dict[str, Any], json.loads(Path(sys.argv[1]).read_text())))
