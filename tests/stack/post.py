"""A box that boots: the image's files and the base's, an identity, a film, no line outside."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from yizhan_provisioning import image
from yizhan_provisioning.authority import Authority

from stack import builders as make
from stack import configure
from stack.box import film
from stack.host import REPO
from stack.machine import Machine

KIOSK = 8601  # the box has a network of its own
ASK = "import sys, urllib.request as u; sys.stdout.write(u.urlopen(sys.argv[1]).read().decode())"


class Post(Machine):
    """What `claim` leaves on the data partition is written here by hand."""

    def __init__(self, folder: Path) -> None:
        models = f"--bind-ro={REPO}/models:/usr/share/yizhan"
        super().__init__(folder, "box", "--private-network", models)
        ours = Path(image.__path__[0]) / "root"
        shutil.copytree(ours / "usr", self.laid / "usr", dirs_exist_ok=True)
        self._starter(ours)
        self.write("usr/lib/sysusers.d/seatd.conf", "g _seatd -\n")  # of the package seatd
        own = self.laid / "var/lib/yizhan"
        own.mkdir(parents=True)
        # no boot partition here, and nothing to settle: the settings are there
        settled = "[Unit]\nRequiresMountsFor=\n[Service]\nExecStart=\nExecStart=/bin/true\n"
        self.write("etc/systemd/system/yizhan-settle.service.d/a.conf", settled)
        authority = Authority.create(own / "authority", datetime.now(UTC))
        authority.issue(make.BOX, datetime.now(UTC))
        rng = np.random.default_rng(7)
        pictures = [rng.integers(0, 255, (480, 640, 3), np.uint8) for _ in range(12)]
        film(own / "film.avi", pictures)
        configure.box(own, "file:/var/lib/yizhan/film.avi", "", configure.Places(8883, KIOSK, 8445))
        settings = own / "edge.toml"
        text = settings.read_text().replace(str(own), "/var/lib/yizhan")
        settings.write_text(text.replace(str(REPO / "models"), "/usr/share/yizhan"))

    def _starter(self, ours: Path) -> None:
        """Programs lie in one folder, which here is what was installed."""
        program = REPO / ".run/box/start"
        shutil.copyfile(ours / "usr/lib/yizhan/start", program)
        program.chmod(0o755)
        shutil.rmtree(self.laid / "usr/lib/yizhan")

    def start(self) -> None:
        """Boot, and give the box what is its own."""
        super().start()
        self.run("chown", "-R", "yizhan:", "/var/lib/yizhan")

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
