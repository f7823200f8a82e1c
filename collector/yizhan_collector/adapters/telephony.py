"""What we ask of a telephone exchange, whichever it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from yizhan_collector.rooms.hotline.model import CallEvent, Command, Connect, Dial, Standing

Reason = Literal["busy", "no_answer", "declined", "unreachable", "gone"]


@dataclass(frozen=True)
class Unmet:
    """A command that came to nothing: nobody picked up at the seat; the caller goes on waiting.

    Of a Dial the number is left out.
    """

    command: Command
    reason: Reason


Heard = CallEvent | Standing | Unmet | None


class Exchange(Protocol):
    """A telephone exchange; used by one thread.

    What is heard has been taken when the next is asked for; what was not is told again, or found
    missing in the next Standing.
    """

    def close(self) -> None:
        """Let the connection go."""

    def events(self) -> Iterator[Heard]:
        """Connect and listen: one Standing first, None when nothing came for a moment.

        Raises adapters.outside.Away when the exchange cannot be reached any more.
        """

    def connect(self, one: Connect) -> None:
        """Begin to ring the seat for a waiting call; raises Away, Declined."""

    def dial(self, one: Dial) -> None:
        """Begin to ring the seat for a call to a number; raises Away, Declined."""
