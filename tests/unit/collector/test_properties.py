"""The short way of reading MQTT properties gives what paho's own way gives."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from yizhan_collector.adapters import properties

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF), max_size=20)
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "ContentType": WORDS,
        "ResponseTopic": WORDS,
        "CorrelationData": st.binary(max_size=20),
        "MessageExpiryInterval": st.integers(0, 2**32 - 1),
        "PayloadFormatIndicator": st.integers(0, 1),
        "SubscriptionIdentifier": st.lists(st.integers(1, 2**21), min_size=1, max_size=3),
        "UserProperty": st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3),
    },
)


@pytest.fixture(scope="module", autouse=True)
def shared() -> Iterator[None]:
    properties.share_tables()
    yield
    Properties.__init__ = properties.BUILD  # type: ignore[method-assign]
    Properties.unpack = properties.READ  # type: ignore[method-assign]


def read(how: Any, raw: bytes) -> tuple[Any, int]:
    into = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    found, length = how(into, raw)
    return found.json(), length


def test_the_tables_are_those_paho_builds() -> None:
    ours, own = (object.__new__(Properties) for _ in range(2))
    Properties.__init__(ours, PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.BUILD(own, PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    assert vars(ours) == vars(own)


@given(GIVEN, st.binary(max_size=5))
def test_any_properties_are_read_alike(wanted: dict[str, object], rest: bytes) -> None:
    one = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    for name, value in wanted.items():
        setattr(one, name, value)
    raw = one.pack() + rest  # type: ignore[no-untyped-call]
    assert read(Properties.unpack, raw) == read(properties.READ, raw)


@given(st.binary(max_size=12))
def test_any_bytes_are_refused_alike(raw: bytes) -> None:
    try:
        wanted = read(properties.READ, raw)
    except Exception as error:  # whatever paho raises, the short way raises too
        with pytest.raises(type(error)):
            read(Properties.unpack, raw)
    else:
        assert read(Properties.unpack, raw) == wanted


def test_what_was_read_before_is_forgotten() -> None:
    one = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    one.ContentType = "text"
    one.unpack(b"\0")  # type: ignore[no-untyped-call]
    assert one.isEmpty()  # type: ignore[no-untyped-call]
