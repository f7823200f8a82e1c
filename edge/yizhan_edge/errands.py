"""One thread for slow work: jobs at once and in order, and rounds that come again."""

import logging
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from yizhan_edge.errors import EdgeError

log = logging.getLogger(__name__)
RETRY_S = 2.0
Job = Callable[[], object]


@dataclass
class Round:
    """A job that comes again; after a failure sooner, then ever later up to its own pace."""

    job: Job
    every_s: float
    due: float = 0.0
    failures: int = 0

    def ended(self, well: bool, at: float) -> None:
        """Set when it is due again, unless it was made due while it ran."""
        self.failures = 0 if well else min(self.failures + 1, 20)
        jitter = random.uniform(0.75, 1.25)  # noqa: S311 # spreads boxes, hides nothing
        retry = RETRY_S * 2**self.failures * jitter
        pause = self.every_s if well else min(retry, self.every_s)
        self.due = min(self.due, at + pause)


class Errands:
    """Takes work from any thread. A job that fails is logged and does not stop the rest."""

    def __init__(self, name: str = "errands") -> None:
        self._jobs: deque[Job] = deque()
        self._rounds: dict[str, Round] = {}
        self._news = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def every(self, name: str, seconds: float, job: Job) -> None:
        """Add a round; the first is due at once."""
        with self._news:
            self._rounds[name] = Round(job, seconds)

    def put(self, job: Job) -> None:
        """Do this once, soon."""
        with self._news:
            self._jobs.append(job)
            self._news.notify()

    def soon(self, name: str) -> None:
        """Make a round due now."""
        with self._news:
            self._rounds[name].due = 0.0
            self._news.notify()

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, wait_s: float = 12.0) -> None:
        """Finish the job at hand and end."""
        with self._news:
            self._stopping = True
            self._news.notify()
        self._thread.join(wait_s)

    def _run(self) -> None:
        while (work := self._next()) is not None:
            if isinstance(work, Round):
                well = done(work.job)
                with self._news:
                    work.ended(well, time.monotonic())
            else:
                done(work)

    def _next(self) -> Job | Round | None:
        with self._news:
            while not self._stopping:
                if self._jobs:
                    return self._jobs.popleft()
                first = min(self._rounds.values(), key=lambda one: one.due, default=None)
                left = first.due - time.monotonic() if first else None
                if first and left is not None and left <= 0:
                    first.due = inf
                    return first
                self._news.wait(None if left == inf else left)
        return None


def done(job: Job) -> bool:
    """Do it; False, and a line in the log, when it could not be done."""
    try:
        job()
    except (EdgeError, OSError) as error:
        log.warning("%s", error)
        return False
    return True
