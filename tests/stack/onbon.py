"""A controller of Onbon's, written from the maker's published protocol and not from our driver.

A process of its own on a terminal. `mode` in its folder says how it is: ok, silent, refuses,
garbled (a wrong CRC), deaf (hears the first of each question not), busy. What it shows now is in
`now.json`, everything it did in `log.jsonl`.
"""

import argparse
import json
import os
import select
import sys
import time
import tty
from pathlib import Path
from typing import Any

from stack.host import REPO
from stack.process import Program, wait_for

PROGRAM = "the controller's own program"
TABLE = []
for number in range(256):
    value = number
    for _ in range(8):
        value = (value >> 1) ^ (0xA001 if value % 2 else 0)
    TABLE.append(value)


def checksum(data: bytes) -> bytes:
    """X^16 + X^15 + X^2 + 1 by the table of the appendix; the low byte first."""
    crc = 0
    for byte in data:
        crc = (crc >> 8) ^ TABLE[(crc ^ byte) % 256]
    return bytes([crc % 256, crc // 256])


def pack(data: bytes) -> bytes:
    """An answer of the controller, with heads and tail."""
    whole = bytes.fromhex("0080feff000000000000fe02") + bytes([len(data) % 256, len(data) // 256])
    whole += data
    whole += checksum(whole)
    for plain, twin in ((b"\xa6", b"\xa6\x01"), (b"\xa5", b"\xa6\x02")):
        whole = whole.replace(plain, twin)
    for plain, twin in ((b"\x5b", b"\x5b\x01"), (b"\x5a", b"\x5b\x02")):
        whole = whole.replace(plain, twin)
    return b"\xa5" * 8 + whole + b"\x5a"


def unpack(framed: bytes) -> tuple[bytes, bool]:
    """The data of what stood between head and tail, and whether its checksum is right."""
    for twin, plain in ((b"\x5b\x02", b"\x5a"), (b"\x5b\x01", b"\x5b")):
        framed = framed.replace(twin, plain)
    for twin, plain in ((b"\xa6\x02", b"\xa5"), (b"\xa6\x01", b"\xa6")):
        framed = framed.replace(twin, plain)
    return framed[14:-2], checksum(framed[:-2]) == framed[-2:]


def area(data: bytes) -> dict[str, Any]:
    """The fields of an area, from its type to its text."""
    size = int.from_bytes(data[23:27], "little")
    return {
        "place": [int.from_bytes(data[at : at + 2], "little") % 0x8000 for at in (1, 3, 5, 7)],
        "number": data[9],
        "run": data[11],
        "timeout": int.from_bytes(data[12:14], "little"),
        "text": data[27 : 27 + size].decode("gb2312"),
        "whole": len(data) == 27 + size,
    }


class Controller:
    """What it shows, and until when."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown, self.until = PROGRAM, 0.0
        self.heard = b""
        self.deaf = False
        self.note("start")

    def mode(self) -> str:
        """How it is today."""
        told = self.folder / "mode"
        return told.read_text() if told.exists() else "ok"

    def note(self, what: str, **more: Any) -> None:
        """Write down what happened, then what is shown."""
        with (self.folder / "log.jsonl").open("a") as log:
            log.write(json.dumps({"what": what, **more}) + "\n")
        part = self.folder / "now.new"
        part.write_text(json.dumps(self.shown))
        part.rename(self.folder / "now.json")

    def tick(self) -> None:
        """An area whose time is over goes away."""
        if self.until and time.monotonic() >= self.until:
            self.shown, self.until = PROGRAM, 0.0
            self.note("over")

    def hear(self, data: bytes) -> list[bytes]:
        """Answers to the questions that these bytes complete."""
        self.heard += data
        found = []
        while b"\x5a" in self.heard:
            question, self.heard = self.heard.split(b"\x5a", 1)
            if b"\xa5" in question:
                found += self.answer(question[question.rindex(b"\xa5") + 1 :])
        return found

    def answer(self, framed: bytes) -> list[bytes]:
        """ACK, NACK or nothing."""
        data, right = unpack(framed)
        mode = self.mode()
        self.deaf = mode == "deaf" and not self.deaf
        if mode == "silent" or self.deaf:
            self.note("unheard")
            return []
        error = 0 if right else 5
        error = {"refuses": 12, "busy": 3}.get(mode, error)
        if not error:
            self.obey(data)
        else:
            self.note("refused", error=error)
        back = pack(bytes([0xA0, 1 if error else 0, error, 0, 0]))
        return [back[:-3] + b"\x00\x00\x5a" if mode == "garbled" else back]

    def obey(self, data: bytes) -> None:
        """Do what was asked."""
        if data[0] == 0xA1:
            self.note("flash")
        elif data[:2] == b"\xa3\x06" and data[5] == 0xFF:
            self.shown, self.until = PROGRAM, 0.0
            self.note("clear")
        elif data[:2] == b"\xa3\x06":
            one = area(data[9:])
            self.shown = one["text"]
            self.until = time.monotonic() + one["timeout"] if one["run"] == 2 else 0.0
            self.note("area", **one)
        else:
            self.note("ping" if data[:2] == b"\xa2\x00" else "unknown")


class OnbonBoard:
    """The controller as a process, at the end `line` of a cable."""

    def __init__(self, folder: Path, line: Path) -> None:
        self.folder = folder / "onbon"
        self.folder.mkdir()
        run = [sys.executable, "-m", "stack.onbon", str(self.folder), str(line)]
        env = {"PYTHONPATH": str(REPO / "tests")}
        self.program = Program("onbon", run, self.folder / "onbon.log", env)

    def start(self) -> None:
        """Power it."""
        (self.folder / "now.json").unlink(missing_ok=True)
        self.program.start((self.folder / "now.json").exists)

    def be(self, mode: str) -> None:
        """Let it be so from now on."""
        (self.folder / "mode.new").write_text(mode)
        (self.folder / "mode.new").rename(self.folder / "mode")

    def shows(self) -> str:
        """The text now, with its style."""
        return str(json.loads((self.folder / "now.json").read_text()))

    def log(self, what: str = "") -> list[dict[str, Any]]:
        """What happened, all or of one kind."""
        lines = (self.folder / "log.jsonl").read_text().splitlines()
        found = [json.loads(line) for line in lines]
        return [one for one in found if not what or one["what"] == what]

    def wait(self, text: str, timeout: float = 10) -> None:
        """Until it shows this."""
        wait_for(lambda: self.shows().endswith(text), timeout, text)


def main() -> None:
    """Answer until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("line")
    given = parser.parse_args()
    line = os.open(given.line, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(line)
    one = Controller(given.folder)
    while True:
        ready, _, _ = select.select([line], [], [], 0.05)
        for back in one.hear(os.read(line, 4096)) if ready else []:
            os.write(line, back)
        one.tick()


if __name__ == "__main__":
    main()
