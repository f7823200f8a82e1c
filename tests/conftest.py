"""Services for tests: real ones, on free loopback ports, ended when the session ends."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from stack.broker import Broker
from stack.host import walkable
from stack.memory import quick_folder
from stack.postgres import COPIES, Postgres
from xdist.scheduler import LoadScopeScheduling
from yizhan_provisioning.authority import Authority

# no property is held to a time: a loaded machine is slow, not wrong
settings.register_profile("house", deadline=None)
settings.load_profile("house")

HOUSES = ("tests/e2e/line", "tests/e2e/office")
LONG = ("tests/integration/faults", "tests/e2e")


class ByHouse(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Two workers share the tests by file; what shares one house stays on one worker, in order."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        return next((one for one in HOUSES if file.startswith(one)), file)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no worker waits at the end for the other's."""
    items.sort(key=lambda one: not one.nodeid.startswith(LONG))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByHouse:
    """The scheduler of `make test`."""
    return ByHouse(config, log)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A running PostgreSQL with TimescaleDB."""
    with quick_folder(tmp_path_factory.mktemp("postgres")) as folder:
        server = Postgres(walkable(folder), COPIES)
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def staffed(postgres: Postgres) -> Iterator[str]:
    """A migrated database with staff and two boxes, to copy from; its sessions hold in each."""
    from stack.desk import staffed_database  # the whole collector: not for the tests of a box

    with staffed_database(postgres) as url:
        yield url


@pytest.fixture
def database(postgres: Postgres) -> Iterator[str]:
    """Connection string of an empty database, dropped afterwards."""
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """A device authority with certificates for the broker and the collector."""
    now = datetime.now(UTC)
    made = Authority.create(walkable(tmp_path) / "authority", now)
    made.issue("broker", now)
    made.issue("collector", now)
    return made


@pytest.fixture
def broker(tmp_path: Path, authority: Authority) -> Iterator[Broker]:
    """A running Mosquitto that trusts `authority`."""
    server = Broker(tmp_path, authority)
    server.start()
    yield server
    server.stop()
