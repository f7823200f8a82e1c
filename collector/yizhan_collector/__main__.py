"""Start one process of the collector, or do one thing at its command line."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from yizhan_collector import app, channels, ingest, pull, serve, settings, telephony, tell, work
from yizhan_collector.doors import discs
from yizhan_collector.ground import fields
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.ground.refusals import BadSettings, Refused, Unavailable
from yizhan_collector.ground.stopping import signalled
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit import verify as trail
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.papers import press
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.sharing.discs import Brought
from yizhan_collector.rooms.staff import service as staff
from yizhan_collector.rooms.staff.model import ROLES
from yizhan_collector.settings import Settings

Chosen = argparse.Namespace


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns 1 with a sentence on stderr when it is refused."""
    chosen = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    try:
        if chosen.verb == "openapi":
            sys.stdout.write(json.dumps(app.schema(), ensure_ascii=False, indent=1) + "\n")
        else:
            loaded = settings.load(chosen.config)
            press.use_fonts(loaded.fonts)
            fields.require(*(getattr(loaded, one) for one in USES.get(chosen.verb, ())))
            VERBS[chosen.verb](loaded, chosen)
    except Refused as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except psycopg.OperationalError as error:
        sys.stderr.write(f"{Unavailable.__doc__} ({type(error).__name__})\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yizhan-collector", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("openapi", help="print the description of the office API")
    made = {name: verbs.add_parser(name, help=verb.__doc__) for name, verb in VERBS.items()}
    made["claim"].add_argument("device")
    made["claim"].add_argument("township", help="nine digits")
    made["staff"].add_argument("login")
    made["staff"].add_argument("name")
    made["staff"].add_argument("role", choices=ROLES)
    made["staff"].add_argument(
        "area", nargs="?", default="", help="6 digits a county, 9 a township"
    )
    made["staff"].add_argument("--minors", action="store_true", help="a specialist for minors")
    made["take-file"].add_argument("path", type=Path, help="a .p7m from a disc")
    for one in made.values():
        one.add_argument("--config", type=Path, required=True)
    return parser


def _migrate(loaded: Settings, _: Chosen) -> None:
    """Bring the database to the newest schema"""
    migrate(loaded.database)


def _ingest(loaded: Settings, _: Chosen) -> None:
    """Take what the boxes report"""
    ingest.run(loaded, signalled())


def _serve(loaded: Settings, _: Chosen) -> None:
    """Answer browsers and boxes"""
    made = serve.Apps(app.create_app, app.create_device_app, app.create_partner_app)
    serve.run(loaded, signalled(), made)


def _work(loaded: Settings, _: Chosen) -> None:
    """Carry out what was committed and what the clock asks for"""
    work.run(loaded, signalled())


def _pull(loaded: Settings, _: Chosen) -> None:
    """Read the positions an operator holds for devices of ours"""
    pull.run(loaded, signalled())


def _channels(loaded: Settings, _: Chosen) -> None:
    """Carry published texts to the services outside"""
    channels.run(loaded, signalled())


def _telephony(loaded: Settings, _: Chosen) -> None:
    """Hear the telephone exchange and tell it what to do"""
    telephony.run(loaded, signalled())


def _tell(loaded: Settings, _: Chosen) -> None:
    """Tell other authorities by their callbacks that there is something for them"""
    tell.run(loaded, signalled())


def _claim(loaded: Settings, chosen: Chosen) -> None:
    """Register a box at a township"""
    with psycopg.connect(loaded.database) as tx:
        people.require_township(tx, chosen.township)
        devices.claim(tx, chosen.device, chosen.township, datetime.now(UTC))


def _staff(loaded: Settings, chosen: Chosen) -> None:
    """Let somebody sign in; the password comes from YIZHAN_PASSWORD"""
    password = os.environ.get("YIZHAN_PASSWORD", "")
    if not password:
        raise BadSettings("set YIZHAN_PASSWORD to the password of the new login")
    with psycopg.connect(loaded.database) as tx:
        people.require_area(tx, chosen.area)
        names = chosen.login, chosen.name, chosen.role, chosen.area
        staff.join(tx, *names, password, datetime.now(UTC), chosen.minors)


def _take_file(loaded: Settings, chosen: Chosen) -> None:
    """Take a signed file of another authority from a disc; print what came of it"""

    def noted(one: Brought) -> None:
        audit.recorded(tx, None, "take_disc", now, None, one.label)

    now = datetime.now(UTC)
    try:
        raw = chosen.path.read_bytes()
    except OSError as error:
        raise BadSettings(f"{chosen.path}: {error.strerror}") from error
    with psycopg.connect(loaded.database) as tx:
        made, faults = discs.take(tx, serve.cms(loaded), raw, now, noted)
    sys.stdout.write(f"{made.partner} {made.key}: {made.state}, {made.bad} of {made.total} bad\n")
    for one in faults:
        sys.stdout.write(f"{one.place} {one.heading}: {one.problem}. {one.todo}\n")


def _audit(loaded: Settings, _: Chosen) -> None:
    """Walk the chain of the audit trail; say that it is whole, or the first fault"""
    with psycopg.connect(loaded.database) as tx:
        found = trail.verify(tx, datetime.now(UTC))
    if found.fault:
        raise trail.TrailBroken(found.sentence)
    sys.stdout.write(f"{found.sentence}\n")


# the tables whose files a process reads: under systemd it is given these and no others
USES: Mapping[str, tuple[str, ...]] = {
    "ingest": ("broker",),
    "serve": ("office", "device_door", "partner_door"),
    "work": ("broker",),
    "pull": ("operator_feed",),
    "channels": ("channels",),
    "telephony": ("telephony",),
    "tell": ("callbacks",),
    "take-file": ("partner_door",),
}
VERBS: Mapping[str, Callable[[Settings, Chosen], None]] = {
    "migrate": _migrate,
    "ingest": _ingest,
    "serve": _serve,
    "work": _work,
    "pull": _pull,
    "channels": _channels,
    "telephony": _telephony,
    "tell": _tell,
    "claim": _claim,
    "staff": _staff,
    "take-file": _take_file,
    "audit": _audit,
}


if __name__ == "__main__":
    sys.exit(main())
