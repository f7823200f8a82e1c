"""What a verb says: to a person on a terminal, or as one JSON object to a program."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.progress import Progress

from yizhan_provisioning.errors import ProvisioningError
from yizhan_provisioning.words import Language, Say, speaker


@dataclass
class Output:
    """Facts and sentences of one run. With `as_json` nothing but the object goes to stdout."""

    language: Language = "zh"
    as_json: bool = False
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def say(self) -> Say:
        """What picks a word of a pair."""
        return speaker(self.language)

    def tell(self, zh: str, en: str, **facts: Any) -> None:
        """A sentence for the person, and what a program is to know of it."""
        self.facts |= facts
        if not self.as_json:
            sys.stdout.write(f"{self.say(zh, en)}\n")

    @contextmanager
    def progress(self, zh: str, en: str, total: float | None = None) -> Iterator["Bar"]:
        """A bar on stderr while this lasts; nothing where stderr is no terminal."""
        console = Console(stderr=True)
        shown = console.is_terminal and not self.as_json
        with Progress(console=console, transient=True, disable=not shown) as drawn:
            yield Bar(drawn, drawn.add_task(self.say(zh, en), total=total))

    def done(self) -> int:
        """The last word of what went well; returns the exit code."""
        if self.as_json:
            _write({"ok": True, **self.facts})
        return 0

    def refused(self, error: ProvisioningError) -> int:
        """The last word of what was refused, with its next step; returns the exit code."""
        said = error.sentence(self.language)
        if self.as_json:
            _write({"ok": False, "code": error.code, "said": said, **self.facts})
        else:
            sys.stderr.write(f"{said}\n")
        return 1

    def misused(self, said: str) -> int:
        """The last word to whoever typed it wrong; returns the exit code."""
        if self.as_json:
            _write({"ok": False, "code": "usage", "said": said})
        else:
            sys.stderr.write(f"{said}\n")
        return 2


@dataclass
class Bar:
    """One bar; `step` moves it."""

    drawn: Progress
    task: Any

    def step(self, by: float = 1) -> None:
        """So much more of the total is done."""
        self.drawn.advance(self.task, by)

    def say(self, what: str) -> None:
        """What is being done now."""
        self.drawn.update(self.task, description=what)


def _write(said: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(said, ensure_ascii=False)}\n")
