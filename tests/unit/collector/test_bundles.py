"""Which bundles there are is read from the repository's own metadata."""

from pathlib import Path

import pytest
from stack.repository import Repository
from yizhan_collector.adapters.bundles import BadRepository, Bundles


def test_a_bundle_is_found_by_its_name_with_its_parts(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.add("2026.11.1")
    repository.add("2026.11.2")
    found = Bundles(tmp_path)
    assert {one.name for one in found.all()} == {"2026.11.1", "2026.11.2"}
    bundle = found.get("2026.11.2")
    assert bundle is not None
    assert [one.name for one in bundle.parts] == ["agent"]
    assert found.get("2026.11.3") is None


def test_where_nothing_was_published_there_is_nothing(tmp_path: Path) -> None:
    assert Bundles(tmp_path).all() == []


def test_a_bundle_that_was_changed_in_its_place_is_left_out(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.add("2026.11.1")
    [file] = (tmp_path / "targets" / "bundles").iterdir()
    file.write_bytes(file.read_bytes().replace(b"pi4", b"pi5"))
    assert Bundles(tmp_path).all() == []


def test_an_older_version_of_the_metadata_is_not_read(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.add("2026.11.1")
    repository.listed.pop("bundles/2026.11.1.json")
    repository.add("2026.11.2")
    assert [one.name for one in Bundles(tmp_path).all()] == ["2026.11.2"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"signed": {"meta": {}}}', '{"signed": 7}'])
def test_broken_metadata_is_told_apart_from_none(tmp_path: Path, text: str) -> None:
    Repository(tmp_path).add("2026.11.1")
    (tmp_path / "metadata" / "timestamp.json").write_text(text)
    with pytest.raises(BadRepository):
        Bundles(tmp_path).all()


def test_a_file_of_the_metadata_that_is_missing_is_said(tmp_path: Path) -> None:
    Repository(tmp_path).add("2026.11.1")
    (tmp_path / "metadata" / "1.targets.json").unlink()
    with pytest.raises(BadRepository):
        Bundles(tmp_path).all()
