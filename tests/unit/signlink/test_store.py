"""What a board keeps: a write cut off at any byte leaves the old or the new, never a mix."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from stack.board import load

store = load("store")
bodies = st.lists(st.binary(max_size=60), min_size=1, max_size=5)


# derandomized: CRC-32 may by chance fit one mixed copy in four billion
@settings(derandomize=True, deadline=None)
@given(bodies, st.binary(max_size=60), st.booleans())
def test_a_write_cut_off_at_any_byte_leaves_the_old_or_the_new(
    before: list[bytes], new: bytes, in_place: bool
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        first = store.Store(str(path))
        first.load()
        for one in before:
            first.save(one)
        target = path.with_name("kept" + (".a", ".b")[first.turn])
        old = target.read_bytes() if target.exists() else b""
        whole = store.pack(first.number + 1, new)
        for cut in range(len(whole) + 1):
            rest = old[cut:] if in_place else b""  # flash that was written over, or a new file
            target.write_bytes(whole[:cut] + rest)
            found = store.Store(str(path)).load()
            assert found == (new if cut == len(whole) else before[-1]) or whole[:cut] + rest == old


@given(bodies)
def test_what_was_kept_last_is_read_and_writes_take_turns(written: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        for place, one in enumerate(written):
            again = store.Store(str(path))  # a reset after each write
            assert again.load() == (written[place - 1] if place else b"")
            again.save(one)
        assert store.Store(str(path)).load() == written[-1]
        assert len(list(Path(folder).iterdir())) == min(len(written), 2)


def test_flash_that_takes_nothing_costs_only_the_memory(tmp_path: Path) -> None:
    one = store.Store(str(tmp_path / "gone" / "kept"))
    assert one.load() == b""
    one.save(b"some")
    assert store.Store(str(tmp_path / "gone" / "kept")).load() == b""
    assert store.Store("").load() == b""
    store.Store("").save(b"some")


def test_erased_flash_is_no_copy() -> None:
    for erased in (b"", b"\0" * 64, b"\xff" * 64):
        assert store.unpack(erased) is None
