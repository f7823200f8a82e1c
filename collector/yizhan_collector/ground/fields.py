"""Kinds of fields in settings: ports, secrets, and files that must be there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from yizhan_collector.ground import credentials

KNOWN_WEAK = ("changethis", "secret", "password", "0123456789")


def _strong(value: str) -> str:
    weak = any(word in value.lower() for word in KNOWN_WEAK) or len(set(value)) < 10
    if len(value) < 32 or weak:
        raise ValueError("set `secret` to at least 32 random characters")
    return value


def _file(advice: str) -> AfterValidator:
    """A file that is there; what another unit was given is looked for where it is used."""

    def found(path: Path) -> Path:
        path = credentials.located(path)
        if not credentials.granted(path) and not path.is_file():
            raise ValueError(f"{path} is not a file; {advice}")
        return path

    return AfterValidator(found)


Secret = Annotated[str, AfterValidator(_strong)]
Port = Annotated[int, Field(ge=1, le=65535)]
Secretly = Annotated[Path, _file("write the operator's token into it")]
CommandKey = Annotated[Path, _file("make it with `openssl genpkey -algorithm ed25519`")]
Pem = Annotated[Path, _file("issue a certificate for `collector`")]


def require(*tables: BaseModel | None) -> None:
    """Raises BadSettings for a credential named in these tables that this unit was not given."""
    credentials.held([path for table in tables if table for path in _paths(table)])


def _paths(table: BaseModel) -> Iterator[Path]:
    for _, value in table:
        if isinstance(value, BaseModel):
            yield from _paths(value)
        elif isinstance(value, Path):
            yield value
