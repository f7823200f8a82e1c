"""`post.toml`, as technicians write it: every fault has a sentence that names its line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some
from yizhan_wire import post
from yizhan_wire.errors import BadPost

LEAST = """
[collector]
url = "https://office.example:8443"
[broker]
host = "office.example"
"""
WIFI = '\n[wifi]\nssid = "司法所"\npassword = "kaishanxiang"\n'


def test_the_least_that_is_needed_is_an_office_and_a_broker() -> None:
    read = post.read(LEAST.encode())
    assert (read.collector.url, read.broker.host) == (
        "https://office.example:8443",
        "office.example",
    )
    assert (read.broker.port, read.camera, read.wifi) == (8883, "device:0", None)


def test_what_notepad_saves_is_read() -> None:
    windows = "\ufeff" + LEAST.replace("\n", "\r\n")
    assert post.read(windows.encode()) == post.read(LEAST.encode())


def test_wifi_and_a_fixed_address_are_read() -> None:
    wired = '\n[wired]\naddress = "192.0.2.10/24"\ngateway = "192.0.2.1"\ndns = ["192.0.2.1"]\n'
    read = post.read(('post = "bx-210521100-1"\n' + LEAST + WIFI + wired).encode())
    assert read.wifi == post.Wifi("司法所", "kaishanxiang")
    assert read.wired == post.Wired("192.0.2.10/24", "192.0.2.1", ["192.0.2.1"])


@pytest.mark.parametrize(("text", "says"), [
    ("", "missing required field `collector`"),
    (LEAST + "[wifi\n", "at line 6"),
    (LEAST.replace('"https://office', "“https://office"), "at line 3"),
    (LEAST + "[lan]\n", "unknown field `lan`"),
    (LEAST.replace("https:", "http:"), "collector.url: use https://name:port"),
    (LEAST.replace(":8443", ":8443/device"), "without a path"),
    (LEAST.replace(":8443", ":84430"), "collector.url"),
    (LEAST.replace('host = "office.example"', 'host = "mqtts://office.example"'), "broker.host"),
    (LEAST.replace('host = "office.example"', 'host = "a"\nport = 0'), "broker.port"),
    ('post = "开山乡"\n' + LEAST, "post: use a name such as bx-"),
    ('camera = "0"\n' + LEAST, "camera: use device:0"),
    ("camera = 0\n" + LEAST, "camera: Expected `str`"),
    (LEAST + WIFI.replace("kaishanxiang", "kaishan"), "wifi.password: 8 to 63"),
    (LEAST + WIFI.replace("kaishanxiang", "开山乡司法所密码口令"), "wifi.password"),
    (LEAST + WIFI.replace("司法所", "司" * 11), "wifi.ssid: 1 to 32 bytes"),
    (LEAST + WIFI + 'country = "China"\n', "wifi.country"),
    (LEAST + '[wired]\naddress = "192.0.2.10"\n', "wired.address: an address with its mask"),
    (LEAST + '[wired]\naddress = "192.0.2.300/24"\n', "wired.address"),
    (LEAST + '[wired]\ngateway = "192.0.2.1"\n', "wired.address is missing"),
    (LEAST + '[wired]\naddress = "192.0.2.10/24"\ngateway = "home"\n', "wired.gateway"),
    (LEAST + '[wired]\ndns = ["router"]\n', "wired.dns"),
    ('time_servers = ["http://time"]\n' + LEAST, "time_servers"),
    (LEAST + "#" * post.LARGEST, "larger than 16 KB"),
])  # fmt: skip
def test_a_fault_is_told_with_its_place(text: str, says: str) -> None:
    with pytest.raises(BadPost, match="correct it on any computer") as refused:
        post.read(text.encode())
    assert says in str(refused.value)


def test_every_fault_is_told_at_once() -> None:
    text = 'camera = "0"\n' + LEAST.replace("https:", "http:") + WIFI.replace("kaishan", "k")
    with pytest.raises(BadPost) as refused:
        post.read(text.replace("kxiang", "k").encode())
    for place in ("collector.url", "camera", "wifi.password"):
        assert place in str(refused.value)


def test_another_code_page_is_told() -> None:
    with pytest.raises(BadPost, match="UTF-8"):
        post.read((LEAST + WIFI).encode("gb18030"))


@given(some.binary(max_size=400))
def test_whatever_the_card_holds_is_read_or_refused(raw: bytes) -> None:
    with suppress(BadPost):
        assert post.read(raw).broker.host
