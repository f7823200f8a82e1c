"""Secrets come from files: by path, or by a bare name from the credentials of the unit."""

from pathlib import Path

import pytest
from yizhan_collector import settings
from yizhan_collector.__main__ import USES, VERBS, main
from yizhan_collector.ground import credentials
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.settings import Settings

STRONG = "kJ8s-2mQx0vTz4LwPq7RbY1nCd5Ge9Hf"
URL = "postgresql://x@127.0.0.1/y"
OWN = 'ca = "ca.crt"\ncert = "own.crt"\nkey = "own.key"\n'
TOP = 'database_file = "yizhan.database"\nsecret_file = "yizhan.secret"\n'


@pytest.fixture
def unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The credentials of a unit, and beside them nothing."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    monkeypatch.setenv(credentials.FOLDER, str(folder))
    given = {"yizhan.secret": STRONG + "\n", "yizhan.database": URL}
    given |= dict.fromkeys(("ca.crt", "own.crt", "own.key"), "x")
    for name, text in given.items():
        (folder / name).write_text(text)
    return folder


def written(folder: Path, top: str = TOP, more: str = "") -> Path:
    path = folder / "collector.toml"
    path.write_text(f"{top}[broker]\nport = 8883\n{OWN}{more}")
    return path


def test_a_bare_name_is_a_credential_of_the_unit(tmp_path: Path, unit: Path) -> None:
    loaded = settings.load(written(tmp_path))
    assert (loaded.secret, loaded.database) == (STRONG, URL)
    assert loaded.broker.key == unit / "own.key"


def test_without_a_unit_a_path_says_where_the_secret_is(tmp_path: Path) -> None:
    (tmp_path / "s").write_text(STRONG)
    pem = tmp_path / "s"
    top = f'database = "{URL}"\nsecret_file = "{pem}"\n'
    path = tmp_path / "collector.toml"
    path.write_text(f'{top}[broker]\nport = 1\nca = "{pem}"\ncert = "{pem}"\nkey = "{pem}"\n')
    assert settings.load(path).secret == STRONG


@pytest.mark.parametrize("name", ["none", "/nowhere/at/all"])
def test_a_secret_that_cannot_be_read_is_named_by_its_key(
    tmp_path: Path, unit: Path, name: str
) -> None:
    top = f'database = "{URL}"\nsecret_file = "{name}"\n'
    with pytest.raises(BadSettings, match=r"`secret_file`: .* cannot be read"):
        settings.load(written(tmp_path, top))


def test_a_secret_given_twice_is_refused_and_not_repeated(tmp_path: Path, unit: Path) -> None:
    top = f'{TOP}secret = "{STRONG}"\n'
    with pytest.raises(BadSettings, match="not both") as refused:
        settings.load(written(tmp_path, top))
    assert STRONG not in str(refused.value)


def test_a_weak_secret_in_a_file_is_refused_too(tmp_path: Path, unit: Path) -> None:
    (unit / "yizhan.secret").write_text("a" * 40)
    with pytest.raises(BadSettings, match="at least 32 random"):
        settings.load(written(tmp_path))


def test_the_environment_wins_over_the_file(
    tmp_path: Path, unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIZHAN_SECRET", STRONG[::-1])
    assert settings.load(written(tmp_path)).secret == STRONG[::-1]


def test_a_process_starts_without_the_credentials_of_another_and_not_without_its_own(
    tmp_path: Path, unit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (unit / "ca.crt").unlink()
    path = written(tmp_path)
    assert settings.load(path).broker.ca == unit / "ca.crt"
    assert main(["ingest", "--config", str(path)]) == 1
    said = capsys.readouterr().err
    assert "put the file ca.crt into /etc/credstore" in said


def test_a_credential_within_a_table_of_a_table_is_looked_for(
    tmp_path: Path, unit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = '[channels]\nportal = "http://x"\n[channels.wechat]\napp_id = "a"\nsecret_file = "w"\n'
    assert main(["channels", "--config", str(written(tmp_path, more=more))]) == 1
    assert "put the file w into" in capsys.readouterr().err


def test_every_table_a_process_uses_is_one_of_the_settings() -> None:
    assert set(USES) < set(VERBS)
    assert {table for tables in USES.values() for table in tables} <= set(Settings.model_fields)
