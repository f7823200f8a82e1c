"""Secrets lie in files; under systemd in the credentials of the unit (`LoadCredential`)."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yizhan_collector.ground.refusals import BadSettings

FOLDER = "CREDENTIALS_DIRECTORY"  # systemd.exec(5)
SECRETS = ("secret", "database", "sealing_key")


def located(path: Path) -> Path:
    """Where a file is: a bare name is a credential of this unit, anything else is itself."""
    folder = os.environ.get(FOLDER)
    return Path(folder, path) if folder and path.name == str(path) else path


def granted(path: Path) -> bool:
    """Whether the unit was to be given this file; another unit's is not here and need not be."""
    folder = os.environ.get(FOLDER)
    return folder is not None and path.parent == Path(folder)


def held(paths: Sequence[Path]) -> None:
    """Raises BadSettings for a credential that this unit uses and was not given."""
    for path in paths:
        if granted(path) and not path.is_file():
            raise BadSettings(
                f"put the file {path.name} into /etc/credstore, readable by root alone,"
                " and start again"
            )


def filled(table: dict[str, Any]) -> dict[str, Any]:
    """Settings with `secret_file` and its like read; the environment wins. Raises BadSettings."""
    found = dict(table)
    for key in SECRETS:
        given = found.pop(f"{key}_file", None)
        if given is not None and key in found:
            raise BadSettings(f"`{key}`: give it or `{key}_file`, not both")
        if value := os.environ.get(f"YIZHAN_{key.upper()}") or (given and _read(key, given)):
            found[key] = value
    return found


def _read(key: str, given: Any) -> str:
    try:
        return located(Path(given)).read_text(encoding="utf-8").strip()
    except (OSError, TypeError, ValueError) as error:
        raise BadSettings(f"`{key}_file`: {given} cannot be read") from error
