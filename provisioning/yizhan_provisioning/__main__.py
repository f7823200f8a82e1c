"""Command line of the technician's laptop: authority, issue, revoke, acl."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from yizhan_provisioning.authority import Authority
from yizhan_provisioning.broker import acl
from yizhan_provisioning.errors import ProvisioningError


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns 1 with a sentence on stderr when it is refused."""
    parser = argparse.ArgumentParser(prog="yizhan-provisioning", description=__doc__)
    parser.add_argument("verb", choices=["authority", "issue", "revoke", "acl"])
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--folder", type=Path, default=Path("authority"))
    chosen = parser.parse_args(arguments)
    try:
        _run(chosen.verb, chosen.name, chosen.folder, datetime.now(UTC))
    except ProvisioningError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run(verb: str, name: str, folder: Path, now: datetime) -> None:
    match verb:
        case "authority":
            Authority.create(folder, now)
        case "issue":
            Authority(folder).issue(name, now)
        case "revoke":
            Authority(folder).revoke(name, now)
        case _:
            sys.stdout.write(acl())


if __name__ == "__main__":
    sys.exit(main())
