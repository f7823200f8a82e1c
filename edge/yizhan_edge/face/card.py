"""The model card: which model the box runs, from which distance on it says no, and why."""

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from yizhan_edge.errors import ModelRefused

Name = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z0-9_.-]+$")]
Distance = Annotated[float, Meta(gt=0, le=1)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the weights of one network come from, and under which licence."""

    stage: str
    file: str
    package: str
    weights: str
    sha256: Sha256
    licence: str


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`threshold`: largest L2 distance that is a match; `model` is kept with each template."""

    model: Name
    threshold: Distance
    single_photo_threshold: Distance
    sources: Annotated[list[Source], Meta(min_length=1)]
    figures: dict[str, str]
    limits: list[str]
    why: list[str]


def load(path: Path) -> Card:
    """Read and check the card; raises ModelRefused."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Card)
    except OSError as error:
        raise ModelRefused(f"Model card {path.name}: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ModelRefused(f"Model card {path.name}: {error}.") from error
