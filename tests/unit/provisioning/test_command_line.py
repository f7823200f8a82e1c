"""The technician's commands, and their sentences when they refuse."""

from pathlib import Path

import pytest
from yizhan_provisioning.__main__ import main


def run(folder: Path, *words: str) -> int:
    return main([*words, "--folder", str(folder)])


def test_an_authority_issues_and_revokes(tmp_path: Path) -> None:
    before = [run(tmp_path, "authority"), run(tmp_path, "issue", "bx-210521100-1")]
    empty = (tmp_path / "ca.crl").read_bytes()
    assert [*before, run(tmp_path, "revoke", "bx-210521100-1")] == [0, 0, 0]
    assert (tmp_path / "ca.crl").read_bytes() != empty


def test_the_brokers_settings_name_only_files_that_are_there(tmp_path: Path) -> None:
    run(tmp_path, "authority")
    run(tmp_path, "issue", "broker")
    assert run(tmp_path, "broker") == 0
    lines = (tmp_path / "mosquitto.conf").read_text().splitlines()
    named = [line.split()[1] for line in lines if line.split()[:1] and "file" in line.split()[0]]
    assert len(named) == 5
    assert all(Path(one).is_file() for one in named)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["issue", "../x"], "must be a device id"),
        (["revoke", "bx-9-9"], "No certificate of this name"),
        (["revoke", "../ca"], "No certificate of this name"),
    ],
)
def test_a_wrong_name_is_refused_with_a_sentence(
    tmp_path: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "authority")
    assert run(tmp_path, *words) == 1
    assert sentence in capsys.readouterr().err


def test_without_an_authority_nothing_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "issue", "bx-210521100-1") == 1
    assert "run `authority` first" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
