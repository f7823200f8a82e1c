"""A box gone mad must not stop the others: a flood of nonsense between good messages."""

import random
import sys
from uuid import uuid4

import psycopg
import pytest
from stack import builders as make
from stack.line import SEED, Line
from stack.process import wait_for
from yizhan_wire import codec, topics

GOOD = 1000
DEEP = b"[" * 50_000


def nonsense(chance: random.Random, good: bytes) -> bytes:
    """Random bytes, a good message cut or with a byte of its id changed, too deep, too large."""
    cut, at = chance.randrange(1, len(good) - 1), chance.randrange(1, 40)
    return chance.choice(
        [
            chance.randbytes(chance.randrange(0, 300)),
            good[:cut],
            good[:at] + bytes([good[at] ^ 0x80]) + good[at + 1 :],
            DEEP[: chance.randrange(1, len(DEEP))],
            b" " * chance.randrange(520_000, 540_000) if chance.random() < 0.01 else b"",
        ]
    )


@pytest.mark.timeout(120)
def test_nonsense_is_kept_whole_and_every_good_event_is_stored(line: Line) -> None:
    sys.stdout.write(f"YIZHAN_SEED={SEED}\n")
    chance = random.Random(SEED)
    life = uuid4()
    words = [codec.dump([make.event(make.health(), n, life)]) for n in range(1, GOOD + 1)]
    bad = [nonsense(chance, chance.choice(words)) for _ in range(2 * GOOD)]
    mixed = [*words, *bad]
    chance.shuffle(mixed)
    ingest = line.ingest()
    ingest.start(lambda: "listening" in ingest.tail())
    pid = ingest.pid
    with line.connected(make.BOX) as box:
        for told in [box.publish(topics.up(make.BOX, "health"), one, qos=1) for one in mixed]:
            told.wait_for_publish(60)
    wait_for(lambda: total(line) == len(mixed), 60, f"all to be taken, YIZHAN_SEED={SEED}")
    assert make.count(line.url, "device_health") == GOOD
    assert kept(line) == {one: bad.count(one) for one in set(bad)}
    assert (ingest.pid, ingest.child and ingest.child.poll()) == (pid, None)


def total(line: Line) -> int:
    return make.count(line.url, "inbox") + sum(kept(line).values())


def kept(line: Line) -> dict[bytes, int]:
    with psycopg.connect(line.url) as tx:
        rows = tx.execute("select payload, seen from quarantine").fetchall()
    return {bytes(payload): seen for payload, seen in rows}
