"""Bytes to envelopes and back. The collector reads every version ever shipped; a box writes one."""

from collections.abc import Callable, Sequence

import msgspec

from yizhan_wire.envelope import MAX_BATCH, MAX_ENVELOPE, Envelope
from yizhan_wire.errors import FutureVersion, Malformed, TooLarge, UnknownKind
from yizhan_wire.events import BODIES, BODY_V, Body

# (kind, version) -> rewrites a body of that version into the next one
UPCASTERS: dict[tuple[str, int], Callable[[bytes], bytes]] = {}

_one = msgspec.json.Decoder(Envelope)
_many = msgspec.json.Decoder(list[Envelope])
_bodies = {kind: msgspec.json.Decoder(struct) for kind, struct in BODIES.items()}
_encoder = msgspec.json.Encoder()


def dump_body(body: Body) -> bytes:
    """Encode one event body as UTF-8 JSON."""
    return _encoder.encode(body)


def dump(envelopes: Sequence[Envelope]) -> bytes:
    """Encode a message: one envelope as an object, several as an array."""
    return _encoder.encode(envelopes[0] if len(envelopes) == 1 else envelopes)


def load(payload: bytes) -> list[Envelope]:
    """Read a message of one or several envelopes; raises Malformed or TooLarge."""
    if len(payload) > MAX_BATCH:
        raise TooLarge(f"{len(payload)} > {MAX_BATCH} bytes")
    try:
        found = _many.decode(payload) if payload[:1] == b"[" else [_one.decode(payload)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(str(error)) from error
    for envelope in found:
        _check(envelope)
    return found


def _check(envelope: Envelope) -> None:
    if len(bytes(envelope.body)) > MAX_ENVELOPE:
        raise TooLarge(f"body of {len(bytes(envelope.body))} bytes")
    if not 1 <= envelope.seq < 2**53:
        raise Malformed(f"seq {envelope.seq}")
    if envelope.captured_at.tzinfo is None:
        raise Malformed("captured_at without time zone")


def load_body(envelope: Envelope) -> Body:
    """Read the body in today's shape; raises UnknownKind, FutureVersion or Malformed."""
    if envelope.kind not in BODIES:
        raise UnknownKind(repr(envelope.kind[:40]))
    if envelope.body_v > BODY_V[envelope.kind]:
        raise FutureVersion(f"{envelope.kind} v{envelope.body_v}")
    raw = bytes(envelope.body)
    for version in range(envelope.body_v, BODY_V[envelope.kind]):
        raw = UPCASTERS[envelope.kind, version](raw)
    try:
        return _bodies[envelope.kind].decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(str(error)) from error
