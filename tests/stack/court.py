"""What a court does with what it is told: fetch, read, answer; as a process of its own.

`python -m stack.court --door URL --ca A --cert C --key K --told FILE`. `FILE` is what its listener
(stack/listener.py) keeps; each packet is fetched at once, read and answered a few seconds later.
"""

import argparse
import json
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
from yizhan_collector.ground.stopping import signalled

SAID = "收悉，已归档。"
LOOK_S, READ_S = 0.5, 5.0


def packets(told: Path, after: int) -> Iterator[tuple[int, str]]:
    """The packets of the lines after so many, each with its line."""
    lines = told.read_text().splitlines() if told.exists() else []
    for place, line in enumerate(lines[after:], after + 1):
        event = json.loads(line)["said"]
        yield place, event["subject"] if event["kind"] == "packet_sent" else ""


def work(client: httpx.Client, packet: str, stopping: threading.Event) -> None:
    """Fetch, read and answer one; what was answered before stays as it is."""
    path = f"/partner/packets/{packet}"
    found = client.get(path)
    if found.is_error or found.json()["answered_at"]:
        return
    for step, given in (("read", None), ("answer", {"said": SAID})):
        if stopping.wait(READ_S):
            return
        client.post(f"{path}/{step}", json=given)


def main() -> None:
    """Work until SIGTERM or SIGINT; begins with what is told from now on."""
    parser = argparse.ArgumentParser(prog="stack.court", description=__doc__)
    parser.add_argument("--door", required=True)
    for name in ("ca", "cert", "key", "told"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    trusted = ssl.create_default_context(cafile=str(given.ca))
    trusted.load_cert_chain(given.cert, given.key)
    stopping, place = signalled(), 0
    with httpx.Client(base_url=given.door, verify=trusted, timeout=20) as client:
        while not stopping.wait(LOOK_S):
            for at, packet in packets(given.told, place):
                place = at
                if packet:
                    work(client, packet, stopping)


if __name__ == "__main__":
    main()
