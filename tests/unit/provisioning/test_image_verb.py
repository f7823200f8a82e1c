"""`image`: what it refuses before it begins, and what a run that was cut off leaves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from yizhan_provisioning.__main__ import main
from yizhan_provisioning.errors import ImageFailed, NoTools
from yizhan_provisioning.image import build, factory, furnish, squash, system


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """As much of a checkout as is looked at first."""
    folder = tmp_path / "house"
    for one in factory.NETWORKS:
        (folder / "models/build").mkdir(parents=True, exist_ok=True)
        (folder / "models/build" / one).touch()
    (folder / ".run/uv/bin").mkdir(parents=True)
    (folder / ".run/uv/bin/uv").touch()
    (folder / "uv.lock").touch()
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    main(["image", *words, "--json", "--lang", "en"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_folder_that_is_no_checkout_is_refused(
    tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "build", str(tmp_path / "box.img"), "--house", str(tmp_path))
    assert (told["code"], told["ok"]) == ("no_sources", False)
    (house / "models/build/mesh.onnx").unlink()
    told = said(capsys, "build", str(tmp_path / "box.img"), "--house", str(house))
    assert "make models" in told["said"]
    assert "mesh.onnx" in told["said"]


def test_an_unfit_post_is_refused_before_anything_is_made(
    tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post = tmp_path / "post.toml"
    post.write_text('[collector]\nurl = "http://office"\n[broker]\nhost = "office"\n')
    words = ("--house", str(house), "--post", str(post), "--work", str(tmp_path / "work"))
    told = said(capsys, "build", str(tmp_path / "box.img"), *words)
    assert told["code"] == "unfit_post"
    assert "collector.url: use https" in told["said"]
    assert not (tmp_path / "work").exists()


def test_programs_that_are_missing_are_named_with_their_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "TOOLS", {"no-such-program": "its-package", "sh": "dash"})
    with pytest.raises(NoTools, match=r"apt-get install its-package$"):
        system.ready()


def test_a_program_that_fails_gives_its_last_words() -> None:
    heard: list[str] = []
    with pytest.raises(ImageFailed, match="no space left"):
        system.follow(["sh", "-c", "echo begun; echo no space left >&2; exit 3"], heard.append)
    assert heard == ["begun", "no space left"]


def test_the_root_has_another_name_when_it_is_made_of_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = system.name()
    assert system.name() == before
    monkeypatch.setattr(system, "PACKAGES", (*system.PACKAGES, "tmux"))
    assert system.name() != before


def test_a_run_that_was_cut_off_keeps_what_was_whole_and_no_half(
    tmp_path: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def debian(target: Path, _heard: Callable[[str], object]) -> None:
        made.append("debian")
        target.write_bytes(b"half")
        if len(made) == 1:
            raise KeyboardInterrupt
        target.write_bytes(b"whole")

    def furnished(_tree: Path, _keyring: Path | None) -> None:
        raise ImageFailed

    monkeypatch.setattr(system, "ready", lambda: None)
    monkeypatch.setattr(system, "make", debian)
    monkeypatch.setattr(squash, "unpack", lambda _tar, _tree: None)
    monkeypatch.setattr(furnish, "furnish", furnished)
    work, output = tmp_path / "work", tmp_path / "box.img"
    wanted = build.Wanted(output, work, factory.Sources(house))
    steps: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        build.build(wanted, steps.append, lambda _: None)
    assert not (work / system.name()).exists()
    for _ in range(2):
        with pytest.raises(ImageFailed):
            build.build(wanted, steps.append, lambda _: None)
    assert made == ["debian", "debian"]  # whole since the second, and kept
    assert {one.name for one in work.iterdir()} == {system.name()}
    assert not output.exists()
