"""Migrations go forward only, once, and an edited one is refused."""

from pathlib import Path

import psycopg
import pytest
from stack import builders as make
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.ground.refusals import MigrationChanged


def test_a_second_run_applies_nothing(database: str) -> None:
    assert len(migrate(database)) >= 5
    assert migrate(database) == []


def test_an_edited_migration_is_refused(database: str, tmp_path: Path) -> None:
    file = tmp_path / "0001_a.sql"
    file.write_text("create table a (x int);")
    assert migrate(database, tmp_path) == ["0001_a.sql"]
    file.write_text("create table a (x bigint);")
    with pytest.raises(MigrationChanged, match="0001_a"):
        migrate(database, tmp_path)


def test_a_failing_migration_leaves_nothing_half_done(database: str, tmp_path: Path) -> None:
    (tmp_path / "0001_a.sql").write_text("create table a (x int); select 1/0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(database, tmp_path)
    with psycopg.connect(database) as tx:
        assert tx.execute("select to_regclass('a')").fetchone() == (None,)


def test_health_camera_and_positions_are_hypertables(database: str) -> None:
    migrate(database)
    with psycopg.connect(database) as tx:
        rows = tx.execute("select hypertable_name from timescaledb_information.hypertables")
        assert {row[0] for row in rows} == {"device_health", "camera_event", "position"}
    assert make.count(database, "inbox") == 0
