"""An Asterisk for a test, with our adapter listening to it."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from calls.phones import Phone
from stack.pbx import USER, Pbx
from stack.process import free_port, wait_for
from yizhan_collector.adapters.asterisk import Asterisk
from yizhan_collector.adapters.asterisk_calls import Ways
from yizhan_collector.adapters.outside import Away
from yizhan_collector.adapters.telephony import Heard

WAYS = Ways("PJSIP/{seat}", "PJSIP/{number}", "sound:silence/1", "sound:silence/1", 5)


class Ear:
    """Our side, in a thread of its own; what it heard."""

    def __init__(self, pbx: Pbx) -> None:
        self.pbx, self.heard, self.stopping = pbx, list[Heard](), threading.Event()
        self.exchange = Asterisk.at(pbx.url, USER, pbx.password_file, WAYS)
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        while not self.stopping.wait(0.1):
            try:
                for one in self.exchange.events():
                    if one is not None:
                        self.heard.append(one)
                    if self.stopping.is_set():
                        return
            except Away:
                continue

    def close(self) -> None:
        self.stopping.set()
        self.thread.join(10)
        self.exchange.close()

    def kinds(self) -> list[str]:
        """What was heard, by name."""
        return [getattr(one, "kind", type(one).__name__) for one in self.heard]

    def wait(self, kind: str, times: int = 1, timeout: float = 25) -> Any:
        """The newest of a kind, once so many are there."""

        def found() -> bool:
            return self.kinds().count(kind) >= times

        wait_for(found, timeout, f"{times} {kind} in {self.kinds()}")
        return [o for o, k in zip(self.heard, self.kinds(), strict=False) if k == kind][-1]


class Town:
    """The exchange and the telephones on both sides."""

    def __init__(self, folder: Path) -> None:
        self.ports = {"town": free_port(), "8001": free_port(), "00000000002": free_port()}
        self.pbx = Pbx(folder, self.ports)
        self.phones: list[Phone] = []
        self.pbx.start()

    def phone(self, name: str, story: str) -> Phone:
        made = Phone(self.pbx, name, self.ports[name], story).start()
        self.phones.append(made)
        return made

    def stop(self) -> None:
        for one in self.phones:
            one.stop()
        self.pbx.stop()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def ear(town: Town) -> Iterator[Ear]:
    made = Ear(town.pbx)
    made.wait("Standing")
    yield made
    made.close()
