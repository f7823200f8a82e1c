"""`tell` in our hand, beside the listeners of partners."""

import psycopg
from yizhan_collector.adapters.callback import Caller
from yizhan_collector.rooms.sharing import telling
from yizhan_collector.tell import Post, Teller
from yizhan_provisioning.authority import Authority

from stack.desk import Desk

PATIENCE = 1.5  # seconds for an answer


def knocks(authority: Authority, certified_by: Authority | None = None) -> Post:
    """How the collector knocks, with little patience."""
    here = (certified_by or authority).folder
    return Caller(authority.ca, here / "collector.crt", here / "collector.key", PATIENCE).post


class Bell:
    """`tell` in our hand: it steps when it is told, and the clock is the desk's."""

    def __init__(self, desk: Desk, post: Post) -> None:
        self.desk, self.teller = desk, Teller(post)

    def close(self) -> None:
        """Let the threads end."""
        self.teller.close()

    def ring(self) -> None:
        """Tell all that is due now, until nobody is being told."""
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            telling.as_teller(tx)
            while self.teller.step(tx, self.desk.now):
                pass
