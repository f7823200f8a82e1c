"""Part of the `channels` process: says to followers what is to be said, fetches what they sent.

A word may be said twice when the process dies between saying and noting; it is never lost.
"""

import logging
import random
from datetime import datetime, timedelta
from typing import Any

import psycopg

from yizhan_collector.adapters.outside import Away, Declined, Gone
from yizhan_collector.adapters.wechat_talk import Talk
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.followers import talking
from yizhan_collector.rooms.followers.talking import Media, Word

log = logging.getLogger(__name__)
LONGEST_S = 900.0
MENU_EVERY, MENU_AGAIN = timedelta(days=1), timedelta(minutes=15)


class Talker:
    """Takes what is due, one by one; an account that asks for it is left alone for a while."""

    def __init__(
        self, talk: Talk, every_s: float, menu: list[dict[str, Any]] | None = None
    ) -> None:
        self._talk, self._every_s, self._menu = talk, every_s, menu
        self._resting: datetime | None = None
        self._menu_due: datetime | None = None  # None: at once

    def step(self, tx: psycopg.Connection, now: datetime) -> bool:
        """Do the next thing that is due; False when nothing is. `tx` commits by itself."""
        if self._resting and now < self._resting:
            return False
        if word := talking.next_word(tx, now):
            self._word(tx, word, now)
        elif media := talking.next_media(tx, now):
            self._media(tx, media, now)
        else:
            return False
        return True

    def keep_menu(self, now: datetime) -> None:
        """Set the menu where it differs, asked once a day and at the start; words go first."""
        waits = max(filter(None, (self._menu_due, self._resting)), default=now)
        if self._menu is None or now < waits:
            return
        self._menu_due = now + MENU_EVERY
        try:
            if self._talk.menu() != self._menu:
                self._talk.set_menu(self._menu)
                log.info("the menu was set")
        except Away as away:
            self._menu_due = now + max(MENU_AGAIN, timedelta(seconds=away.wait_s))
        except (Declined, Gone) as refused:
            log.warning("the menu cannot be set: %s", refused)

    def _word(self, tx: psycopg.Connection, one: Word, now: datetime) -> None:
        try:
            (self._talk.say if one.kind == "text" else self._talk.notify)(one.follower, one.said)
            talking.said(tx, one)
        except Away as away:
            self._later(tx, one, away, now)
        except Declined as declined:
            if declined.reason.startswith("silent") and one.kind == "text":
                talking.as_notice(tx, one)
            else:
                talking.unsendable(tx, one, declined.reason)
        except Gone:
            talking.unsendable(tx, one, "gone")

    def _media(self, tx: psycopg.Connection, one: Media, now: datetime) -> None:
        try:
            content = self._talk.fetch(one.media)
            with tx.transaction():
                talking.keep(tx, one, content, now)
        except Away as away:
            self._later(tx, one, away, now)
        except Refused as refused:  # too late, too large, no picture: a person asks again
            talking.unkept(tx, one, type(refused).__name__)

    def _later(self, tx: psycopg.Connection, one: Word | Media, away: Away, now: datetime) -> None:
        grown = min(self._every_s * 2 ** min(one.attempts, 12), LONGEST_S)
        pause = max(grown, away.wait_s) * random.uniform(1, 1.2)  # noqa: S311 # jitter
        talking.put_off(tx, one, away.reason, now + timedelta(seconds=pause))
        if away.wait_s:
            self._resting = now + timedelta(seconds=away.wait_s)
        log.info("the account is away (%s), attempt %d", away.reason, one.attempts + 1)
