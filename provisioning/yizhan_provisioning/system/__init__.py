"""What a box and a server have of the base: units, firewall, time, logs, backup.

The folders are laid over the root as they are: each file stands at its place. `sealed` comes over
`box` where the data partition is to be encrypted.
"""

import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

KEPT = "etc/yizhan"  # somebody may have written into these

Kind = Literal["box", "sealed", "server"]


def lay(kind: Kind, root: Path) -> list[Path]:
    """Lay the files over `root`, settings that are there stay; returns what was written."""
    with as_file(files(__package__) / kind) as folder:
        found = sorted(one.relative_to(folder) for one in folder.rglob("*") if one.is_file())
        written = [one for one in found if not _kept(root, one)]
        for one in written:
            _copy(folder / one, root / one)
    return written


def _kept(root: Path, one: Path) -> bool:
    return one.is_relative_to(KEPT) and (root / one).exists()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    runs = source.read_bytes().startswith(b"#!")
    target.chmod(0o755 if runs else 0o644)
