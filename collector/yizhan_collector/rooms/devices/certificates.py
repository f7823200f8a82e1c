"""Certificates of the boxes: renewed for the box that asks, taken back with it (decision 0027)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from psycopg import Connection
from yizhan_wire import certificates
from yizhan_wire.certificates import Signer

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.devices import certificate_store as store

Why = Literal["revoked", "swapped"]
LARGEST = 4096  # bytes of a request
UNREAD = (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion)
LEAST_BITS = 256  # P-256
DAY = timedelta(days=1)
MOST = 5  # a day and box: a renewal that fails is tried again, a loop is not


class BadRequest(Refused):
    """This is no certificate request of this box with a key of P-256 or better; make it anew."""

    status = 422


class TooManyCertificates(Refused):
    """This box was given five certificates within a day; it may ask again tomorrow."""

    status = 429
    retry_after = 3600


@dataclass(frozen=True)
class Withdrawn:
    """What the broker must believe no more: serial numbers since when, and whole boxes."""

    serials: dict[int, datetime]
    devices: list[str]


def request_key(raw: bytes, device: str) -> ec.EllipticCurvePublicKey:
    """The key of a request (PKCS#10, PEM) in which a box asks for itself; raises BadRequest."""
    if len(raw) > LARGEST:
        raise BadRequest
    try:
        asked = x509.load_pem_x509_csr(raw)
        key, names = asked.public_key(), asked.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        if not isinstance(key, ec.EllipticCurvePublicKey) or not asked.is_signature_valid:
            raise BadRequest
    except UNREAD as error:
        raise BadRequest from error
    if [one.value for one in names] != [device] or key.key_size < LEAST_BITS:
        raise BadRequest
    return key


def renew(tx: Connection, device: str, raw: bytes, signer: Signer, now: datetime) -> bytes:
    """The chain of a further certificate of a live box; raises BadRequest, TooManyCertificates."""
    key = request_key(raw, device)
    if store.issued_since(tx, device, now - DAY) >= MOST:
        raise TooManyCertificates
    return issue(tx, device, key, signer, now)


def issue(
    tx: Connection, device: str, key: ec.EllipticCurvePublicKey, signer: Signer, now: datetime
) -> bytes:
    """Sign a certificate for this box and remember it; its chain, PEM."""
    leaf = certificates.leaf(device, key, signer, now, ())
    store.add(tx, leaf.serial_number, device, now, leaf.not_valid_after_utc)
    return signer.chain(leaf)


def withdraw(tx: Connection, device: str, why: Why, now: datetime) -> None:
    """Take back every certificate of a box."""
    store.withdraw(tx, device, why, now)


def withdrawn(tx: Connection, now: datetime) -> Withdrawn:
    """What is taken back: certificates until a day after their end, boxes for ever."""
    return Withdrawn(store.withdrawn(tx, now - DAY), store.gone(tx))
