"""Where PostgreSQL 17, TimescaleDB, Mosquitto and MicroPython come from.

On Debian 13 they are plain packages. Elsewhere they live in a Debian 13 root of our own, entered
through a private mount namespace, so that mounts vanish with the process that needs them.
"""

import fcntl
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from stack.errors import NoHost

REPO = Path(__file__).parents[2]
ROOT = REPO / ".host" / "root"
PACKAGES = (
    "postgresql-17",
    "postgresql-17-timescaledb",
    "mosquitto",
    "mosquitto-clients",
    "micropython",
)
PG_BIN = "/usr/lib/postgresql/17/bin"
TIMESCALE = "usr/share/postgresql/17/extension/timescaledb.control"

# $1 is the root, $2 the folder shared with it, $3 the user; the rest is the program.
ENTER = """
root=$1; shared=$2; user=$3; shift 3
mkdir -p "$root$shared"
mount --rbind /dev "$root/dev" && mount -t proc proc "$root/proc"
mount --bind "$shared" "$root$shared"
exec chroot --userspec="$user" "$root" "$@"
"""

# The same, where the services are plain packages but a parent folder is closed to the user:
# $1 is that parent; an empty folder takes its place for this program only.
OPEN = """
closed=$1; shared=$2; shift 2
hold=$(mktemp -d); mount --bind "$shared" "$hold"
mount -t tmpfs -o mode=755 tmpfs "$closed" && mkdir -p "$shared"
mount --move "$hold" "$shared" && rmdir "$hold" && cd "$shared"
exec "$@"
"""
PRIVATE = ["unshare", "--mount", "--propagation", "private", "sh", "-ec"]


def plain() -> bool:
    """Whether this machine has the services as its own packages."""
    return (Path("/") / TIMESCALE).exists() and shutil.which("micropython") is not None


@cache
def root() -> Path:
    """The root that holds the services: "/" or our own Debian 13. Builds it at first use."""
    if plain():
        return Path("/")
    if not (ROOT / TIMESCALE).exists():
        _build()
    return ROOT


def _build() -> None:
    ROOT.parent.mkdir(exist_ok=True)
    with (ROOT.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (ROOT / TIMESCALE).exists():
            return
        part = ROOT.with_name("part")
        shutil.rmtree(part, ignore_errors=True)
        _mmdebstrap(part)
        part.rename(ROOT)


def _mmdebstrap(target: Path) -> None:
    if os.geteuid() != 0 or not shutil.which("mmdebstrap"):
        raise NoHost("It needs root and the package mmdebstrap.")
    include = f"--include={','.join(PACKAGES)}"
    done = subprocess.run(
        ["mmdebstrap", "--variant=minbase", include, "trixie", str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoHost(done.stderr[-800:])


def command(shared: Path, program: list[str], user: str = "root") -> list[str]:
    """The argument list that runs `program` where the services live; `shared` is visible there."""
    if root() == Path("/"):
        return _here(shared.absolute(), program, user)
    uid, gid = numeric(user)
    enter = [ENTER, "enter", str(ROOT), str(shared.absolute()), f"{uid}:{gid}"]
    return [*PRIVATE, *enter, *program]


def _here(shared: Path, program: list[str], user: str) -> list[str]:
    if user == "root" or os.geteuid() != 0:
        return program  # not root: the services run as whoever started them
    program = ["setpriv", *_ids(user), *program]
    closed = [one for one in reversed(shared.parents) if not one.stat().st_mode & 0o001]
    return [*PRIVATE, OPEN, "open", str(closed[0]), str(shared), *program] if closed else program


def walkable(folder: Path) -> Path:
    """Let the database's user walk into a folder of pytest's; returns it."""
    for part in (folder, *folder.parents[:2]):
        mode = part.stat().st_mode
        if not mode & 0o001:  # a folder of everybody, as /tmp, stays as it is
            part.chmod(mode | 0o055)
    return folder


def numeric(user: str) -> tuple[int, int]:
    """The numbers of a user inside the root."""
    for line in (root() / "etc/passwd").read_text().splitlines():
        name, _, uid, gid, *_ = line.split(":")
        if name == user:
            return int(uid), int(gid)
    raise NoHost(f"There is no user {user} in it.")


def _ids(user: str) -> list[str]:
    uid, gid = numeric(user)
    return [f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
