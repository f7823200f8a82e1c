"""A bundle on trial proves itself: what worked before it must work with it."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from yizhan_edge.update import slots

log = logging.getLogger(__name__)
LOOK_S = 1.0
ALWAYS = frozenset({"page"})  # whatever was before, people must be able to check in
FINAL = frozenset({"face"})  # what does not hold at the first look never will
Checks = Mapping[str, Callable[[], bool]]


def holding(checks: Checks) -> list[str]:
    """The names of the checks that hold now; a check that fails in an odd way does not hold."""
    return [name for name, check in checks.items() if _holds(name, check)]


def missing(checks: Checks, before: Iterable[str]) -> set[str]:
    """What a trial still owes: it is not asked for what was broken before it."""
    owed = (set(before) & set(checks)) | ALWAYS
    return owed - set(holding({name: checks[name] for name in owed if name in checks}))


class Proving:
    """Looks until nothing is owed, then says so; the starter ends what takes too long."""

    def __init__(
        self,
        folder: Path,
        checks: Checks,
        before: list[str],
        proved: Callable[[], object],
        failed: Callable[[], object],
    ) -> None:
        self._folder, self._checks, self._before = folder, checks, before
        self._proved, self._failed, self._stopping = proved, failed, threading.Event()
        self._thread = threading.Thread(target=self._run, name="proving", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            owed = missing(self._checks, self._before)
            log.info("the trial owes: %s", ", ".join(sorted(owed)) or "nothing")
            if not owed:
                slots.prove(self._folder)
                self._proved()
                return
            if owed & FINAL:
                slots.give_up(self._folder, min(owed & FINAL))
                self._failed()
                return
            slots.owe(self._folder, owed)
            self._stopping.wait(LOOK_S)


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:  # a check must not end the box it looks at
        log.warning("check %s: %s", name, type(error).__name__)
        return False
