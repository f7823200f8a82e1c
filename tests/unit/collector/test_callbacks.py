"""A partner's callback: what is an address, how long to wait, what is said, what went wrong."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector import tell
from yizhan_collector.adapters.callback import word
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.rooms.sharing.callback_model import (
    LONGEST,
    BadCallback,
    Untold,
    pause,
    require_callback,
)
from yizhan_collector.settings import Callbacks

ONE = Untold(
    "fayuan-210521", "https://court.example/told", 7, "packet_sent", UUID(int=1),
    datetime(2026, 11, 24, 4, tzinfo=UTC), 0,
)  # fmt: skip
GOOD = (
    "", "https://court.example", "https://court.example:8443/a/b?c=d", "https://10.1.2.3/told",
    "https://[fd00::1]:8443/told", "https://xn--fiqs8s.example/%E5%8F%B8", "https://a/x@y",
)  # fmt: skip
BAD = (
    "http://court.example/", "HTTPS://court.example/", "ftp://court.example", "court.example",
    "https://", "https:///told", "https://user@court.example/", "https://user:word@court.example/",
    "https://court.example/\n", "https://court.example/a b", "https://court.example/\x00",
    "https://court.example\\@evil.example", "https://court.example#part", "https://法院.example/",
    "https://court.example:0/", "https://court.example:65536/", "https://court.example:8443x/",
    "https://court.example/" + "a" * 300, "https://-court.example/", " https://court.example/",
    "https://court.example?x=1",
)  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_an_address_of_the_web_over_tls_is_taken_as_it_is(address: str) -> None:
    assert require_callback(address) == address


@pytest.mark.parametrize("address", BAD)
def test_anything_else_is_refused_with_what_to_write(address: str) -> None:
    with pytest.raises(BadCallback, match="without a user name"):
        require_callback(address)


@given(st.text("aB1.@:/\\[]#?%- \n\x7f法", max_size=30) | st.text(max_size=30))
def test_whatever_is_taken_names_one_host_and_no_user(rest: str) -> None:
    try:
        taken = require_callback(f"https://{rest}")
    except BadCallback:
        return
    assert taken.isascii()
    assert taken.isprintable()
    assert " " not in taken
    read, called = urlsplit(taken), httpcore.URL(taken)
    assert (read.username, read.fragment) == (None, "")
    assert called.host.decode() == read.hostname  # what was checked is what is called


@given(st.integers(1, 10_000))
def test_a_pause_never_shrinks_and_never_exceeds_a_quarter_of_an_hour(attempts: int) -> None:
    assert timedelta(seconds=5) <= pause(attempts) <= pause(attempts + 1) <= LONGEST
    assert pause(1) == timedelta(seconds=5)
    assert pause(9) == LONGEST == timedelta(minutes=15)


def test_what_is_said_is_that_there_is_something_and_nothing_of_it() -> None:
    assert tell.thin(ONE) == (
        b'{"no":7,"kind":"packet_sent","subject":"00000000-0000-0000-0000-000000000001",'
        b'"at":"2026-11-24T04:00:00Z"}'
    )
    elsewhere = ONE.at.astimezone(tz=None)
    assert tell.thin(replace(ONE, at=elsewhere)) == tell.thin(ONE)


def refused(inner: Exception) -> httpcore.ConnectError:
    made = httpcore.ConnectError("https://court.example/told")
    made.__cause__ = inner
    return made


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (httpcore.ConnectTimeout(), "slow"),
        (httpcore.ReadTimeout(), "slow"),
        (httpcore.ConnectError(), "unreachable"),
        (httpcore.RemoteProtocolError(), "no_answer"),
        (httpcore.ReadError(), "no_answer"),
        (refused(ssl.SSLCertVerificationError()), "certificate"),
        (refused(ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER]")), "unreachable"),
        (OverflowError(), "unreachable"),
    ],
)
def test_a_failure_is_one_word_without_the_address(error: Exception, said: str) -> None:
    assert word(error) == said


def test_files_that_are_no_certificates_end_it_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_text("x")
    given = Callbacks(ca=tmp_path / "a.pem", cert=tmp_path / "a.pem", key=tmp_path / "a.pem")
    with pytest.raises(BadSettings, match="callbacks"):
        tell.caller(given)
