"""Settings of the backup of one cluster: a TOML file without any secret."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from yizhan_collector.ground.refusals import BadSettings

MOST_DAYS = 35  # decision 0029 says why


class Backup(BaseModel, extra="forbid"):
    """What is backed up, where to, for whom, and how long it may live there."""

    recipient: Annotated[str, Field(pattern=r"^age1[0-9a-z]{58}$")]  # of `age-keygen`
    folder: Path  # sealed files: best on another disk
    spool: Path  # where PostgreSQL puts finished write-ahead log
    database: Annotated[str, Field(pattern="^postgresql://")]
    keep_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = MOST_DAYS
    media: Path | None = None  # files beside the database; clips that were called out are left out
    config: Path | None = None  # folder of postgresql.conf where it is not the cluster's (Debian)
    tools: Path = Path("/usr/lib/postgresql/17/bin")


def load(path: Path) -> Backup:
    """Read the file; raises BadSettings."""
    try:
        return Backup.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadSettings(f"`{where}`: {first['msg']}") from error
