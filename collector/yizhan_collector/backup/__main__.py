"""Back up one PostgreSQL cluster, and give it back as it was at a moment."""

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from yizhan_collector.backup import drill, restoring, settings, state, taking
from yizhan_collector.backup.settings import Backup
from yizhan_collector.backup.shelf import Shelf
from yizhan_collector.ground.refusals import Refused

Chosen = argparse.Namespace


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 1 with a sentence on stderr when it is refused, 3 when a backup is late."""
    chosen = _parser().parse_args(arguments)
    try:
        return VERBS[chosen.verb](settings.load(chosen.config), chosen)
    except Refused as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yizhan-backup", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    made = {name: verbs.add_parser(name, help=verb.__doc__) for name, verb in VERBS.items()}
    for one in made.values():
        one.add_argument("--config", type=Path, required=True)
    for name in ("restore", "drill"):
        made[name].add_argument("--key", type=Path, required=True, help="the identity of `age`")
    made["restore"].add_argument("--to", type=Path, required=True, help="an empty folder")
    made["restore"].add_argument(
        "--at", type=_moment, help="2026-11-27T14:00:00+08:00; without it as far as the log goes"
    )
    made["drill"].add_argument("--database", default="yizhan")
    made["drill"].add_argument("--in", dest="place", type=Path, default=Path("/var/tmp"))  # noqa: S108
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("say the zone too: 2026-11-27T14:00:00+08:00")
    return moment


def _base(given: Backup, _: Chosen) -> int:
    """Copy the whole cluster, then delete what is over"""
    made = taking.base(given, _now)
    gone = Shelf(given.folder).forget(_now(), timedelta(days=given.keep_days))
    return _say(f"base {made.name}: {made.size} bytes, {gone} older files deleted")


def _media(given: Backup, _: Chosen) -> int:
    """Pack the courses' recordings, then delete what is over"""
    size = taking.media(given, _now())
    gone = Shelf(given.folder).forget_media(_now(), timedelta(days=given.keep_days))
    return _say(f"media: {size} bytes, {gone} older files deleted")


def _log(given: Backup, _: Chosen) -> int:
    """Seal the log that PostgreSQL has finished"""
    return _say(f"log: {taking.log(given)} files sealed")


def _restore(given: Backup, chosen: Chosen) -> int:
    """Lay the cluster as it was at a moment into an empty folder"""
    base = restoring.restore(given, chosen.key, chosen.to, chosen.at)
    return _say(f"restored from base {base.name}; start PostgreSQL on {chosen.to}")


def _drill(given: Backup, chosen: Chosen) -> int:
    """Restore for practice, walk the audit trail, throw it away"""
    found = drill.drill(given, chosen.key, chosen.database, chosen.place, _now())
    return _say(f"drill of base {found.base}: audit trail {found.trail}")


def _state(given: Backup, _: Chosen) -> int:
    """Say as JSON how old the backup is; ends with 3 when it is late"""
    found = state.look(given.folder, _now())
    _say(state.told(found))
    return 3 if found.late else 0


def _now() -> datetime:
    return datetime.now(UTC)


def _say(line: str) -> int:
    sys.stdout.write(f"{line}\n")
    return 0


VERBS: Mapping[str, Callable[[Backup, Chosen], int]] = {
    "base": _base,
    "log": _log,
    "media": _media,
    "restore": _restore,
    "drill": _drill,
    "state": _state,
}

if __name__ == "__main__":
    sys.exit(main())
