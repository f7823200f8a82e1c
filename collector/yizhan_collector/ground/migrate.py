"""Forward-only schema: numbered SQL files under one lock, each with its checksum."""

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

import psycopg

from yizhan_collector import migrations
from yizhan_collector.ground.refusals import MigrationChanged

LOCK = 0x59495A48  # "YIZH"


def migrate(url: str, folder: Traversable | None = None) -> list[str]:
    """Apply what is missing and return its names; raises MigrationChanged."""
    found = sorted(
        (one for one in (folder or files(migrations)).iterdir() if one.name.endswith(".sql")),
        key=lambda one: one.name,
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        connection.execute(
            "create table if not exists migration (name text primary key,"
            " sha256 text not null, applied_at timestamptz not null default now())"
        )
        return [one.name for one in found if _apply(connection, one)]


def _apply(connection: psycopg.Connection, file: Traversable) -> bool:
    text = file.read_text(encoding="utf-8")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    row = connection.execute("select sha256 from migration where name = %s", [file.name]).fetchone()
    if row:
        if row[0] != sha256:
            raise MigrationChanged(file.name)
        return False
    with connection.transaction():
        connection.execute(text.encode())
        connection.execute(
            "insert into migration (name, sha256) values (%s, %s)", [file.name, sha256]
        )
    return True
