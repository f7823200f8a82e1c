"""The verb `bundle`, from keys to a stick that a box takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from stack.shelf import Line, Noted, Room, folder
from yizhan_edge.errors import UpdateRefused
from yizhan_edge.update import slots
from yizhan_edge.update.fetch import Fetcher
from yizhan_edge.update.updater import Place, Updater
from yizhan_provisioning.__main__ import main


class Desk:
    """A publisher's folder."""

    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self._capsys = place, capsys
        self.secret = place / "secret"
        self.secret.write_text("correct horse battery staple\n")
        self.agent = folder(place / "agent", {"run.py": "print(1)\n", "site/a.py": ""})

    def run(self, *words: str, code: int = 0) -> dict[str, Any]:
        """Run the verb; what it told a program."""
        given = ["--folder", str(self.place / "updates"), "--keys", str(self.place / "keys")]
        secret = ["--passphrase-file", str(self.secret), "--json"]
        assert main(["bundle", *words, *given, *secret]) == code
        found: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return found

    def make(self, name: str, code: int = 0) -> dict[str, Any]:
        part = ["--part", "agent", str(self.agent), "--hardware", "pi-arm64"]
        return self.run("make", name, *part, code=code)

    def box(self) -> Place:
        """A box whose image carries the directory's root."""
        return Place(self.place / "box", self.place / "updates/root.json", "pi-arm64")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path, capsys)
    made.run("keys")
    return made


def test_a_bundle_is_made_listed_and_taken_from_a_stick(desk: Desk) -> None:
    assert desk.make("2026.12.1")["parts"]["agent"]["size"] > 0
    assert desk.run("list")["bundles"] == ["2026.12.1"]
    stick = Path(desk.run("stick", "2026.12.1", str(desk.place / "usb"))["folder"])
    box = desk.box()
    Updater(box, Line(desk.place / "nowhere"), Room(), Noted()).from_stick(stick)
    assert (slots.parts(box.folder, "a")["agent"] / "site/a.py").is_file()


def test_the_same_folder_gives_the_same_bytes(desk: Desk) -> None:
    first = desk.make("one")["parts"]["agent"]["sha256"]
    (desk.agent / "run.py").touch()
    (desk.agent / "__pycache__").mkdir()
    (desk.agent / "__pycache__/run.pyc").write_bytes(b"x")
    assert desk.make("two")["parts"]["agent"]["sha256"] == first


def test_making_keys_twice_changes_nothing(desk: Desk) -> None:
    before = {one.name: one.read_bytes() for one in (desk.place / "keys").iterdir()}
    desk.run("keys")
    assert {one.name: one.read_bytes() for one in (desk.place / "keys").iterdir()} == before


def test_the_offline_keys_are_shut_and_the_online_key_renews_alone(desk: Desk) -> None:
    keys = desk.place / "keys"
    assert b"ENCRYPTED" in (keys / "root.pem").read_bytes()
    assert b"ENCRYPTED" in (keys / "targets.pem").read_bytes()
    for name in ("root.pem", "targets.pem"):
        (keys / name).unlink()
    desk.run("renew")


def test_a_withdrawn_bundle_is_not_listed_and_no_box_takes_it(desk: Desk) -> None:
    desk.make("one")
    desk.run("withdraw", "one")
    assert desk.run("list")["bundles"] == []
    box = desk.box()
    line = Line(desk.place / "updates")
    updater = Updater(box, line, Room(), Noted())
    with pytest.raises(UpdateRefused) as refusal:
        updater.fetch("one", Fetcher(line, box.folder / "fetched"), back=True)
    assert refusal.value.why == "unknown"


def test_keys_are_changed_and_a_box_follows(desk: Desk) -> None:
    desk.make("one")
    new = desk.place / "new"
    desk.run("rotate", str(new))
    assert (new / "root.pem").read_bytes() != (desk.place / "keys/root.pem").read_bytes()
    for words in (("rotate", str(new / "again")), ("renew",)):
        assert desk.run(*words, code=1)["code"] == "wrong_key"  # the old ones count no more
    box = desk.box()
    line = Line(desk.place / "updates")
    updater = Updater(box, line, Room(), Noted())
    updater.fetch("one", Fetcher(line, box.folder / "fetched"), back=True)
    assert slots.parts(box.folder, "a")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("withdraw", "none"), "no_bundle"),
        (("stick", "none", "usb"), "no_bundle"),
    ],
)
def test_what_is_not_there_is_said(desk: Desk, words: tuple[str, ...], code: str) -> None:
    assert desk.run(*words, code=1)["code"] == code


def test_a_bundle_is_published_once(desk: Desk) -> None:
    desk.make("one")
    assert desk.make("one", code=1)["code"] == "bundle_known"


def test_a_part_without_what_it_needs_is_refused_and_nothing_is_published(desk: Desk) -> None:
    (desk.agent / "run.py").unlink()
    assert desk.make("one", code=1)["code"] == "bad_part"
    assert desk.run("list")["bundles"] == []


def test_a_part_with_a_link_in_it_is_refused(desk: Desk) -> None:
    (desk.agent / "link").symlink_to("/etc/passwd")
    assert desk.make("one", code=1)["code"] == "bad_part"


def test_a_wrong_passphrase_is_said(desk: Desk) -> None:
    desk.secret.write_text("wrong\n")
    assert desk.make("one", code=1)["code"] == "bad_passphrase"


def test_a_folder_without_a_directory_is_said(desk: Desk) -> None:
    (desk.place / "updates/metadata/timestamp.json").unlink()
    assert desk.run("list", code=1)["code"] == "no_repository"
