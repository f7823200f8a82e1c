"""Settings of the collector: one TOML file, secrets may come by environment. Read once."""

import os
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError, field_validator

from yizhan_collector.ground.refusals import BadSettings

KNOWN_WEAK = ("changethis", "secret", "password", "0123456789")


class Broker(BaseModel, extra="forbid"):
    """Where the broker is, and our certificate."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)]
    ca: Path
    cert: Path
    key: Path

    @field_validator("ca", "cert", "key")
    @classmethod
    def _there(cls, path: Path) -> Path:
        if not path.is_file():
            raise ValueError(f"{path} is not a file; issue a certificate for `collector`")
        return path


class Settings(BaseModel, extra="forbid"):
    """Everything `serve`, `ingest`, `work` and `migrate` need."""

    database: Annotated[str, Field(pattern="^postgresql://")]
    secret: str
    broker: Broker
    name: str = "collector-1"

    @field_validator("secret")
    @classmethod
    def _strong(cls, value: str) -> str:
        weak = any(word in value.lower() for word in KNOWN_WEAK) or len(set(value)) < 10
        if len(value) < 32 or weak:
            raise ValueError("set `secret` to at least 32 random characters")
        return value


def load(path: Path) -> Settings:
    """Read the file; YIZHAN_SECRET and YIZHAN_DATABASE win over it. Raises BadSettings."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{path}: {error}") from error
    for key in ("secret", "database"):
        if value := os.environ.get(f"YIZHAN_{key.upper()}"):
            table[key] = value
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadSettings(f"`{where}`: {first['msg']}") from error
