"""`post.toml` becomes network and settings; what is unfit leaves what was there in force."""

import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from yizhan_edge import settings, settle
from yizhan_provisioning.authority import Authority
from yizhan_wire import post as words

TEXT = """
camera = "file:/data/visitor.avi"
time_servers = ["192.0.2.1"]
[collector]
url = "https://office.example:8443"
[broker]
host = "office.example"
[wifi]
ssid = "司法所"
password = "kaishanxiang"
"""
BOX = "bx-210521100-1"


class Card:
    def __init__(self, folder: Path) -> None:
        self.boot, self.state, self.root = (folder / one for one in ("boot", "state", "root"))
        for one in (self.boot, self.state):
            one.mkdir()

    def settle(self) -> None:
        settle.settle(self.boot, self.state, self.root)

    def say(self, text: str) -> None:
        (self.boot / "post.toml").write_text(text)

    def read(self, path: str) -> str:
        return (self.root / path).read_text()


@pytest.fixture
def card(tmp_path: Path) -> Card:
    return Card(tmp_path)


@pytest.fixture
def claimed(card: Card, tmp_path: Path) -> Card:
    made = Authority.create(tmp_path / "authority", datetime.now(UTC)).issue(BOX, datetime.now(UTC))
    own = card.state / "identity/current"
    own.mkdir(parents=True)
    for target, file in ((own / "box.crt", made.cert), (own / "box.key", made.key)):
        target.write_bytes(file.read_bytes())
    (card.boot / "root.crt").write_bytes(made.ca.read_bytes())
    return card


def test_without_a_file_the_network_is_asked_for_an_address(card: Card) -> None:
    card.settle()
    assert "DHCP=yes" in card.read("run/systemd/network/20-wired.network")
    assert not (card.state / "edge.toml").exists()


def test_wifi_is_written_for_root_alone(card: Card) -> None:
    card.say(TEXT)
    card.settle()
    name = "司法所".encode().hex()
    secret = card.root / f"var/lib/iwd/={name}.psk"
    assert "Passphrase=kaishanxiang" in secret.read_text()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert "Type=wlan" in card.read("run/systemd/network/30-wifi.network")
    assert "NTP=192.0.2.1" in card.read("run/systemd/timesyncd.conf.d/post.conf")


def test_a_plain_name_of_a_network_is_kept_as_it_is(card: Card) -> None:
    card.say(TEXT.replace("司法所", "office-2 west"))
    card.settle()
    assert (card.root / "var/lib/iwd/office-2 west.psk").is_file()


def test_a_fixed_address_takes_the_place_of_dhcp(card: Card) -> None:
    card.say(TEXT + '[wired]\naddress = "192.0.2.10/24"\ngateway = "192.0.2.1"\n')
    card.settle()
    told = card.read("run/systemd/network/20-wired.network")
    assert "Address=192.0.2.10/24\nGateway=192.0.2.1" in told
    assert "DHCP" not in told.split("[DHCPv4]")[0]


def test_a_claimed_box_has_settings_that_the_agent_takes(claimed: Card) -> None:
    claimed.say(TEXT)
    claimed.settle()
    read = settings.load(claimed.state / "edge.toml")
    assert (read.device, read.camera) == (BOX, "file:/data/visitor.avi")
    assert (read.broker.host, read.collector.url) == (
        "office.example",
        "https://office.example:8443",
    )
    assert len(settings.load_key(read.key_file)) == settings.KEY_BYTES


def test_a_blank_box_has_settings_to_ask_with(claimed: Card) -> None:
    shutil.rmtree(claimed.state / "identity")
    claimed.say(TEXT)
    claimed.settle()
    read = settings.load(claimed.state / "edge.toml")
    assert (read.device, read.unclaimed) == ("", True)


def test_a_root_that_is_no_certificate_leaves_the_one_before(
    claimed: Card, caplog: pytest.LogCaptureFixture
) -> None:
    claimed.settle()
    before = (claimed.state / "root.crt").read_bytes()
    (claimed.boot / "root.crt").write_bytes(b"<html>")
    claimed.settle()
    assert (claimed.state / "root.crt").read_bytes() == before
    assert "no certificate in PEM form" in caplog.text


def test_the_key_of_the_templates_is_made_once(card: Card) -> None:
    card.settle()
    key = (card.state / "template.key").read_bytes()
    card.settle()
    assert (card.state / "template.key").read_bytes() == key


@pytest.mark.parametrize("bad", ["", "camera = [", TEXT.replace("https", "http")])
def test_an_unfit_file_leaves_the_last_good_one_in_force(
    claimed: Card, bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    claimed.say(TEXT)
    claimed.settle()
    before = (claimed.state / "edge.toml").read_text()
    claimed.say(bad)
    claimed.settle()
    assert (claimed.state / "edge.toml").read_text() == before
    assert "post.toml" in caplog.text


def test_a_card_without_its_file_goes_on_with_the_last_good_one(claimed: Card) -> None:
    claimed.say(TEXT)
    claimed.settle()
    (claimed.boot / words.FILE).unlink()
    claimed.settle()
    assert settings.load(claimed.state / "edge.toml").device == BOX


def test_a_data_partition_that_takes_nothing_is_told(
    card: Card, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = ["--boot", str(card.boot), "--state", "/proc/none", "--root", str(card.root)]
    assert settle.main(gone) == 1
    assert "Put in another card" in capsys.readouterr().err
