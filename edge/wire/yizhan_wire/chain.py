"""The chain over the segments of a recording: what is taken away, changed or added shows. Pure."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID


def first(session: UUID) -> str:
    """What the first segment is chained to."""
    return hashlib.sha256(session.bytes).hexdigest()


def link(
    before: str, number: int, started_at: datetime, ended_at: datetime, size: int, sha256: str
) -> str:
    """The chain after a segment: SHA-256 over the chain before and all that is told of it."""
    told = (before, str(number), _at(started_at), _at(ended_at), str(size), sha256)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _at(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
