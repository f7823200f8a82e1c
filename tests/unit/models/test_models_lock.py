"""The lock and the source reader refuse what they were not built for."""

import hashlib
from pathlib import Path

import pytest
from yizhan_models import build, lock, sources
from yizhan_models.errors import SourceRefused

MODELS = Path("models")


def test_the_lock_names_every_file_the_build_makes() -> None:
    assert set(lock.read(MODELS / "models.lock")["outputs"]) == set(build.RECIPES)


def test_a_difference_is_named_by_file() -> None:
    assert list(lock.differences({"a": "1", "b": "2"}, {"a": "1", "b": "3"})) != []
    assert list(lock.differences({"a": "1"}, {"a": "1"})) == []


def test_a_member_that_is_not_in_the_archive_is_refused(tmp_path: Path) -> None:
    import tarfile

    path = tmp_path / "empty.tar.gz"
    with tarfile.open(path, "w:gz"):
        pass
    with pytest.raises(SourceRefused):
        sources.member(path, "weights.dat")


def test_the_hash_is_sha256_in_hex() -> None:
    assert sources.sha256(b"yizhan") == hashlib.sha256(b"yizhan").hexdigest()
