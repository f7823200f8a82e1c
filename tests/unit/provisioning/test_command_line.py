"""The technician's commands: what they do, their two languages, and what they say when refused."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from cryptography.hazmat.primitives import serialization
from yizhan_provisioning import errors
from yizhan_provisioning.__main__ import main
from yizhan_provisioning.errors import ProvisioningError
from yizhan_provisioning.frame import Verbs
from yizhan_provisioning.output import Output
from yizhan_provisioning.verbs import TABLE
from yizhan_provisioning.words import chosen

BOX = "bx-210521100-1"


@pytest.fixture(autouse=True)
def _no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)


def run(folder: Path, *words: str) -> int:
    return main([*words, "--folder", str(folder), "--lang", "en"])


def trial(folder: Path) -> None:
    assert run(folder, "authority", "create", "--trial") == 0


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_an_authority_issues_and_revokes(tmp_path: Path) -> None:
    trial(tmp_path)
    empty = (tmp_path / "ca.crl").read_bytes()
    assert run(tmp_path, "authority", "issue", BOX) == 0
    assert run(tmp_path, "authority", "revoke", BOX) == 0
    assert (tmp_path / "ca.crl").read_bytes() != empty


def test_the_root_is_shut_with_the_passphrase_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, folder = tmp_path / "secret", tmp_path / "ca"
    secret.write_text("correct horse battery\n")
    words = ("--passphrase-file", str(secret), "--json")
    assert run(folder, "authority", "create", *words) == 0
    assert said(capsys).keys() == {"ok", "folder", "root_ends", "issuing_ends"}
    raw = (folder / "ca.key").read_bytes()
    assert serialization.load_pem_private_key(raw, b"correct horse battery")
    assert run(folder, "authority", "renew", *words) == 0
    secret.write_text("wrong horse battery\n")
    capsys.readouterr()
    assert run(folder, "authority", "renew", *words) == 1
    assert said(capsys)["code"] == "wrong_passphrase"


def test_the_brokers_settings_name_only_files_that_are_there(tmp_path: Path) -> None:
    trial(tmp_path)
    run(tmp_path, "authority", "issue", "broker")
    assert run(tmp_path, "broker") == 0
    lines = (tmp_path / "mosquitto.conf").read_text().splitlines()
    named = [line.split()[1] for line in lines if line.split()[:1] and "file" in line.split()[0]]
    assert len(named) == 5
    assert all(Path(one).is_file() for one in named)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["issue", "../x"], "must be a device id"),
        (["issue", "broker", "--host", "a b"], "correct --host"),
        (["revoke", "bx-9-9"], "No certificate of this name"),
        (["revoke", "../ca"], "No certificate of this name"),
    ],
)
def test_a_wrong_name_is_refused_with_a_sentence(
    tmp_path: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    trial(tmp_path)
    assert run(tmp_path, "authority", *words) == 1
    assert sentence in capsys.readouterr().err


def test_without_an_authority_nothing_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "authority", "issue", BOX) == 1
    assert "run `authority create` first" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert run(tmp_path / "file" / "ca", "authority", "create", "--trial", "--json") == 1
    assert said(capsys)["code"] == "unwritable"


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["authority", "issue"],
        ["authority", "create", "--no"],
        ["authority", "create", "--lang", "fr"],
        [],
        ["authority"],
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_typed_wrong_gives_two_and_names_the_help(
    words: list[str], language: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given = words if "--lang" in words or not words else [*words, "--lang", language]
    assert main(given) == 2
    assert "--help" in capsys.readouterr().err
    assert main([*given, "--json"]) == 2
    told = said(capsys)
    assert (told["ok"], told["code"]) == (False, "usage")


def every_verb(group: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(group, Verbs):
        return [path]
    ctx = click.Context(group, obj=Output())
    names = group.list_commands(ctx)
    below = [(name, group.get_command(ctx, name)) for name in names]
    return [path, *(one for name, cmd in below if cmd for one in every_verb(cmd, (*path, name)))]


VERBS = every_verb(Verbs("tool", modules=TABLE))


@pytest.mark.parametrize("path", VERBS, ids=" ".join)
def test_every_verb_explains_itself_in_two_languages(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for language in ("zh", "en"):
        assert main([*path, "--help", "--lang", language]) == 0
        told.append(capsys.readouterr().out)
    chinese, english = told
    assert "用法:" in chinese
    assert "Usage:" in english
    assert english.isascii()
    for option in ("--json", "--lang", "--help"):
        assert option in chinese
        assert option in english


def every_error(kind: type[ProvisioningError] = ProvisioningError) -> list[type[ProvisioningError]]:
    return [kind, *(one for below in kind.__subclasses__() for one in every_error(below))]


@pytest.mark.parametrize("kind", every_error())
def test_every_refusal_says_what_to_do_next_in_two_languages(
    kind: type[ProvisioningError],
) -> None:
    assert errors.__name__ == kind.__module__
    assert ";" in str(kind())
    assert ";" in kind().sentence("zh")
    assert kind is ProvisioningError or "zh" in vars(kind)


@pytest.mark.parametrize(
    ("words", "locale", "language"),
    [
        ([], "", "zh"),
        ([], "zh_CN.UTF-8", "zh"),
        ([], "C.UTF-8", "zh"),
        ([], "en_GB.UTF-8", "en"),
        (["--lang", "en"], "zh_CN.UTF-8", "en"),
        (["--lang=zh"], "en_GB.UTF-8", "zh"),
        (["--lang"], "", "zh"),
    ],
)
def test_the_language_is_the_asked_one_then_the_locales_then_chinese(
    words: list[str], locale: str, language: str
) -> None:
    assert chosen(words, {"LANG": locale}) == language
