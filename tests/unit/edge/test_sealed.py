"""Sealed files are read by this box alone, under their own name, whole or not at all."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.bench import KEY
from yizhan_edge.errors import Unsealable
from yizhan_edge.sealed import Sealed
from yizhan_edge.whole import write_whole

SECRET = b"the numbers of a face"


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    sealed = Sealed(tmp_path / "sealed", KEY)
    sealed.write("one", SECRET)
    return sealed


def test_what_was_sealed_is_read_again_and_not_in_the_file(tmp_path: Path, sealed: Sealed) -> None:
    assert sealed.read("one") == SECRET
    raw = (tmp_path / "sealed" / "one.sealed").read_bytes()
    assert SECRET not in raw
    assert sealed.read("two") is None


def test_nobody_else_may_read_the_file_or_the_folder(tmp_path: Path, sealed: Sealed) -> None:
    folder = tmp_path / "sealed"
    assert [path.stat().st_mode & 0o077 for path in (folder, folder / "one.sealed")] == [0, 0]


@pytest.mark.parametrize("damage", [b"", b"short", bytes(60)])
def test_a_changed_file_is_refused(tmp_path: Path, sealed: Sealed, damage: bytes) -> None:
    (tmp_path / "sealed" / "one.sealed").write_bytes(damage)
    with pytest.raises(Unsealable, match="restore the key or enrol again"):
        sealed.read("one")


def test_a_file_under_another_name_is_refused(tmp_path: Path, sealed: Sealed) -> None:
    folder = tmp_path / "sealed"
    (folder / "one.sealed").rename(folder / "two.sealed")
    with pytest.raises(Unsealable):
        sealed.read("two")


def test_another_key_opens_nothing(tmp_path: Path, sealed: Sealed) -> None:
    with pytest.raises(Unsealable):
        Sealed(tmp_path / "sealed", os.urandom(32)).read("one")


def test_what_is_deleted_is_gone(sealed: Sealed) -> None:
    assert sealed.names() == ["one"]
    assert (sealed.delete("one"), sealed.delete("one")) == (True, False)
    assert (sealed.names(), sealed.read("one")) == ([], None)


def test_the_same_content_is_never_sealed_the_same_way(tmp_path: Path, sealed: Sealed) -> None:
    path = tmp_path / "sealed" / "one.sealed"
    before = path.read_bytes()
    sealed.write("one", SECRET)
    assert path.read_bytes() != before


def test_a_half_written_file_of_before_does_not_hide_the_whole_one(sealed: Sealed) -> None:
    path = sealed._path("one")
    path.with_name(path.name + ".new").write_bytes(b"torn")
    assert sealed.read("one") == SECRET
    assert sealed.names() == ["one"]
    sealed.write("one", b"new")
    assert sealed.read("one") == b"new"


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")
    (tmp_path / "file.new").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


@given(st.binary(max_size=4096))
def test_any_content_comes_back(data: bytes) -> None:
    folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path("/tmp")
    sealed = Sealed(folder / f"yizhan-sealed-{os.getpid()}", KEY)
    sealed.write("any", data)
    assert sealed.read("any") == data
    sealed.delete("any")
    (folder / f"yizhan-sealed-{os.getpid()}").rmdir()
