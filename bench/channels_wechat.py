"""The callback of the official account under load: what WeChat waits for its answer.

`full` makes a work queue that nobody works, `prepared` seals the messages beforehand, `drive`
delivers them by so many connections at once. `slow` keeps a talker busy with an account that does
not answer, as it is when the outside is slow.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

import httpx
import psycopg
from stack import outside
from yizhan_collector.adapters.wechat import WeChat
from yizhan_collector.adapters.wechat_talk import Talk
from yizhan_collector.doors.wechat.seal import Seal
from yizhan_collector.talker import Talker

TEXT = (
    "<xml><FromUserName>o-{who:06d}</FromUserName><CreateTime>{at}</CreateTime>"
    "<MsgType>text</MsgType><Content><![CDATA[工伤怎么认定]]></Content><MsgId>{number}</MsgId></xml>"
)
FULL = """
insert into follower_inbox (repeat_of, follower, kind, said, sent_at, received_at)
select 'q' || n, 'o-' || n %% 400, 'text', '您好', now(), now() from generate_series(1, %s) as n
"""
WORDS = """
insert into follower_word (id, follower, kind, said, at, state)
select gen_random_uuid(), 'o-' || n %% 400, 'text', '您有一条办理提醒', now(), 'waiting'
from generate_series(1, %s) as n
"""


@dataclass(frozen=True)
class Sealed:
    """One message as WeChat posts it."""

    query: dict[str, str]
    body: str


@dataclass(frozen=True)
class Waited:
    """What WeChat waited, ms; and how many messages were not taken."""

    p50: float
    p99: float
    worst: float
    count: int
    refused: int
    seconds: float


def full(database: str, count: int) -> None:
    """A work queue of so many events that nobody works, and as many words to say."""
    with psycopg.connect(database) as tx:
        tx.execute(FULL, [count])
        tx.execute(WORDS, [count])


def prepared(seal: Seal, count: int, first: int = 1) -> list[Sealed]:
    """So many messages of 400 followers, signed now: good for five minutes."""
    return [_sealed(seal, number) for number in range(first, first + count)]


def drive(url: str, messages: Sequence[Sealed], at_once: int) -> Waited:
    """Deliver them by `at_once` connections, each the next when the last was answered."""
    shares = [messages[lane::at_once] for lane in range(at_once)]
    began = time.monotonic()
    with ThreadPoolExecutor(at_once) as lanes:
        told = [
            one for lane in lanes.map(lambda share: _deliver(url, share), shares) for one in lane
        ]
    spent = [took for took, _ in told]
    cuts = quantiles(spent, n=100, method="inclusive")
    refused = sum(not taken for _, taken in told)
    took = time.monotonic() - began
    return Waited(cuts[49], cuts[98], max(spent), len(spent), refused, took)


@contextmanager
def slow(database: str, folder: Path) -> Iterator[None]:
    """Meanwhile a talker waits for an account that never answers."""
    account = outside.wechat(folder)
    account.start()
    account.fault(*["slow"] * 200)
    stopping = threading.Event()
    talking = threading.Thread(target=_talk, args=(database, account.url, folder, stopping))
    talking.start()
    try:
        yield
    finally:
        stopping.set()
        account.stop()  # whoever waits is let go
        talking.join()


def _talk(database: str, url: str, folder: Path, stopping: threading.Event) -> None:
    secret, _ = outside.secrets(folder)
    wechat = WeChat(url, outside.APP, secret, "")
    talker = Talker(Talk(wechat, None), 5)
    with psycopg.connect(database, autocommit=True) as tx:
        while not stopping.is_set():
            if not talker.step(tx, datetime.now(UTC)):
                stopping.wait(0.1)
    wechat.close()


def _sealed(seal: Seal, number: int) -> Sealed:
    at = str(int((datetime.now(UTC) + timedelta(seconds=1)).timestamp()))
    nonce = f"n{number}"
    closed = seal.close(TEXT.format(who=number % 400, at=at, number=number).encode())
    query = {"msg_signature": seal.signature(at, nonce, closed), "timestamp": at, "nonce": nonce}
    return Sealed(query, f"<xml><Encrypt><![CDATA[{closed}]]></Encrypt></xml>")


def _deliver(url: str, messages: Sequence[Sealed]) -> list[tuple[float, bool]]:
    told = []
    with httpx.Client(base_url=url, timeout=30, headers={"Content-Type": "text/xml"}) as client:
        for one in messages:
            began = time.perf_counter()
            answer = client.post("/wechat", params=one.query, content=one.body)
            told.append(((time.perf_counter() - began) * 1000, answer.text == "success"))
    return told
