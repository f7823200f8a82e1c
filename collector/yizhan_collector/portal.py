"""The public's process: a program of its own, with a database login that reads nobody's file."""

import argparse
import gc
import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from psycopg import Connection
from psycopg_pool import ConnectionPool

from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.portal.access import PortalHouse
from yizhan_collector.doors.portal.bounded import BoundedProtocol
from yizhan_collector.doors.portal.site import create_portal_app
from yizhan_collector.doors.wechat.seal import Seal
from yizhan_collector.ground import fields
from yizhan_collector.ground.pool import pool
from yizhan_collector.ground.refusals import BadSettings, Refused
from yizhan_collector.ground.stopping import signalled
from yizhan_collector.serve import CannotListen, Door, office_config
from yizhan_collector.settings import Office, Portal, load_portal

# what a login of the public's process may never read, whoever set it up
CLOSED = ("person", "checkin", "staff_session", "party_link", "audit")
READS = "select bool_or(has_any_column_privilege(one, 'select')) from unnest(%s::text[]) as one"


def main(arguments: list[str] | None = None) -> int:
    """Serve the portal; returns 1 with a sentence on stderr when it is refused."""
    parser = argparse.ArgumentParser(prog="yizhan-portal", description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    try:
        loaded = load_portal(chosen.config)
        fields.require(loaded.office, loaded.wechat)
        run(loaded, signalled())
    except Refused as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def run(loaded: Portal, stopping: threading.Event) -> None:
    """Serve until `stopping` is set; raises BadSettings for a login that could read too much."""
    with pool(loaded.database) as connections:
        require_little(connections)
        secure = loaded.office.cert is not None
        house = PortalHouse(
            connections,
            loaded.secret,
            Attempts(),
            lambda: datetime.now(UTC),
            secure,
            loaded.address,
            wechat=Seal.agreed(*loaded.wechat.words()) if loaded.wechat else None,
            oauth=loaded.wechat.oauth if loaded.wechat else "",
            verify=loaded.wechat.verify if loaded.wechat else "",
        )
        door = Door("portal", portal_config(house, loaded.office))
        gc.collect()
        gc.freeze()  # what was read to begin is never garbage
        house.pages.start(loaded.database)
        house.tally.start(connections)
        door.thread.start()
        try:
            while not stopping.wait(0.2):
                if not door.thread.is_alive():
                    raise CannotListen("(portal)")
        finally:
            house.pages.stop()
            door.stop()
            house.tally.stop()


def portal_config(house: PortalHouse, office: Office) -> uvicorn.Config:
    """The portal's server: the fast one, for a whole province may come."""
    fast: dict[str, Any] = {"http": BoundedProtocol, "loop": "uvloop", "timeout_keep_alive": 20}
    return office_config(create_portal_app(house), office, **fast)


def require_little(connections: ConnectionPool[Connection]) -> None:
    """Raises BadSettings when this login reads what the public's process has no business with."""
    with connections.connection() as tx:
        row = tx.execute(READS, [list(CLOSED)]).fetchone()
    if row is None or row[0]:
        raise BadSettings(
            "`database` names a login that can read supervision records; make one that is a member"
            " of yizhan_portal alone"
        )


if __name__ == "__main__":
    sys.exit(main())
