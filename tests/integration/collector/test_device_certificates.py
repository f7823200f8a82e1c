"""A box renews its certificate at the real door and the real broker, by itself."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from stack import device
from stack.broker import Broker
from stack.builders import BOX
from stack.desk import Desk
from stack.host import walkable
from stack.process import wait_for
from yizhan_collector.rooms.devices import service as devices
from yizhan_edge.collector import Door
from yizhan_edge.identity import Identity
from yizhan_edge.renewal import Renewal
from yizhan_edge.settings import Collector
from yizhan_edge.spool import Spool
from yizhan_edge.uplink import Address, Uplink
from yizhan_provisioning.authority import Authority
from yizhan_wire import certificates

DAY = timedelta(days=1)


@dataclass
class Post:
    """A box with an identity that is forty days old, and the door it asks."""

    desk: Desk
    authority: Authority
    identity: Identity
    url: str

    @property
    def settings(self) -> Collector:
        return Collector(self.url, self.authority.ca, self.identity.cert, self.identity.key)

    @property
    def serial(self) -> int:
        held = self.identity.held()
        assert held
        return held.serial_number

    def rows(self) -> list[tuple[Any, ...]]:
        return self.desk.rows(
            "select serial, round(extract(epoch from not_after - issued_at) / 86400)::int, why"
            " from certificate where device = %s order by issued_at",
            BOX,
        )

    def ask(self, raw: bytes) -> httpx.Response:
        context = ssl.create_default_context(cafile=str(self.authority.ca))
        context.load_cert_chain(self.identity.cert, self.identity.key)
        head = {"Content-Type": "application/pkcs10"}
        with httpx.Client(base_url=self.url, verify=context) as client:
            return client.post("/device/certificate", content=raw, headers=head)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """An authority begun early enough for a certificate of forty days ago."""
    folder, now = walkable(tmp_path) / "authority", datetime.now(UTC)
    Authority.create(folder, now - 50 * DAY).crl.unlink()
    made = Authority.create(folder, now)  # with a fresh list
    for name in ("broker", "collector"):
        made.issue(name, now)
    return made


@pytest.fixture
def post(desk: Desk, authority: Authority, tmp_path: Path) -> Iterator[Post]:
    desk.now = datetime.now(UTC)
    identity = Identity(tmp_path / "identity", authority.ca)
    early = desk.now - 40 * DAY
    key = identity.next_key().public_key()
    leaf = certificates.leaf(BOX, key, authority.signer, early, ())
    identity.take(authority.signer.chain(leaf), BOX, early)
    house = replace(desk.house, issuing=device.issuing(authority))
    with device.opened(house, authority) as url:
        yield Post(desk, authority, identity, url)


def test_a_box_renews_by_itself_and_goes_on_with_the_new_certificate(
    post: Post, broker: Broker, tmp_path: Path
) -> None:
    old = post.serial
    door, spool = Door(post.settings), Spool(tmp_path / "spool.db", BOX)
    here = post.identity
    met: list[int] = []
    address = Address("127.0.0.1", broker.port, post.authority.ca, here.cert, here.key)
    uplink = Uplink(address, spool, connected=lambda: met.append(1))
    uplink.start()
    wait_for(lambda: len(met) == 1, 20, "the broker")
    renewal = Renewal(post.identity, door, uplink.show_anew)
    renewal.renew()
    assert post.serial != old
    assert post.rows() == [(f"{post.serial:x}", 90, None)]
    wait_for(lambda: len(met) == 2, 20, "the box to leave and come back")
    take_back(post, old)  # whoever shows the old one is refused from now on
    broker.stop()
    broker.start()
    wait_for(lambda: len(met) == 3, 40, "the box to come back with the new one")
    renewal.renew()
    assert len(post.rows()) == 1  # nothing was due
    assert door.time() > datetime.now(UTC) - DAY
    uplink.stop()
    door.close()
    spool.close()


def take_back(post: Post, serial: int) -> None:
    now = datetime.now(UTC)
    made = certificates.revocation_list(post.authority.signer, [(serial, now)], now)
    post.authority.crl.write_bytes(made.public_bytes(Encoding.PEM))


def test_what_the_door_refuses(post: Post) -> None:
    good = post.identity.request()
    foreign = Identity(post.identity.current.parents[1] / "other", post.authority.ca)
    answer = post.ask(foreign.request())
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")
    assert post.ask(good + bytes(5000)).status_code == 422
    assert [post.ask(good).status_code for _ in range(6)] == [200] * 5 + [429]
    post.desk.now += DAY + timedelta(minutes=1)
    assert post.ask(good).status_code == 200
    with psycopg.connect(post.desk.url) as tx:
        devices.revoke(tx, BOX, post.desk.now)
    answer = post.ask(good)
    assert (answer.status_code, answer.json()["code"]) == (403, "revoked_device")
    assert {why for _, _, why in post.rows()} == {"revoked"}


@pytest.mark.parametrize("fault", ["away", "other key", "ended", "unset"])
def test_without_an_issuing_key_that_fits_nothing_is_given(post: Post, fault: str) -> None:
    here = post.authority.folder
    match fault:
        case "away":
            (here / "issuing.key").unlink()
        case "other key":
            (here / "issuing.key").write_bytes((here / "broker.key").read_bytes())
        case "ended":
            post.desk.now += 400 * DAY
        case _:
            pass
    if fault == "unset":
        with device.opened(post.desk.house, post.authority) as url:
            answer = replace(post, url=url).ask(post.identity.request())
    else:
        answer = post.ask(post.identity.request())
    assert (answer.status_code, answer.json()["code"]) == (503, "no_issuing")
    assert post.rows() == []
