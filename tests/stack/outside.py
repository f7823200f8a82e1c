"""The services outside of one test: a WeChat and a Weibo account, and `channels` between."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
from yizhan_collector.adapters.wechat import WeChat
from yizhan_collector.adapters.weibo import Weibo
from yizhan_collector.channels import Carrier

from stack.desk import Desk
from stack.host import REPO
from stack.process import Program, answers, free_port

ENV = {"PYTHONPATH": str(REPO / "tests")}
APP, SECRET, COVER = "wx0000000000000000", "made-up-secret", "made-up-cover"
TOKEN = "made-up-token"
# token and EncodingAESKey of the account's callback
AGREED = ("a-token-of-the-tests", "kWxPENpdd9sVoPLUWSTDGRA3JDEfE2DQyG9MBDYDqxn")
PORTAL = "https://portal.example"
WAITING = """
select from delivery where channel <> 'sign' and state in ('waiting', 'sending', 'withdrawing')
"""


@dataclass
class Outside:
    """One simulator as a process, which can be ended and started again."""

    name: str
    folder: Path
    rest: tuple[str, ...]

    def __post_init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        here = ("--port", str(self.port), "--kept", str(self.folder / f"{self.name}.json"))
        command = [sys.executable, "-m", f"stack.{self.name}", *here, *self.rest]
        self.program = Program(self.name, command, self.folder / f"{self.name}.log", ENV)

    def start(self) -> None:
        """Begin to answer."""
        self.program.start(lambda: answers(self.port))

    def stop(self) -> None:
        """Answer no more."""
        self.program.stop(signal.SIGTERM)

    def fault(self, *faults: str) -> None:
        """What goes wrong with each request to come."""
        httpx.post(f"{self.url}/fault", json=list(faults)).raise_for_status()

    def held(self) -> list[dict[str, Any]]:
        """What lies there now."""
        found: list[dict[str, Any]] = httpx.get(f"{self.url}/held").raise_for_status().json()
        return found

    def asked(self) -> list[str]:
        """What was asked so far, in order."""
        found: list[str] = httpx.get(f"{self.url}/asked").raise_for_status().json()
        return found


def wechat(folder: Path) -> Outside:
    """A WeChat account."""
    return Outside("wechat", folder, ("--app", APP, "--secret", SECRET, "--cover", COVER))


def weibo(folder: Path, portal: str = PORTAL) -> Outside:
    """A Weibo account bound to the address of a portal."""
    return Outside("weibo", folder, ("--token", TOKEN, "--domain", portal))


def secrets(folder: Path) -> tuple[Path, Path]:
    """The files with the secret of one and the token of the other."""
    paths = folder / "wechat.secret", folder / "weibo.token"
    for path, said in zip(paths, (SECRET, TOKEN), strict=True):
        path.touch(mode=0o600)
        path.write_text(f"{said}\n")
    return paths


def tables(folder: Path, one: Outside, other: Outside, portal: str, every_s: float) -> str:
    """The tables [channels] of a settings file."""
    secret, token = secrets(folder)
    return (
        f'[channels]\nportal = "{portal}"\nevery_s = {every_s}\n'
        f'[channels.wechat]\nurl = "{one.url}"\napp_id = "{APP}"\nsecret_file = "{secret}"\n'
        f'cover = "{COVER}"\n'
        f'[channels.weibo]\nurl = "{other.url}"\ntoken_file = "{token}"\nrip = "192.0.2.1"\n'
    )


def door(folder: Path, one: Outside) -> str:
    """The table [wechat] of the portal's settings: the callback, and a login for the account."""
    paths = folder / "wechat.token", folder / "wechat.aes"
    for path, said in zip(paths, AGREED, strict=True):
        path.touch(mode=0o600)
        path.write_text(said)
    return (
        f'[wechat]\napp_id = "{APP}"\ntoken_file = "{paths[0]}"\nkey_file = "{paths[1]}"\n'
        f'oauth = "{one.url}/connect/oauth2/authorize"\n'
    )


class Line:
    """`channels` in our hand: it steps when it is told, and the clock is ours."""

    def __init__(self, desk: Desk, folder: Path, accounts: tuple[Outside, Outside]) -> None:
        self.desk, (self.wechat, self.weibo) = desk, accounts
        secret, token = secrets(folder)
        services = {
            "wechat": WeChat(self.wechat.url, APP, secret, COVER),
            "weibo": Weibo(self.weibo.url, token, "192.0.2.1"),
        }
        self.carrier = Carrier(services, 5)  # type: ignore[arg-type]
        self.before = [len(one.held()) for one in accounts]

    def close(self) -> None:
        """Let the connections go."""
        for one in self.carrier.services.values():
            one.close()

    def step(self, times: int = 1) -> None:
        """Do the next things that are due."""
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            for _ in range(times):
                assert self.carrier.step(tx, self.desk.now)

    def run(self) -> None:
        """Do everything, however often it has to wait."""
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            for _ in range(40):
                while self.carrier.step(tx, self.desk.now):
                    pass
                if not self.desk.rows(WAITING):
                    return
                self.desk.now += timedelta(minutes=20)

    def states(self) -> dict[str, str]:
        """Where each delivery stands."""
        rows = self.desk.rows("select channel, state from delivery where state <> 'withdrawn'")
        return dict(rows)

    def reasons(self) -> dict[str, str]:
        """Why each waits or failed."""
        return dict(self.desk.rows("select channel, reason from delivery"))

    def more(self) -> list[int]:
        """How many each account holds beyond what it held."""
        pair = (self.wechat, self.weibo)
        return [len(one.held()) - old for one, old in zip(pair, self.before, strict=True)]


@contextmanager
def both(folder: Path, portal: str = PORTAL) -> Iterator[tuple[Outside, Outside]]:
    """Both accounts, answering."""
    pair = wechat(folder), weibo(folder, portal)
    for one in pair:
        one.start()
    try:
        yield pair
    finally:
        for one in pair:
            one.stop()
