"""Readers of a site, in a process of their own: what they waited, by kind of page.

Each reader is a visitor of ten pages from an address of its own, one page after the other; then
the next visitor comes. `think` 0 is a closed loop: the next page is asked for as soon as one came.
"""

import asyncio
import json
import random
import sys
import time
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from statistics import quantiles
from typing import Any, cast

import uvloop

VISIT = 10  # pages a visitor
COOKIES = ("", "", "", "", "", "", "", "", "yizhan_large=1", "yizhan_lang=en")
END, LENGTH = b"\r\n\r\n", b"content-length:"


class Kind:
    """A kind of page: the first of its addresses is asked for most (Zipf)."""

    def __init__(self, weight: float, paths: list[str]) -> None:
        self.weight, self.paths = weight, paths
        self.sums = list(accumulate(1 / rank for rank in range(1, len(paths) + 1)))

    def pick(self, rng: random.Random) -> str:
        """One of its addresses."""
        return self.paths[bisect(self.sums, rng.random() * self.sums[-1])]


class Line(asyncio.Protocol):
    """A connection that asks and waits for the whole answer."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.length = -1
        self.answer: asyncio.Future[int] | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to write."""
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Wait until the announced bytes are there."""
        self.buffer += data
        if self.length < 0:
            end = self.buffer.find(END)
            if end < 0:
                return
            head = bytes(self.buffer[:end]).lower()
            at = head.find(LENGTH) + len(LENGTH)
            self.length = end + len(END) + int(head[at:].split(b"\r\n", 1)[0])
        if len(self.buffer) >= self.length and self.answer and not self.answer.done():
            self.answer.set_result(int(self.buffer[9:12]))

    def connection_lost(self, _: Exception | None) -> None:
        """Whoever waits is told."""
        if self.answer and not self.answer.done():
            self.answer.set_exception(ConnectionError("closed"))

    async def ask(self, path: str, cookie: str) -> int:
        """The status of a page that came whole."""
        self.buffer.clear()
        self.length = -1
        self.answer = asyncio.get_running_loop().create_future()
        sent = f"Cookie: {cookie}\r\n" if cookie else ""
        head = f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n{sent}\r\n"
        assert self.transport is not None  # noqa: S101 # connected
        self.transport.write(head.encode())
        return await self.answer


@dataclass
class Load:
    """Where to, how many, how long, what."""

    host: str
    port: int
    readers: int
    warm: float
    seconds: float
    think: float
    kinds: dict[str, Kind]
    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)

    async def run(self) -> dict[str, Any]:
        """Let them read; returns the figures."""
        self.begins = time.monotonic() + self.warm
        self.ends = self.begins + self.seconds
        await asyncio.gather(*(self._reader(number) for number in range(self.readers)))
        return self._figures()

    async def _reader(self, number: int) -> None:
        rng = random.Random(number)  # noqa: S311 # repeatable
        visits = 0
        names, weights = list(self.kinds), [one.weight for one in self.kinds.values()]
        while time.monotonic() < self.ends:
            visits += 1
            own = f"127.{1 + number}.{visits // 250 % 250}.{1 + visits % 250}"
            transport, line = await self._connected(own)
            cookie = rng.choice(COOKIES)
            for name in rng.choices(names, weights, k=VISIT):
                if self.think:
                    await asyncio.sleep(rng.expovariate(1 / self.think))
                if time.monotonic() > self.ends:
                    break
                if transport.is_closing():  # the server waits for nobody for ever
                    transport, line = await self._connected(own)
                await self._page(line, name, self.kinds[name].pick(rng), cookie)
            transport.close()

    async def _connected(self, own: str) -> tuple[asyncio.Transport, Line]:
        loop = asyncio.get_running_loop()
        return await loop.create_connection(Line, self.host, self.port, local_addr=(own, 0))

    async def _page(self, line: Line, name: str, path: str, cookie: str) -> None:
        start = time.perf_counter()
        status = await line.ask(path, cookie)
        spent = (time.perf_counter() - start) * 1000
        if status != 200:
            self.wrong[f"{name} {status}"] = self.wrong.get(f"{name} {status}", 0) + 1
        elif time.monotonic() > self.begins:
            self.times.setdefault(name, []).append(spent)

    def _figures(self) -> dict[str, Any]:
        every = [one for some in self.times.values() for one in some]
        kinds = {name: figures(some) for name, some in sorted(self.times.items())}
        rest = {"pages_s": round(len(every) / self.seconds), "wrong": self.wrong}
        return {"all": figures(every), **rest, "kinds": kinds}


def figures(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile, ms; and of how many."""
    if len(times) < 2:
        return {"pages": len(times)}
    cuts = quantiles(times, n=20)
    return {"pages": len(times), "median_ms": round(cuts[9], 2), "p95_ms": round(cuts[18], 2)}


def main(settings: dict[str, Any]) -> None:
    """Run what the settings say and print the figures."""
    kinds = {name: Kind(*one) for name, one in settings.pop("kinds").items()}
    sys.stdout.write(json.dumps(uvloop.run(Load(**settings, kinds=kinds).run())))


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
