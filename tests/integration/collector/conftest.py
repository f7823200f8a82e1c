"""The office with its clock in our hand, as fixtures."""

from collections.abc import Iterator

import pytest
from stack.desk import (
    OTHER_BOX,
    OTHER_TOWN,
    PASSWORD,
    SECRET,
    SESSIONS,
    STAFF,
    TODAY,
    Desk,
    copied,
    new_person,
    open_record,
    opened,
    settings_file,
)
from stack.postgres import Postgres

__all__ = [
    "OTHER_BOX",
    "OTHER_TOWN",
    "PASSWORD",
    "SECRET",
    "SESSIONS",
    "STAFF",
    "TODAY",
    "Desk",
    "copied",
    "new_person",
    "open_record",
    "opened",
    "settings_file",
]


@pytest.fixture
def office_url(postgres: Postgres, staffed: str) -> Iterator[str]:
    """A copy of the staffed database for one test."""
    with copied(postgres, staffed) as url:
        yield url


@pytest.fixture
def desk(office_url: str) -> Iterator[Desk]:
    """The office at noon of a due day."""
    with opened(office_url) as desk:
        yield desk
