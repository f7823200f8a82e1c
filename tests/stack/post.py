"""A box that boots: the shipped files, a claimed identity, a film for a camera, no line outside."""

import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from yizhan_provisioning.authority import Authority

from stack import builders as make
from stack import configure
from stack.box import film
from stack.host import REPO
from stack.machine import Machine

KIOSK = 8600  # the box has a network of its own
START = '#!/bin/sh\nexec /usr/lib/yizhan/bin/python -m yizhan_edge.update.start "$@"\n'
ASK = "import sys, urllib.request as u; sys.stdout.write(u.urlopen(sys.argv[1]).read().decode())"


class Post(Machine):
    """What `claim` leaves on the data partition is written here by hand."""

    def __init__(self, folder: Path) -> None:
        models = f"--bind-ro={REPO}/models:/usr/share/yizhan"
        super().__init__(folder, "box", "--private-network", models)
        own = self.laid / "data/yizhan"
        own.mkdir(parents=True)
        authority = Authority.create(own / "authority", datetime.now(UTC))
        authority.issue(make.BOX, datetime.now(UTC))
        rng = np.random.default_rng(7)
        pictures = [rng.integers(0, 255, (480, 640, 3), np.uint8) for _ in range(12)]
        film(own / "film.avi", pictures)
        configure.box(own, "file:/data/yizhan/film.avi", "", configure.Places(8883, KIOSK, 8445))
        settings = own / "edge.toml"
        text = settings.read_text().replace(str(own), "/data/yizhan")
        settings.write_text(text.replace(str(REPO / "models"), "/usr/share/yizhan"))
        self.starter()

    def starter(self) -> None:
        """`/usr/lib/yizhan/start`, as an image has it."""
        start = REPO / ".run/box/start"
        start.write_text(START)
        start.chmod(0o755)

    def start(self) -> None:
        """Boot, and give the box what is its own."""
        super().start()
        self.run("chown", "-R", "yizhan-box:", "/data/yizhan")

    def visit(self) -> dict[str, object]:
        """The page of the kiosk, as the screen's browser reads it; nothing while it is closed."""
        page = f"http://127.0.0.1:{KIOSK}/api/visit"
        said = self.ask("/usr/lib/yizhan/bin/python", "-c", ASK, page)
        found: dict[str, object] = json.loads(said.stdout) if said.returncode == 0 else {}
        return found


def technician(folder: Path, authority: Path, name: str = "technician") -> Path:
    """A key with a certificate of the technicians' authority for an hour; returns the key."""
    key = folder / f"{name}-{os.urandom(3).hex()}"
    _keygen("-t", "ed25519", "-N", "", "-f", str(key))
    _keygen("-s", str(authority), "-I", name, "-n", name, "-V", "-5m:+1h", f"{key}.pub")
    return key


def technicians(folder: Path) -> Path:
    """An authority of technicians; returns its key."""
    _keygen("-t", "ed25519", "-N", "", "-f", str(folder / "technicians"))
    return folder / "technicians"


def _keygen(*words: str) -> None:
    subprocess.run(["ssh-keygen", "-q", *words], check=True, capture_output=True)
