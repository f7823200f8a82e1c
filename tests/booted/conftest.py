"""Servers that boot for a test: a real systemd with our units, over a real database."""

from collections.abc import Iterator

import pytest
from stack.postgres import Postgres
from stack.server import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Iterator[Server]:
    """A booted server; its units are started by the tests."""
    machine = Server(tmp_path_factory.mktemp("server"), postgres)
    try:
        machine.start()
        yield machine
    finally:
        machine.stop()
    for url in (machine.url, machine.help_url):
        postgres.drop(url)
