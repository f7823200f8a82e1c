"""The office and the partners' door over one database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.desk import Desk, copied, opened
from stack.disc import Discs
from stack.disc import opened as discs_opened
from stack.partner import Partners
from stack.partner import opened as partners_opened
from stack.postgres import Postgres
from yizhan_provisioning.authority import Authority


@pytest.fixture
def desk(postgres: Postgres, staffed: str) -> Iterator[Desk]:
    """The office at noon."""
    with copied(postgres, staffed) as url, opened(url) as desk:
        yield desk


@pytest.fixture
def partners(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Partners]:
    """The partners' door, with the authorities registered."""
    with partners_opened(desk, authority, tmp_path / "authority") as made:
        yield made


@pytest.fixture
def discs(desk: Desk, tmp_path: Path) -> Discs:
    """The office that opens and signs files, and authorities without a line."""
    return discs_opened(desk, tmp_path / "discs")
