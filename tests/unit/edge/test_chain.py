"""Whatever is taken away, changed, swapped or added in a session's folder is found and named."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.bench import MEMORY, full_disk
from stack.examples import MANY
from yizhan_edge.recording import chain
from yizhan_edge.recording.shelf import Shelf

SESSION = UUID(int=7)
START = datetime(2026, 11, 26, 1, tzinfo=UTC)
PIECES = 6


def put(shelf: Shelf, content: bytes) -> None:
    """Keep one piece, as the recorder does."""
    shelf.scratch.write_bytes(content)
    begun = START + timedelta(seconds=10 * shelf.number)
    hashed = sha256(content).hexdigest()
    shelf.keep(begun, begun + timedelta(seconds=10), len(content), hashed)


def recorded(clips: Path, pieces: int = PIECES) -> Path:
    shelf = Shelf(clips, SESSION)
    for number in range(1, pieces + 1):
        put(shelf, bytes([number]) * 50)
    return shelf.folder


def test_a_whole_recording_has_nothing_to_be_said_of(tmp_path: Path) -> None:
    folder = recorded(tmp_path)
    assert chain.verify(folder) is None
    assert (folder / chain.MANIFEST).stat().st_mode & 0o777 == 0o600
    told = {one.number: one for one in chain.read(folder)}
    assert [chain.fault(folder, told, one) for one in range(1, 8)] == [None] * 6 + ["missing"]


def test_one_changed_byte_is_found(tmp_path: Path) -> None:
    folder = recorded(tmp_path)
    path = chain.file(folder, 3)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    assert chain.verify(folder) == "Segment 3 was changed."
    assert chain.fault(folder, {one.number: one for one in chain.read(folder)}, 3) == "changed"


def test_a_piece_of_another_session_does_not_fit(tmp_path: Path) -> None:
    other = recorded(tmp_path).rename(tmp_path / str(UUID(int=8)))
    assert chain.verify(other) == "Segment 1 was changed in the manifest."


def test_a_file_nobody_recorded_is_extra(tmp_path: Path) -> None:
    folder = recorded(tmp_path)
    shutil.copy(chain.file(folder, 2), chain.file(folder, 9))
    assert chain.verify(folder) == "000009.ts is extra: no line of the manifest names it."


def test_a_manifest_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    folder = recorded(tmp_path)
    (folder / chain.MANIFEST).write_bytes(b"{}\n")
    assert "was changed" in (chain.verify(folder) or "")
    assert chain.fault(folder, None, 1) == "changed"


def lines(folder: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    manifest = folder / chain.MANIFEST
    manifest.write_bytes(b"".join(change(manifest.read_bytes().splitlines(keepends=True))))


def swapped(found: list[bytes], a: int, b: int) -> list[bytes]:
    found[a], found[b] = found[b], found[a]
    return found


def retold(line: bytes, field: str) -> bytes:
    one = msgspec.json.decode(line)
    later = datetime.fromisoformat(one["ended_at"]) + timedelta(microseconds=1)
    changes = {"size": one["size"] + 1, "ended_at": later, "sha256": "0" * 64, "chain": "1" * 64}
    return msgspec.json.encode(one | {field: changes[field]}) + b"\n"


spots = st.integers(0, PIECES - 1)


@MANY
@given(spots, spots, st.sampled_from(["size", "ended_at", "sha256", "chain"]), st.data())
def test_any_deletion_swap_or_change_is_found(
    one: int, two: int, field: str, data: st.DataObject
) -> None:
    with TemporaryDirectory(dir=MEMORY) as name:
        folder = recorded(Path(name))
        a, b = chain.file(folder, one + 1), chain.file(folder, two + 1)
        deeds: dict[str, Callable[[], object]] = {
            "delete a file": a.unlink,
            "delete a line": lambda: lines(folder, lambda old: old[:one] + old[one + 1 :]),
            "change a line": lambda: lines(
                folder, lambda old: [*old[:one], retold(old[one], field), *old[one + 1 :]]
            ),
            "repeat a line": lambda: lines(folder, lambda old: [*old, old[one]]),
            "change a file": lambda: a.write_bytes(a.read_bytes()[:-1] + b"\xff"),
            "grow a file": lambda: a.write_bytes(a.read_bytes() + b"\x00"),
        }
        if one != two:
            deeds["swap files"] = lambda: exchange(a, b)
            deeds["swap lines"] = lambda: lines(folder, lambda old: swapped(old, one, two))
        if one < PIECES - 1:  # the end itself is missed by the collector
            deeds["delete both"] = lambda: without(folder, one)
        deeds[data.draw(st.sampled_from(sorted(deeds)))]()
        assert chain.verify(folder) is not None


def without(folder: Path, one: int) -> None:
    chain.file(folder, one + 1).unlink()
    lines(folder, lambda old: old[:one] + old[one + 1 :])


def exchange(a: Path, b: Path) -> None:
    first, second = a.read_bytes(), b.read_bytes()
    a.write_bytes(second)
    b.write_bytes(first)


@pytest.mark.parametrize(
    "left", ["nothing", "half a piece", "a piece without its line", "a torn line"]
)
def test_after_a_cut_the_recording_goes_on_with_the_next_number(tmp_path: Path, left: str) -> None:
    folder = recorded(tmp_path, 3)
    if left == "half a piece":
        (folder / "now.part").write_bytes(b"half")
    if left == "a piece without its line":
        chain.file(folder, 4).write_bytes(b"whole")
    if left == "a torn line":
        with (folder / chain.MANIFEST).open("ab") as manifest:
            manifest.write(b'{"number":4,"sta')
    shelf = Shelf(tmp_path, SESSION)
    assert (shelf.number, list(folder.glob("*.part"))) == (4, [])
    put(shelf, b"next")
    assert chain.verify(folder) is None
    assert [one.number for one in chain.read(folder)] == [1, 2, 3, 4]


def test_a_line_the_disk_refuses_leaves_neither_a_line_nor_a_file(tmp_path: Path) -> None:
    folder = recorded(tmp_path)
    shelf = Shelf(tmp_path, SESSION)
    room = os.stat(folder / chain.MANIFEST).st_size + 20
    with full_disk(room), pytest.raises(OSError):
        put(shelf, b"more")
    assert chain.verify(folder) is None
    again = Shelf(tmp_path, SESSION)
    put(again, b"more")
    assert (chain.verify(folder), again.number) == (None, 8)
