"""Files that are whole or not there, whenever the power goes."""

import os
from pathlib import Path


def keep(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Put a file in the place of what was there, at once and for good; raises OSError."""
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(mode)
    draft.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
