"""The help service for released people: a program, a database, accounts and keys of its own."""

import argparse
import os
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import psycopg

from yizhan_collector import helped_migrations
from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.helped.access import HelpHouse
from yizhan_collector.doors.helped.site import create_help_app
from yizhan_collector.ground import fields
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.ground.pool import pool
from yizhan_collector.ground.refusals import BadSettings, Refused
from yizhan_collector.ground.stopping import signalled
from yizhan_collector.rooms.helped import service, workers
from yizhan_collector.rooms.helped.seal import Seal, new_key
from yizhan_collector.rooms.staff.model import check_password
from yizhan_collector.serve import Door, office_config
from yizhan_collector.settings import Helped, load_helped

FORGET_EVERY = timedelta(hours=1)
Chosen = argparse.Namespace


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns 1 with a sentence on stderr when it is refused."""
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.verb == "key":
            sys.stdout.write(new_key() + "\n")
        else:
            VERBS[chosen.verb](load_helped(chosen.config), chosen)
    except Refused as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yizhan-helped", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("key", help="print a fresh sealing key")
    made = {name: verbs.add_parser(name, help=verb.__doc__) for name, verb in VERBS.items()}
    for word in ("login", "name", "area"):
        made["worker"].add_argument(word)
    for one in made.values():
        one.add_argument("--config", type=Path, required=True)
    return parser


def _migrate(loaded: Helped, _: Chosen) -> None:
    """Bring the database to the newest schema"""
    migrate(loaded.database, files(helped_migrations))


def _worker(loaded: Helped, chosen: Chosen) -> None:
    """Let somebody help; the password comes from YIZHAN_PASSWORD"""
    password = os.environ.get("YIZHAN_PASSWORD", "")
    if not password:
        raise BadSettings("set YIZHAN_PASSWORD to the password of the new login")
    check_password(password, chosen.login)
    with psycopg.connect(loaded.database) as tx:
        workers.join(tx, chosen.login, chosen.name, chosen.area, password, datetime.now(UTC))


def _serve(loaded: Helped, _: Chosen) -> None:
    """Answer browsers, and delete what is over"""
    fields.require(loaded.office)
    run(loaded, signalled())


VERBS: Mapping[str, Callable[[Helped, Chosen], None]] = {
    "migrate": _migrate,
    "worker": _worker,
    "serve": _serve,
}


def run(loaded: Helped, stopping: threading.Event) -> None:
    """Serve until `stopping` is set; once an hour delete the records whose time is over."""
    with pool(loaded.database) as connections:
        secure = loaded.office.cert is not None
        seal = Seal(loaded.sealing_key)
        house = HelpHouse(
            connections, loaded.secret, seal, Attempts(), lambda: datetime.now(UTC), secure
        )
        door = Door("helped", office_config(create_help_app(house), loaded.office))
        door.thread.start()
        try:
            while door.thread.is_alive():
                with connections.connection() as tx:
                    service.forget(tx, datetime.now(UTC))
                if stopping.wait(FORGET_EVERY.total_seconds()):
                    break
        finally:
            door.stop()


if __name__ == "__main__":
    sys.exit(main())
