"""A database of the release before takes the new migrations with what it holds."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import psycopg
from stack import builders as make
from stack.builders import BOX, NOON, TOWN
from yizhan_collector import migrations
from yizhan_collector.ground.migrate import migrate


def before(folder: Path, newest: str) -> Path:
    """The migrations up to this one."""
    with as_file(files(migrations)) as here:
        for one in sorted(here.glob("*.sql")):
            if one.name[:4] <= newest:
                shutil.copy(one, folder)
    return folder


def test_what_was_there_is_still_there_and_works(database: str, tmp_path: Path) -> None:
    assert migrate(database, before(tmp_path, "0007"))[-1] == "0007_townships.sql"
    with psycopg.connect(database) as tx:
        tx.execute(
            "insert into device (id, township, claimed_at) values (%s, %s, %s)", [BOX, TOWN, NOON]
        )
        tx.execute("insert into outbox (event, body) values ('old', '{}')")
        tx.execute("insert into device_health values (%s, %s, %s, '{}'::jsonb)", [NOON, BOX, NOON])
    applied = migrate(database)
    assert applied[0] == "0008_desk.sql"
    with psycopg.connect(database) as tx:
        # an event of before is due at once
        assert tx.execute("select event from outbox where not_before <= %s", [NOON]).fetchall() == [
            ("old",)
        ]
        tx.execute(
            "insert into audit (at, staff, action) values (%s, null, 'replace_checkin')", [NOON]
        )
    assert make.count(database, "device_health") == 1
    assert make.count(database, "device_last") == 0
    assert migrate(database) == []
