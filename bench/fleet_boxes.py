"""The processes of a swarm of boxes, and what they say each second."""

import json
import os
import subprocess
import sys
import threading
from typing import Any

from stack.line import ENV, Line

PROCESSES = 2
HEALTH_S, VISIT_S = 60.0, 1200.0


class Boxes:
    """The processes of the swarm, and what they say each second."""

    def __init__(self, line: Line, count: int) -> None:
        self.children: list[subprocess.Popen[str]] = []
        self.last: list[dict[str, Any]] = []
        self.late: list[float] = []
        self._lock = threading.Lock()
        each = count // PROCESSES
        for place in range(PROCESSES):
            self._begin(line, place, place * each, each)

    def _begin(self, line: Line, place: int, first: int, count: int) -> None:
        words = ["--authority", str(line.authority.folder), "--port", str(line.broker.port)]
        more = ["--first", str(first), "--count", str(count), "--health", str(HEALTH_S)]
        child = subprocess.Popen(
            [sys.executable, "-m", "stack.swarm", *words, *more, "--visit", str(VISIT_S)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, **ENV},
        )  # fmt: skip
        self.children.append(child)
        self.last.append({"online": 0, "given": 0, "waiting": 0, "late": []})
        threading.Thread(target=self._hear, args=(place, child), daemon=True).start()

    def _hear(self, place: int, child: "subprocess.Popen[str]") -> None:
        assert child.stdout  # noqa: S101
        for line in child.stdout:
            with self._lock:
                self.last[place] = json.loads(line)
                self.late += self.last[place]["late"]

    def sum(self, what: str) -> int:
        """Of all processes, as they said last."""
        with self._lock:
            return sum(int(one[what]) for one in self.last)

    def waits(self) -> list[float]:
        """Seconds from event to receipt, since the last time this was asked; sorted."""
        with self._lock:
            found, self.late = sorted(self.late), []
        return found

    def stop(self) -> None:
        """End them."""
        for one in self.children:
            one.terminate()
        for one in self.children:
            one.wait(30)
