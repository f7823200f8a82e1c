"""Texts, the office over them and the portal, with their clocks in our hand."""

from collections.abc import Iterator

import pytest
from stack.desk import Desk, copied, opened
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from stack.writing import Writing


@pytest.fixture
def office_url(postgres: Postgres, staffed: str) -> Iterator[str]:
    """A copy of the staffed database for one test."""
    with copied(postgres, staffed) as url:
        yield url


@pytest.fixture
def desk(office_url: str) -> Iterator[Desk]:
    """The office at noon."""
    with opened(office_url) as desk:
        yield desk


@pytest.fixture
def writing(desk: Desk) -> Writing:
    """The editors at this desk."""
    return Writing(desk)


@pytest.fixture
def public(postgres: Postgres, office_url: str) -> Iterator[Public]:
    """The portal at noon, over the same database as `desk`."""
    with public_opened(postgres.portal_url(office_url)) as public:
        yield public
