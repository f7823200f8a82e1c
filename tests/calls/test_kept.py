"""A real call, from the caller's telephone to the row in PostgreSQL."""

import signal
import sys
from pathlib import Path
from typing import Any

import psycopg
from calls.conftest import Town
from calls.phones import caller, press, seat
from psycopg.rows import dict_row
from stack.desk import copied, settings_file
from stack.pbx import USER
from stack.postgres import Postgres
from stack.process import Program, wait_for
from yizhan_provisioning.authority import Authority

TABLE = """
[telephony]
kind = "asterisk"
url = "{pbx.url}"
user = "{user}"
password_file = "{pbx.password_file}"
trunk = "PJSIP/{{number}}"
notice = "sound:silence/1"
stars = "sound:silence/1"
"""
NUMBER = "00000000001"
MOMENTS = ("offered_at", "queued_at", "answered_at", "ended_at")


def test_the_database_has_every_moment_and_the_recording(
    town: Town, postgres: Postgres, staffed: str, tmp_path: Path, authority: Authority
) -> None:
    with copied(postgres, staffed) as url:
        path, _ = settings_file(tmp_path, url, authority, 1)
        path.write_text(path.read_text() + TABLE.format(pbx=town.pbx, user=USER))
        command = [sys.executable, "-m", "yizhan_collector", "telephony", "--config", str(path)]
        program = Program("telephony", command, tmp_path / "telephony.log")
        program.start(town.pbx.listened_to)
        try:
            sit(url)
            town.phone("8001", seat(2000))
            town.phone("town", caller(NUMBER, '<pause milliseconds="7000"/>', press(5), "wait"))
            wait_for(lambda: recorded(url), 40, program.tail())
        finally:
            program.stop(signal.SIGTERM)
        [row] = rows(url)
        assert sorted(row[one] for one in MOMENTS) == [row[one] for one in MOMENTS]
        assert (row["number"], row["seat"], row["stars"]) == (NUMBER, "8001", 5)
        assert town.pbx.recording(row["recording"]).stat().st_size > 8000
        assert NUMBER not in program.log.read_text()


def sit(url: str) -> None:
    """An operator is ready at the seat, with an open page."""
    with psycopg.connect(url) as tx:
        tx.execute(
            "insert into hotline_seat (staff, extension, ready, since, seen_at)"
            " select id, '8001', true, now(), now() from staff where login = 'clerk'"
        )


def rows(url: str) -> list[dict[str, Any]]:
    """The calls."""
    with psycopg.connect(url, row_factory=dict_row) as tx:
        return tx.execute("select * from hotline_call").fetchall()


def recorded(url: str) -> bool:
    """Whether a call is over, with all that belongs to it."""
    return any(one["ended_at"] and one["recording"] and one["stars"] for one in rows(url))
