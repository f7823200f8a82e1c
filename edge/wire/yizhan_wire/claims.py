"""What a blank box asks for and is given, the same over the line, in a QR picture and on a stick.

A wish holds no secret and a grant neither: the key they are about never leaves the box.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Annotated

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec import Meta

from yizhan_wire.errors import BadWish

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
ALIKE = str.maketrans("ILO", "110", "- ")  # what people read and type for them
LONG = 10  # letters of a code: 50 bits of the key's SHA-256
LARGEST = 4096  # bytes of a wish
LEAST_BITS = 256  # P-256
UNREAD = (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion)

Line = Annotated[str, Meta(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A box that wants to be claimed: a request by its key (PKCS#10, base 64 of DER)."""

    request: Annotated[str, Meta(max_length=2000)]
    hardware: Line = ""
    version: Line = ""


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the office gives for a wish: the box's name and its certificate chain, PEM."""

    code: str
    device: str
    chain: Annotated[str, Meta(max_length=16_000)]


class Answer(msgspec.Struct, frozen=True):
    """What a box hears when it asks: its grant, or nothing yet."""

    grant: Grant | None = None


@dataclass(frozen=True)
class Asked:
    """What a wish comes to: whose key, and the short code of it."""

    key: ec.EllipticCurvePublicKey
    code: str
    sha256: str


def code_of(key: ec.EllipticCurvePublicKey) -> str:
    """Ten letters that name a key."""
    return _letters(_digest(key))


def shown(code: str) -> str:
    """A code as it is read out: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def typed(text: str) -> str:
    """The code somebody typed, whatever case and dashes; "" when it is none."""
    code = text.strip().upper().translate(ALIKE)
    return code if len(code) == LONG and set(code) <= set(LETTERS) else ""


def wish(request: x509.CertificateSigningRequest, hardware: str, version: str) -> Wish:
    """The wish of a box."""
    raw = base64.b64encode(request.public_bytes(Encoding.DER)).decode()
    return Wish(raw, _line(hardware), _line(version))


def asked(wish: Wish) -> Asked:
    """Look into a wish; raises BadWish unless it is signed by its own key, P-256 or better."""
    try:
        found = x509.load_der_x509_csr(base64.b64decode(wish.request, validate=True))
        key = found.public_key()
        good = isinstance(key, ec.EllipticCurvePublicKey) and found.is_signature_valid
    except UNREAD as error:
        raise BadWish(type(error).__name__) from error
    if not good or not isinstance(key, ec.EllipticCurvePublicKey) or key.key_size < LEAST_BITS:
        raise BadWish
    return Asked(key, code_of(key), _digest(key).hex())


def dump(wish: Wish) -> str:
    """A wish as one word, for a QR picture."""
    return base64.urlsafe_b64encode(msgspec.json.encode(wish)).decode().rstrip("=")


def load(text: bytes | str) -> Wish:
    """Read a wish, as JSON or as one word; raises BadWish."""
    raw = text.encode() if isinstance(text, str) else text
    if len(raw) > LARGEST:
        raise BadWish(f"{len(raw)} > {LARGEST} bytes")
    try:
        if not raw.lstrip().startswith(b"{"):
            raw = raw.strip()
            raw = base64.b64decode(raw + b"=" * (-len(raw) % 4), b"-_", validate=True)
        return msgspec.json.decode(raw, type=Wish)
    except (msgspec.DecodeError, UnicodeError, binascii.Error, ValueError) as error:
        raise BadWish(type(error).__name__) from error


def load_grant(text: bytes) -> Grant:
    """Read a grant; raises BadWish."""
    try:
        return msgspec.json.decode(text, type=Grant)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise BadWish(type(error).__name__) from error


def _digest(key: ec.EllipticCurvePublicKey) -> bytes:
    form = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    return hashlib.sha256(key.public_bytes(*form)).digest()


def _letters(digest: bytes) -> str:
    bits = int.from_bytes(digest, "big") >> (8 * len(digest) - 5 * LONG)
    return "".join(LETTERS[bits >> (5 * place) & 31] for place in reversed(range(LONG)))


def _line(text: str) -> str:
    return "".join(one for one in text if one.isprintable())[:80]
