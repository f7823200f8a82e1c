"""What is signed for a disc: read as it was packed or refused, whatever became of its bytes."""

import io
import string
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.sharing import package
from yizhan_collector.rooms.sharing.package import Head, OtherRecipient, OtherSender, WrongClock

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
KEYS = st.text(string.ascii_letters + string.digits + "._-", min_size=1, max_size=80)
DAY = timedelta(days=1)


def said(**changes: Any) -> dict[str, Any]:
    base = {"sender": "a-1", "recipient": "b-1", "kind": "custody", "key": "k-1"}
    return base | {"made_at": NOW, "file": "rows.csv"} | changes


@given(st.binary(max_size=5000), KEYS, st.dictionaries(st.text(max_size=9), st.text(max_size=9)))
def test_what_was_packed_is_read_again(content: bytes, key: str, more: dict[str, str]) -> None:
    found = package.unpack(package.pack(said(key=key, said=more), content))
    assert found.content == content
    assert (found.head.key, found.head.made_at, found.head.said) == (key, NOW, more)


@given(st.binary(max_size=3000))
def test_no_bytes_crash_the_reading(raw: bytes) -> None:
    with pytest.raises(Refused):
        package.unpack(raw)


WHOLE = package.pack(said(), "编号,姓名\n1,示例甲\n".encode() * 20)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_one_changed_byte_is_refused_or_changes_no_content(place: int, flip: int) -> None:
    raw = bytearray(WHOLE)
    raw[place] ^= flip
    try:
        found = package.unpack(bytes(raw))
    except Refused:
        return
    assert found == package.unpack(WHOLE)


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=8)), max_size=9))
def test_whatever_is_done_to_the_bytes_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    raw = bytearray(WHOLE)
    for place, new in changes:
        raw[place : place + len(new)] = new
    try:
        found = package.unpack(bytes(raw))
    except Refused:
        return
    assert found.content == package.unpack(WHOLE).content


@given(st.integers(0, len(WHOLE) - 1))
def test_half_a_package_is_refused(length: int) -> None:
    with pytest.raises(Refused):
        package.unpack(WHOLE[:length])


def zipped(method: int, *names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name in names:
            packed.writestr(name, b"{}")
    return out.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_no_package(method: int) -> None:
    with pytest.raises(package.NoPackage):
        package.unpack(zipped(method, "package.json", "rows.csv"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_heads_are_no_package() -> None:
    with pytest.raises(package.NoPackage):
        package.unpack(zipped(zipfile.ZIP_STORED, "package.json", "package.json"))


def head(**changes: Any) -> Head:
    return Head(**said(**changes), sha256="0" * 64)


@given(st.timedeltas(-DAY, DAY))
def test_a_day_either_way_is_within(away: timedelta) -> None:
    package.require(head(made_at=NOW + away), "a-1", "b-1", NOW)


@given(st.datetimes(timezones=st.timezones()).filter(lambda at: abs(at - NOW) > DAY))
def test_any_other_time_is_a_wrong_clock(at: datetime) -> None:
    with pytest.raises(WrongClock):
        package.require(head(made_at=at), "a-1", "b-1", NOW)


def test_the_names_are_those_of_the_certificates() -> None:
    with pytest.raises(OtherSender):
        package.require(head(sender="a-2"), "a-1", "b-1", NOW)
    with pytest.raises(OtherRecipient):
        package.require(head(recipient="b-2"), "a-1", "b-1", NOW)
