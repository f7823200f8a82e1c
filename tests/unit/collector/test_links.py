"""Which links a text has, which addresses are asked, and what an answer means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.adapters.links import NotPublic, address_of, is_public
from yizhan_collector.rooms.ownership.links import LONGEST, MOST, fails, links_of


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
     "0.0.0.0",  # noqa: S104 # refused
     "224.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "fd00::1",
     "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1"],
)  # fmt: skip
def test_an_address_of_a_closed_network_is_not_asked(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1"])
def test_an_address_of_the_public_network_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "::1"])
def test_however_loopback_is_written_it_is_refused(host: str) -> None:
    with pytest.raises(NotPublic):
        address_of(host, 80, private=False)
    assert address_of("127.0.0.1", 80, private=True) == "127.0.0.1"


def test_the_links_of_a_text_are_those_that_lead_out_each_once() -> None:
    body = (
        '<a href="https://example.org/a#part">甲</a><a href="https://example.org/a">乙</a>'
        '<a href="/a/12">内</a><a href="mailto:x@example.org">信</a><a href="tel:12348">电</a>'
        '<a href="HTTP://example.org/法律?a=1&amp;b=2">丙</a><a>无</a><a href="http://[bad">坏</a>'
        f'<a href="https://example.org/{"x" * LONGEST}">长</a><img src="https://example.org/i.png">'
    )
    assert links_of(body) == ["https://example.org/a", "HTTP://example.org/法律?a=1&b=2"]
    many = "".join(f'<a href="https://example.org/{n}">x</a>' for n in range(MOST + 50))
    assert len(links_of(many)) == MOST


@given(st.text() | st.text(alphabet="<a href='http:/>\"&;# "))
def test_whatever_the_text_its_links_are_found_or_not_and_nothing_breaks(body: str) -> None:
    assert all(one.lower().startswith("http") for one in links_of(body))


@pytest.mark.parametrize(
    ("status", "broken"),
    [(None, True), (404, True), (410, True), (500, True), (503, True),
     (200, False), (204, False), (301, False), (401, False), (403, False), (405, False),
     (412, False), (429, False)],
)  # fmt: skip
def test_what_refuses_a_program_is_there_all_the_same(status: int | None, broken: bool) -> None:
    assert fails(status) is broken
