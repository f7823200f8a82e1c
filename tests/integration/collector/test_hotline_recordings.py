"""A recording is heard by who checks the sample, never by who answered; each hearing is noted."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
from stack.switchboard import Switchboard
from yizhan_collector.rooms.hotline import checks

from .conftest import Desk
from .hotline import ROOM, sit, talk, tell
from .test_hotline import why


@pytest.fixture
def recorded(desk: Desk, tmp_path: Path) -> Desk:
    """A call of yesterday in the sample, with its recording."""
    board = Switchboard(tmp_path)
    desk.house = replace(desk.house, recordings=board.recordings)
    desk.app.state.house = desk.house
    sit(desk.sign_in("clerk2"))
    talk(desk)
    tell(desk, "c1", "recording_ready", 70, recording="call-c1")
    board.record("call-c1")
    with psycopg.connect(desk.url) as tx:
        assert checks.pick(tx, desk.now + timedelta(days=1)) == 1
    return desk


def hear(client: httpx.Client, call: str = "c1") -> httpx.Response:
    return client.get(f"{ROOM}/checks/{call}/recording")


def test_who_checks_hears_the_recording_in_parts_and_it_is_written_down(recorded: Desk) -> None:
    chief = recorded.sign_in("chief")
    whole = hear(chief)
    assert whole.status_code == 200, whole.text
    assert whole.headers["content-type"] == "audio/wav"
    assert whole.content.startswith(b"RIFF")
    part = chief.get(f"{ROOM}/checks/c1/recording", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    noted = recorded.rows("select subject from audit where action = 'hear_call'")
    assert noted == [("c1",), ("c1",)]


def test_who_answered_or_does_not_check_hears_nothing(recorded: Desk) -> None:
    assert hear(recorded.sign_in("clerk2")).status_code == 403
    with psycopg.connect(recorded.url) as tx:
        tx.execute(
            "update hotline_call set staff = (select id from staff where login = 'chief')"
            " where id = 'c1'"
        )
    assert why(hear(recorded.sign_in("chief"))) == "own_call"


def test_a_call_outside_the_sample_cannot_be_heard(recorded: Desk) -> None:
    assert hear(recorded.sign_in("chief"), "c2").status_code == 404


@pytest.mark.parametrize("name", ["", "gone", "../collector", "call-c1.wav"])
def test_a_name_that_is_no_recording_there_is_not_found(recorded: Desk, name: str) -> None:
    with psycopg.connect(recorded.url) as tx:
        tx.execute("update hotline_call set recording = %s where id = 'c1'", [name])
    assert hear(recorded.sign_in("chief")).status_code == 404


def test_without_a_folder_of_recordings_nothing_is_played(recorded: Desk) -> None:
    recorded.app.state.house = replace(recorded.house, recordings=None)
    assert hear(recorded.sign_in("chief")).status_code == 404
