"""A revoked box has no say at the real broker within a minute, connected or not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from stack import device
from stack.broker import Broker
from stack.desk import Desk, copied, opened
from stack.knock import revoked
from stack.postgres import Postgres
from stack.process import wait_for
from yizhan_collector import jobs
from yizhan_collector.adapters.issuing import Issuing
from yizhan_collector.ground import outbox
from yizhan_collector.rooms.devices import certificates
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.wiring import handlers
from yizhan_provisioning.authority import Authority, Identity
from yizhan_wire import topics

from .test_permissions import BOX, REFUSED, Peer

SECOND = "bx-210521101-1"  # the other box of the office
MINUTE = 60


@dataclass
class Town:
    """The office with its issuing key, the broker, and `work` in our hand."""

    desk: Desk
    broker: Broker
    authority: Authority
    issuing: Issuing

    def issue(self, device: str) -> Identity:
        """A certificate of the collector's, remembered."""
        here = self.authority.issue(device, datetime.now(UTC))
        key = x509.load_pem_x509_certificate(here.cert.read_bytes()).public_key()
        with self.desk.pool.connection() as tx:
            now = datetime.now(UTC)
            chain = certificates.issue(tx, device, key, self.issuing.signer(now), now)  # type: ignore[arg-type] # EC
        here.cert.write_bytes(chain)
        return here

    def work(self) -> None:
        """What was committed is carried out; the unit that watches the list reloads the broker."""
        before = self.issuing.crl.stat().st_mtime_ns
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            whole = handlers(
                lambda *_: None, relist=lambda tx, now: jobs.relist(self.issuing, tx, now)
            )
            while outbox.drain(tx, whole, datetime.now(UTC)):
                pass
        if self.issuing.crl.stat().st_mtime_ns != before:
            self.broker.reload()


@pytest.fixture
def town(postgres: Postgres, staffed: str, broker: Broker, authority: Authority) -> Iterator[Town]:
    issuing = device.issuing(authority)
    with copied(postgres, staffed) as url, opened(url, now=datetime.now(UTC)) as desk:
        yield Town(desk, broker, authority, issuing)


@pytest.fixture
def peers(town: Town) -> Iterator[Callable[[str], Peer]]:
    made: list[Peer] = []

    def peer(device: str) -> Peer:
        here = town.authority.folder
        collector = Identity(town.authority.ca, here / "collector.crt", here / "collector.key")
        made.append(Peer(town.broker, collector if device == "collector" else town.issue(device)))
        return made[-1]

    yield peer
    for one in made:
        one.close()


def test_a_revoked_box_that_is_connected_can_neither_speak_nor_hear_nor_come_back(
    town: Town, peers: Callable[[str], Peer]
) -> None:
    box, other, collector = peers(BOX), peers(SECOND), peers("collector")
    for one, name in ((box, BOX), (other, SECOND)):
        one.listen(topics.down(name, "receipt"))
    assert box.say(topics.up(BOX, "checkin")) != REFUSED
    answer = town.desk.sign_in("county").post(
        f"/api/posts/{BOX}/revoke", json={"reason": "测试:失窃"}
    )
    assert answer.status_code == 200, answer.text
    town.work()
    folder = town.authority.folder
    gone = Identity(town.authority.ca, folder / f"{BOX}.crt", folder / f"{BOX}.key")
    wait_for(lambda: revoked(town.broker, gone), MINUTE, "the broker to read both files")
    for name in (BOX, SECOND):
        collector.say(topics.down(name, "receipt"))
    wait_for(lambda: bool(other.heard), 10, "the other box to hear")
    box.listen(topics.down(BOX, "command"))  # its answer comes after what was queued before
    assert (box.heard, other.heard) == ([], [topics.down(SECOND, "receipt")])
    assert box.client.is_connected()
    assert box.say(topics.up(BOX, "checkin")) == REFUSED
    # this broker puts out who says what it may not; the certificate does not let it in again
    wait_for(lambda: not box.client.is_connected(), 10, "the box to be put out")
    assert other.say(topics.up(SECOND, "checkin")) != REFUSED


def test_what_is_told_already_is_not_written_again_until_it_is_old(town: Town) -> None:
    town.issue(BOX)
    now = datetime.now(UTC)
    with town.desk.pool.connection() as tx:
        assert not jobs.relist(town.issuing, tx, now)
        devices.revoke(tx, BOX, now)
        assert jobs.relist(town.issuing, tx, now)
        assert not jobs.relist(town.issuing, tx, now)
        assert jobs.relist(town.issuing, tx, now + timedelta(days=2))


def test_what_was_on_the_list_by_hand_stays_and_ended_certificates_leave_it_out(
    town: Town, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    town.authority.issue("fayuan-210521", now)
    town.authority.revoke("fayuan-210521", now)
    by_hand = {one.serial_number for one in listed(town.issuing.crl)}
    town.issue(BOX)
    with town.desk.pool.connection() as tx:
        devices.revoke(tx, BOX, now)
        held = certificates.withdrawn(tx, now)
        assert certificates.withdrawn(tx, now + timedelta(days=92)).serials == {}
        jobs.relist(town.issuing, tx, now)
    assert held.devices == [BOX]
    found = {one.serial_number for one in listed(town.issuing.crl)}
    assert found == by_hand | held.serials.keys()


def listed(path: Path) -> x509.CertificateRevocationList:
    return x509.load_pem_x509_crl(path.read_bytes())
