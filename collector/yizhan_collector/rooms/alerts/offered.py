"""Rules whose facts another room offers; jobs.py hands them over, so that no table is shared."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.alerts.model import Finding

Look = Callable[[Connection, datetime], Iterator[Finding]]


class Unclosed(Protocol):
    """A procedure before the camera whose time is over, and nobody has closed it."""

    @property
    def id(self) -> UUID:
        """Which."""

    @property
    def township(self) -> str:
        """Whose it is."""

    @property
    def ended_at(self) -> datetime:
        """When it ended."""


def sessions(unclosed: Callable[[Connection, datetime], Iterable[Unclosed]]) -> Look:
    """The rule `session_not_closed` over what the sessions offer."""

    def look(tx: Connection, now: datetime) -> Iterator[Finding]:
        for one in unclosed(tx, now):
            key, since = str(one.id), one.ended_at
            line = {"code": "session_not_closed", "session": key, "since": since.isoformat()}
            yield Finding("session_not_closed", "office", one.township, None, key, since, (line,))

    return look
