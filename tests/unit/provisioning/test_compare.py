"""Two images side by side: the same, or the place and the way in which they differ."""

import os
import shutil
from pathlib import Path

import pytest
from yizhan_provisioning.image import compare, disk, factory, squash
from yizhan_provisioning.image.compare import Difference
from yizhan_provisioning.image.disk import Partition


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one", tmp_path / "other"
    (one / "etc").mkdir(parents=True)
    (one / "etc/hostname").write_text("yizhan\n")
    (one / "etc/mtab").symlink_to("/proc/mounts")
    for path in (one / "etc/hostname", one / "etc"):
        os.utime(path, (0, 0))
    shutil.copytree(one, other, symlinks=True)
    return one, other


def test_two_of_the_same_have_no_difference(trees: tuple[Path, Path]) -> None:
    assert compare.trees_differ(*trees) == []


def test_each_way_to_differ_has_its_word(trees: tuple[Path, Path]) -> None:
    one, other = trees
    (other / "etc/new").touch()
    (other / "etc/hostname").write_text("Yizhan\n")
    (other / "etc/mtab").unlink()
    (other / "etc/mtab").symlink_to("/proc/self/mounts")
    for tree in trees:
        os.utime(tree / "etc", (0, 0))
    assert compare.trees_differ(one, other) == [
        Difference("etc/hostname", "content"),
        Difference("etc/mtab", "content"),
        Difference("etc/new", "only_one"),
    ]


def test_a_mode_and_a_time_are_differences_too(trees: tuple[Path, Path]) -> None:
    one, other = trees
    os.utime(other / "etc/hostname", (5, 5))
    assert compare.trees_differ(one, other) == [Difference("etc/hostname", "time")]
    (other / "etc/hostname").chmod(0o4755)
    assert compare.trees_differ(one, other) == [Difference("etc/hostname", "kind")]


def test_the_same_tree_is_packed_into_the_same_bytes(
    trees: tuple[Path, Path], tmp_path: Path
) -> None:
    packed = [tree.with_suffix(".squashfs") for tree in trees]
    for tree, target in zip(trees, packed, strict=True):
        squash.pack(tree, target)
    assert packed[0].read_bytes() == packed[1].read_bytes()
    assert compare.roots(packed[0], packed[1], tmp_path / "unpacked") == []


def test_the_partition_that_differs_is_named(tmp_path: Path) -> None:
    table = [Partition(name, "", "", at, 2) for name, at in (("boot", 1), ("root-a", 3))]
    one, other = images = [tmp_path / name for name in ("one.img", "other.img")]
    for image in images:
        image.write_bytes(bytes(6 * disk.MIB))
    assert compare.partitions(one, other, table) == []
    with other.open("r+b") as file:
        for place in (40, 4 * disk.MIB + 7):
            file.seek(place)
            file.write(b"!")
    assert compare.partitions(one, other, table) == ["table", "root-a"]


def test_a_longer_image_is_not_the_same(tmp_path: Path) -> None:
    one, other = images = [tmp_path / name for name in ("one.img", "other.img")]
    for number, image in enumerate(images):
        image.write_bytes(bytes(disk.MIB + number))
    assert compare.partitions(one, other, []) == ["table"]


def test_what_an_installer_noted_of_its_clock_is_no_difference(tmp_path: Path) -> None:
    for name, when in (("one", "10"), ("other", "11")):
        told = tmp_path / name / "ours-1.dist-info"
        told.mkdir(parents=True)
        for note in factory.NOTES:
            (told / note).write_text(when)
        lines = ["ours/__init__.py,sha256=a,1", f"ours-1.dist-info/uv_cache.json,sha256={when},2"]
        (told / "RECORD").write_text("\n".join([*lines, "ours-1.dist-info/RECORD,,", ""]))
        factory.forget_when(tmp_path / name)
        for path in (*told.iterdir(), told):
            os.utime(path, (0, 0))
    assert compare.trees_differ(tmp_path / "one", tmp_path / "other") == []
    kept = (tmp_path / "one/ours-1.dist-info/RECORD").read_text()
    assert kept == "ours/__init__.py,sha256=a,1\nours-1.dist-info/RECORD,,\n"
