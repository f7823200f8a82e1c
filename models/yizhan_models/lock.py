"""models.lock: SHA-256 of every source package, weights file and built file."""

import tomllib
from pathlib import Path

Table = dict[str, dict[str, str]]
HEAD = "# Written by `python -m yizhan_models build --update`. The box refuses any other file.\n"


def read(path: Path) -> Table:
    """The lock's tables; an absent file is an empty lock."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def write(path: Path, tables: Table) -> None:
    """Writes the lock in a fixed order."""
    parts = [HEAD]
    for table, rows in sorted(tables.items()):
        parts.append(f"\n[{table}]\n")
        parts += [f'"{name}" = "{value}"\n' for name, value in sorted(rows.items())]
    path.write_text("".join(parts), "utf-8")


def differences(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    """Names whose hashes differ or that only one side has."""
    return sorted(n for n in wanted.keys() | found.keys() if wanted.get(n) != found.get(n))
