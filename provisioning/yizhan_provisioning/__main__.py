"""Command line of the technician's laptop: authority, issue, revoke, broker."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from yizhan_provisioning.authority import Authority
from yizhan_provisioning.broker import acl, conf
from yizhan_provisioning.errors import ProvisioningError

PORT = 8883


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns 1 with a sentence on stderr when it is refused."""
    parser = argparse.ArgumentParser(prog="yizhan-provisioning", description=__doc__)
    parser.add_argument("verb", choices=["authority", "issue", "revoke", "broker"])
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--host", default="0.0.0.0")  # noqa: S104 # boxes come from outside
    parser.add_argument("--data", type=Path, default=Path("/var/lib/mosquitto"))
    parser.add_argument("--folder", type=Path, default=Path("authority"))
    chosen = parser.parse_args(arguments)
    try:
        _run(chosen, datetime.now(UTC))
    except ProvisioningError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run(chosen: argparse.Namespace, now: datetime) -> None:
    folder: Path = chosen.folder
    match chosen.verb:
        case "authority":
            Authority.create(folder, now)
        case "issue":
            Authority(folder).issue(chosen.name, now)
        case "revoke":
            Authority(folder).revoke(chosen.name, now)
        case _:
            _broker(folder, chosen.host, chosen.data)


def _broker(folder: Path, host: str, data: Path) -> None:
    """Write mosquitto.conf and acl beside the authority's files."""
    authority = Authority(folder).folder.absolute()
    (folder / "mosquitto.conf").write_text(conf(host, PORT, authority, data))
    (folder / "acl").write_text(acl())


if __name__ == "__main__":
    sys.exit(main())
