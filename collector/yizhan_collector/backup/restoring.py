"""Gives a cluster back as it was at a moment; everything is looked at before it is started."""

import errno
import os
import shutil
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path

from yizhan_collector.backup import sealing
from yizhan_collector.backup.errors import Damaged, NoRoom, NotEmpty, NotThatFar, ToolFailed
from yizhan_collector.backup.settings import Backup
from yizhan_collector.backup.shelf import SEALED, SEGMENT, SIZE, Base, Shelf, unbroken

WAL = "restored_wal"  # in the cluster's folder; PostgreSQL copies from it
SPARE = 512 * 1024 * 1024
RECOVERY = """
# written by the restore; may go once the cluster runs
restore_command = 'cp "{wal}/%f" "%p"'
recovery_target_action = 'promote'
{target}
"""


def restore(given: Backup, key: Path, target: Path, at: datetime | None) -> Base:
    """Lay the cluster into `target`, ready to be started; without `at` as far as the log goes.

    Raises NoBase, Gap, NotThatFar, WrongKey, Damaged, NoRoom or NotEmpty, and leaves nothing half
    done.
    """
    shelf = Shelf(given.folder)
    base = shelf.before(at)
    files = _needed(shelf, base, at)
    _empty(target)
    _room(target, base.size + len(files) * SIZE)
    try:
        _unpack(shelf.archive(base), key, target)
        give(target)
        _verify(given, target)
        _log(files, key, target / WAL, at)
        _recover(target, at)
    except OSError as error:
        shutil.rmtree(target)
        raise (NoRoom if error.errno == errno.ENOSPC else ToolFailed)(f"({error})") from error
    except BaseException:
        shutil.rmtree(target)
        raise
    return base


def _needed(shelf: Shelf, base: Base, at: datetime | None) -> list[Path]:
    """The log from the base on, up to the first file that was sealed after the moment."""
    files = shelf.log(base.segment)
    names = [one.name.removesuffix(SEALED) for one in files]
    unbroken(names, base.segment)
    if at is None:
        return files
    late = [one for one in files if one.stat().st_mtime >= at.timestamp()]
    if not late:
        raise NotThatFar(f"(its last log is of {_newest(shelf)})")
    return files


def _newest(shelf: Shelf) -> str:
    newest = shelf.newest()
    return newest.astimezone(UTC).isoformat(timespec="seconds") if newest else "-"


def _empty(target: Path) -> None:
    if target.exists() and any(target.iterdir()):
        raise NotEmpty(f"({target})")
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o700)  # PostgreSQL refuses a folder that others may open


def _room(target: Path, size: int) -> None:
    free = shutil.disk_usage(target).free
    if free < size + SPARE:
        raise NoRoom(f"({target}: {free >> 20} MB free, {(size + SPARE) >> 20} MB are needed)")


def _unpack(archive: Path, key: Path, target: Path) -> None:
    with sealing.opened(archive, key) as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|") as tar:
                tar.extractall(target, filter="data")
        except tarfile.TarError as error:
            raise EOFError from error


def _verify(given: Backup, target: Path) -> None:
    """By PostgreSQL's own list of what it copied."""
    command = [f"{given.tools}/pg_verifybackup", "--no-parse-wal", "--exit-on-error", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Damaged(f"(pg_verifybackup: {done.stderr[-200:].strip()})")


def _log(files: list[Path], key: Path, into: Path, at: datetime | None) -> None:
    """Open the log; only its very last file may be torn, and only when no moment was asked for."""
    into.mkdir(mode=0o700)
    for path in files:
        name = path.name.removesuffix(SEALED)
        try:
            with sealing.opened(path, key) as stream, (into / name).open("wb") as file:
                shutil.copyfileobj(stream, file)
        except Damaged:
            (into / name).unlink()
            last = name == max(n for n in map(_plain, files) if SEGMENT.match(n))
            if at is not None or not last:
                raise


def _plain(path: Path) -> str:
    return path.name.removesuffix(SEALED)


def _recover(target: Path, at: datetime | None) -> None:
    lines = "" if at is None else f"recovery_target_time = '{at.astimezone(UTC):%F %T.%f+00}'"
    exclusive = "recovery_target_inclusive = off" if at else ""
    told = RECOVERY.format(wal=target.absolute() / WAL, target=f"{lines}\n{exclusive}")
    with (target / "postgresql.auto.conf").open("a") as file:
        file.write(told)
    (target / "recovery.signal").touch(mode=0o600)
    give(target)


def give(target: Path) -> None:
    """A cluster is never root's: it belongs to whom the folder above belongs."""
    if os.geteuid() != 0:
        return
    owner = target.parent.stat()
    for path in (target, *target.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
