"""The command line: one sentence for what is wrong, and real processes that start and end."""

import sys
from pathlib import Path

import httpx
import psycopg
import pytest
from stack.builders import BOX, TOWN
from stack.errors import Died
from stack.process import Program, answers, free_port
from yizhan_collector.__main__ import main
from yizhan_provisioning.authority import Authority

from .conftest import PASSWORD, settings_file

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def config(office_url: str, authority: Authority, tmp_path: Path) -> Path:
    return settings_file(tmp_path, office_url, authority, free_port())[0]


def said(capsys: Capsys, *arguments: str) -> str:
    """What a refused command says."""
    assert main(list(arguments)) == 1
    return capsys.readouterr().err


def test_a_box_is_claimed_once_at_a_township_there_is(
    config: Path, office_url: str, capsys: Capsys
) -> None:
    more = ("--config", str(config))
    assert main(["claim", "bx-210521100-7", TOWN, *more]) == 0
    with psycopg.connect(office_url) as tx:
        row = tx.execute("select township from device where id = 'bx-210521100-7'").fetchone()
    assert row == (TOWN,)
    assert "registered already" in said(capsys, "claim", BOX, TOWN, *more)
    assert "choose one from the list" in said(capsys, "claim", "bx-9", "999999999", *more)
    assert "3 to 40 of a-z" in said(capsys, "claim", "Not An Id", TOWN, *more)


def test_staff_join_by_a_password_from_the_environment(
    config: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = ("--config", str(config))
    who = ("staff", "wang.li", "王丽", "officer_township", TOWN, *more)
    monkeypatch.delenv("YIZHAN_PASSWORD", raising=False)
    assert "set YIZHAN_PASSWORD" in said(capsys, *who)
    monkeypatch.setenv("YIZHAN_PASSWORD", "short")
    assert "at least 12 characters" in said(capsys, *who)
    monkeypatch.setenv("YIZHAN_PASSWORD", PASSWORD)
    assert main(list(who)) == 0
    assert "login already" in said(capsys, *who)
    assert "needs its township" in said(capsys, "staff", "li", "李", "officer_township", *more)
    assert "needs its township" in said(capsys, "staff", "li", "李", "prosecutor", TOWN, *more)
    assert "2 to 40 of a-z" in said(capsys, "staff", "L", "李", "prosecutor", *more)


def test_serve_says_which_tables_it_needs(config: Path, capsys: Capsys) -> None:
    text = config.read_text()
    config.write_text(text[: text.index("[office]")])
    assert "[office] and [device_door]" in said(capsys, "serve", "--config", str(config))


def test_a_database_that_is_away_is_one_sentence(config: Path, capsys: Capsys) -> None:
    text = config.read_text()
    config.write_text(text.replace(text.splitlines()[0], f'database = "{away()}"'))
    assert "The database is away" in said(capsys, "migrate", "--config", str(config))


def away() -> str:
    """An address where no database is."""
    return f"postgresql://nobody@127.0.0.1:{free_port()}/none"


def test_serve_opens_both_doors_and_ends_when_asked(
    office_url: str, authority: Authority, tmp_path: Path
) -> None:
    config, office = settings_file(tmp_path, office_url, authority, free_port())
    command = [sys.executable, "-m", "yizhan_collector", "serve", "--config", str(config)]
    serve = Program("serve", command, tmp_path / "serve.log")
    serve.start(lambda: answers(office), 60)
    login = {"login": "county", "password": PASSWORD}
    with httpx.Client(base_url=f"http://127.0.0.1:{office}") as client:
        assert client.post("/api/login", json=login).status_code == 200
        with client.stream("GET", "/api/live") as stream:
            assert stream.status_code == 200
            serve.stop()
    assert serve.child is not None
    assert serve.child.returncode == 0, serve.tail()
    assert "Traceback" not in serve.tail()
    assert PASSWORD not in serve.tail()


def test_a_port_that_is_taken_is_one_sentence(
    office_url: str, authority: Authority, tmp_path: Path
) -> None:
    import socket

    config, office = settings_file(tmp_path, office_url, authority, free_port())
    with socket.create_server(("127.0.0.1", office)):
        command = [sys.executable, "-m", "yizhan_collector", "serve", "--config", str(config)]
        with pytest.raises(Died, match="its port is taken"):
            Program("serve", command, tmp_path / "serve.log").finish()
