"""The factory slot: the agent and its locked libraries for arm64, and the three face networks."""

import os
import shutil
import subprocess
from pathlib import Path

from yizhan_provisioning.errors import ImageFailed, NoSources
from yizhan_provisioning.image import system

PYTHON = "3.13"
HOME = Path("usr/lib/yizhan")
SITE = HOME / "lib" / f"python{PYTHON}" / "site-packages"
OURS = ("yizhan-edge", "yizhan-wire", "yizhan-signlink")
NETWORKS = ("detector.onnx", "mesh.onnx", "embedder.onnx")
NOTES = ("uv_cache.json", "direct_url.json")
WHEELS = ("--python-platform", "aarch64-manylinux_2_28", "--only-binary", ":all:")


class Sources:
    """A checkout of the house, whose lock says which libraries; raises NoSources."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        own = folder / ".run/uv/bin/uv"
        self.uv = str(own) if own.exists() else shutil.which("uv") or ""
        networks = [folder / "models/build" / one for one in NETWORKS]
        missing = [one for one in (folder / "uv.lock", *networks) if not one.exists()]
        if missing or not self.uv:
            raise NoSources(f"({missing[0].name if missing else 'uv'})")

    def requirements(self) -> str:
        """The locked libraries of the agent with their hashes, ours not among them."""
        return self.uv_says(
            *("export", "--package", "yizhan-edge", "--frozen", "--no-dev"),
            *("--no-emit-workspace", "--no-header"),
        )

    def install(self, tree: Path, scratch: Path) -> None:
        """Put libraries and agent into the tree, as wheels for the box's machine and Python."""
        locked = scratch / "requirements.txt"
        locked.write_text(self.requirements())
        site = str(tree / SITE)
        wanted = ("--target", site, "--python-version", PYTHON, *WHEELS)
        self.uv_says("pip", "install", *wanted, "--require-hashes", "-r", str(locked))
        for one in OURS:
            self.uv_says("build", "--wheel", "--package", one, "--out-dir", str(scratch / "wheels"))
        ours = sorted(str(one) for one in (scratch / "wheels").glob("*.whl"))
        self.uv_says("pip", "install", *wanted, "--no-deps", *ours)
        forget_when(tree / SITE)

    def models(self, tree: Path) -> None:
        """Put the networks, their lock and the thresholds into the tree."""
        target = tree / HOME / "models"
        target.mkdir(parents=True, exist_ok=True)
        for one in NETWORKS:
            shutil.copyfile(self.folder / "models/build" / one, target / one)
        shutil.copyfile(self.folder / "models/models.lock", target / "models.lock")
        shutil.copyfile(self.folder / "models/cards/face.toml", target / "face.toml")

    def uv_says(self, *words: str) -> str:
        """What uv prints, run on this checkout; raises ImageFailed."""
        done = subprocess.run(
            [self.uv, "--quiet", "--directory", str(self.folder), *words],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": system.EPOCH},
        )
        if done.returncode:
            raise ImageFailed(f"(uv {words[0]}) {done.stderr[-600:]}")
        return done.stdout


def forget_when(site: Path) -> None:
    """Take out what the installer noted of its clock and of this machine's folders.

    The same wheels leave the same files.
    """
    for record in site.glob("*.dist-info/RECORD"):
        notes = [record.with_name(one) for one in NOTES]
        lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [one for one in lines if not any(f"/{note.name}," in one for note in notes)]
        record.write_text("".join(kept), encoding="utf-8")
        for note in notes:
            note.unlink(missing_ok=True)


def virtual(tree: Path) -> None:
    """Make the folder a virtual environment of the root's own Python."""
    home = tree / HOME
    (home / "bin").mkdir(parents=True, exist_ok=True)
    for one in ("python", "python3"):
        link = home / "bin" / one
        link.unlink(missing_ok=True)
        link.symlink_to("/usr/bin/python3")
    said = f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {PYTHON}\n"
    (home / "pyvenv.cfg").write_text(said)
