"""Part of the `channels` process: asks WeChat who opened the binding page, and ends their turn."""

import logging
from datetime import datetime

import psycopg

from yizhan_collector.adapters.outside import Away, Declined, Gone
from yizhan_collector.adapters.wechat import WeChat
from yizhan_collector.rooms.followers import binding

log = logging.getLogger(__name__)


class Binder:
    """Takes the turns one by one; a person waits before the page, so none is tried twice."""

    def __init__(self, account: WeChat) -> None:
        self._account = account

    def step(self, tx: psycopg.Connection, now: datetime) -> bool:
        """End the oldest turn; False when none waits. `tx` commits by itself."""
        one = binding.next_turn(tx)
        if one is None:
            return False
        if now - one.at > binding.FRESH:
            binding.unknown(tx, one, "spent")
            return True
        try:
            follower = self._account.who(one.login)
        except Gone:
            binding.unknown(tx, one, "spent")
        except (Away, Declined) as error:
            log.warning("WeChat does not say who it was: %s", error.reason)
            binding.unknown(tx, one, "away")
        else:
            with tx.transaction():
                binding.known(tx, one, follower, now)
        return True
