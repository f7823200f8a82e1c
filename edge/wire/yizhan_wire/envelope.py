"""Who said it, when it happened, and in what order."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from uuid_utils.compat import uuid7

ClockSource = Literal["ntp", "rtc", "peer", "none"]
Confidence = Literal["good", "fair", "poor"]
MAX_ENVELOPE = 64 * 1024
MAX_BATCH = 512 * 1024


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """How far the box trusts its own clock: the source, the last known offset in seconds."""

    source: ClockSource
    confidence: Confidence
    offset_s: float | None = None


class Envelope(msgspec.Struct, frozen=True):
    """One event of one box. `seq` counts 1, 2, 3 … inside one `life` of the spool file."""

    id: UUID
    device: str
    life: UUID
    seq: int
    kind: str
    body_v: int
    captured_at: datetime
    clock: Clock
    body: msgspec.Raw
    sent_at: datetime | None = None


def new_id() -> UUID:
    """A time-ordered UUID, version 7 (RFC 9562)."""
    return uuid7()
