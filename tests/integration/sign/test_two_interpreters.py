"""One file, two interpreters: MicroPython says the same words as CPython."""

import random
import shutil
import subprocess
from pathlib import Path

import signlink
from stack import host
from stack.host import REPO

PROGRAM = """
import sys
sys.path.insert(0, "{folder}")
import signlink, binascii
for line in open("{folder}/frames"):
    kind, seq, body = line.split(",")
    frame = signlink.encode(int(kind), int(seq), binascii.unhexlify(body.strip()))
    [(k, s, b)] = signlink.Decoder().feed(frame)
    print(binascii.hexlify(frame).decode(), k, s, binascii.hexlify(b).decode())
"""


def test_three_hundred_random_frames_are_the_same_on_both(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    chance = random.Random(20261124)
    frames = [
        (chance.randint(1, 4), chance.randrange(65536), chance.randbytes(chance.randrange(600)))
        for _ in range(300)
    ]
    shutil.copytree(REPO / "firmware" / "signlink", tmp_path / "signlink")
    (tmp_path / "frames").write_text("".join(f"{k},{s},{b.hex()}\n" for k, s, b in frames))
    (tmp_path / "main.py").write_text(PROGRAM.format(folder=tmp_path))
    done = subprocess.run(
        host.command(tmp_path, ["micropython", str(tmp_path / "main.py")]),
        capture_output=True,
        text=True,
        check=False,
    )
    wanted = [f"{signlink.encode(k, s, b).hex()} {k} {s} {b.hex()}" for k, s, b in frames]
    assert [line.strip() for line in done.stdout.splitlines()] == [w.strip() for w in wanted], (
        done.stderr
    )
