"""Two network namespaces joined by a cable: a machine with a firewall, and somebody outside."""

import json
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

INSIDE, OUTSIDE = "10.77.0.1", "10.77.0.2"
# accepts at every port given and never says a word; says "up" when it does
LISTEN = """
import json, selectors, socket, sys
look = selectors.DefaultSelector()
for port in json.loads(sys.argv[1]):
    one = socket.create_server(("0.0.0.0", port), backlog=512)
    look.register(one, selectors.EVENT_READ)
print("up", flush=True)
while True:
    for key, _ in look.select():
        key.fileobj.accept()[0].close()
"""
KNOCK = """
import json, socket, sys
def open_at(port):
    try:
        socket.create_connection((sys.argv[1], port), float(sys.argv[3])).close()
    except OSError:
        return False
    return True
print(json.dumps([port for port in json.loads(sys.argv[2]) if open_at(port)]))
"""


class Cable:
    """Both ends; made by `cable`, gone with it."""

    def __init__(self, inside: str, outside: str) -> None:
        self.inside, self.outside = inside, outside

    def rules(self, path: Path) -> None:
        """Load a ruleset at the inner end."""
        _run("ip", "netns", "exec", self.inside, "nft", "-f", str(path))

    @contextmanager
    def listening(self, end: str, ports: Iterable[int]) -> Iterator[None]:
        """A program that accepts at these ports of an end."""
        words = [sys.executable, "-c", LISTEN, json.dumps(list(ports))]
        with subprocess.Popen(["ip", "netns", "exec", end, *words], stdout=subprocess.PIPE) as one:
            assert one.stdout is not None
            assert one.stdout.readline() == b"up\n"
            try:
                yield
            finally:
                one.kill()

    def nft(self, command: str) -> None:
        """One command to the firewall of the inner end."""
        _run("ip", "netns", "exec", self.inside, "nft", command)

    def reached(
        self, end: str, address: str, ports: Iterable[int], patience: float = 0.5
    ) -> list[int]:
        """The ports of an address that a connection from `end` gets through to in this time."""
        words = [sys.executable, "-c", KNOCK, address, json.dumps(list(ports)), str(patience)]
        found: list[int] = json.loads(_run("ip", "netns", "exec", end, *words))
        return found


@contextmanager
def cable() -> Iterator[Cable]:
    """Two namespaces of our own and a pair of interfaces between them."""
    word = secrets.token_hex(3)
    ends = {f"in{word}": INSIDE, f"out{word}": OUTSIDE}
    made = Cable(*ends)
    try:
        for end in ends:
            _run("ip", "netns", "add", end)
            _run("ip", "-n", end, "link", "set", "lo", "up")
        first, second = ends
        _run(
            "ip",
            "-n",
            first,
            "link",
            "add",
            "eth0",
            "type",
            "veth",
            "peer",
            "eth0",
            "netns",
            second,
        )
        for end, address in ends.items():
            _run("ip", "-n", end, "addr", "add", f"{address}/24", "dev", "eth0")
            _run("ip", "-n", end, "link", "set", "eth0", "up")
        yield made
    finally:
        for end in ends:
            subprocess.run(["ip", "netns", "del", end], capture_output=True, check=False)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command[:6])}: {done.stderr}"
    return done.stdout
