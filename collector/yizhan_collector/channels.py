"""The `channels` process: published texts go to the services outside, and come back from there.

One delivery at a time: it is noted as being sent before it is sent. Without news of how that ended
it is looked up out there before anything is sent again, so nothing doubles and nothing is lost.
"""

import logging
import random
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg
from psycopg.errors import CheckViolation

from yizhan_collector.adapters.outside import Away, Declined, Gone, Repeated, Service
from yizhan_collector.adapters.wechat import WeChat
from yizhan_collector.adapters.wechat_talk import Talk, Template
from yizhan_collector.adapters.weibo import Weibo
from yizhan_collector.binder import Binder
from yizhan_collector.ground.ear import Ear
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.ground.turns import stand_by
from yizhan_collector.rooms.followers import binding, menu
from yizhan_collector.rooms.publishing import sending
from yizhan_collector.rooms.publishing.model import Channel, Delivery
from yizhan_collector.settings import Channels, Settings
from yizhan_collector.talker import Talker

log = logging.getLogger(__name__)
LONGEST_S = 900.0
LISTEN_S = 0.5
SETTLE = 6  # times the rhythm, before what nobody knows of is looked up


def run(settings: Settings, stopping: threading.Event) -> None:
    """Serve until `stopping` is set; only one does beside a database, another stands by."""
    if settings.channels is None:
        raise BadSettings("`channels` needs the table [channels]")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses, with tokens
    given = settings.channels
    carrier = Carrier(services(given), given.every_s)
    talker, binder = talks(given, carrier), binds(carrier)
    ear = Ear(settings.database, binding.CHANNEL)
    while not stopping.is_set():
        try:
            with psycopg.connect(settings.database, autocommit=True, connect_timeout=5) as tx:
                _serve(tx, ear, carrier, talker, binder, stopping)
        except psycopg.OperationalError as error:
            log.warning("database not reachable: %s", type(error).__name__)
        stopping.wait(random.uniform(0.2, 1))  # noqa: S311 # jitter
    ear.close()
    for one in carrier.services.values():
        one.close()


def services(given: Channels) -> dict[Channel, Service]:
    """The services that are set up."""
    found: dict[Channel, Service] = {}
    if one := given.wechat:
        found["wechat"] = WeChat(one.url, one.app_id, one.secret_file, one.cover)
    if two := given.weibo:
        found["weibo"] = Weibo(two.url, two.token_file, two.rip)
    return found


def talks(given: Channels, carrier: "Carrier") -> Talker | None:
    """Who speaks to followers, through the same token; None without an account."""
    account = carrier.services.get("wechat")
    if given.wechat is None or not isinstance(account, WeChat):
        return None
    one = given.wechat
    return Talker(
        Talk(account, Template(one.notice, one.notice_field) if one.notice else None),
        given.every_s,
        menu.buttons(given.portal),
    )


def binds(carrier: "Carrier") -> Binder | None:
    """Who asks WeChat who opened the binding page; None without an account."""
    account = carrier.services.get("wechat")
    return Binder(account) if isinstance(account, WeChat) else None


def _serve(
    tx: psycopg.Connection,
    ear: Ear,
    carrier: "Carrier",
    talker: Talker | None,
    binder: Binder | None,
    stopping: threading.Event,
) -> None:
    stand_by(tx, "channels", carrier.every_s, stopping)
    ear.wait(0)  # listening begins before the first look, so nothing falls between the two
    while not stopping.is_set():
        # a person waits before the page, another for a word; a text for its day
        while binder is not None and binder.step(tx, datetime.now(UTC)) and not stopping.is_set():
            pass
        spoke = talker is not None and talker.step(tx, datetime.now(UTC))
        if not carrier.step(tx, datetime.now(UTC)) and not spoke:
            if talker is not None:
                talker.keep_menu(datetime.now(UTC))
            _rest(ear, carrier.every_s, stopping)


def _rest(ear: Ear, seconds: float, stopping: threading.Event) -> None:
    """Wait for the next round, or until somebody waits before the page."""
    until = time.monotonic() + seconds
    while not stopping.is_set() and (left := until - time.monotonic()) > 0:
        if ear.wait(min(left, LISTEN_S)):
            return


@dataclass
class Carrier:
    """Takes what is due, one by one; a service that asks for it is left alone for a while."""

    services: Mapping[Channel, Service]
    every_s: float
    resting: dict[Channel, datetime] = field(default_factory=dict)

    def step(self, tx: psycopg.Connection, now: datetime) -> bool:
        """Do the next thing that is due; False when nothing is."""
        awake = [one for one in self.services if self.resting.get(one, now) <= now]
        one = sending.next_due(tx, awake, now)
        if one is None:
            return False
        try:
            sending.begin(tx, one, now + timedelta(seconds=SETTLE * self.every_s), now)
        except CheckViolation:
            # it points to somebody by now, or is not live any more; never which
            sending.failed(tx, one, "private", now)
            return True
        self._try(tx, one, now)
        return True

    def _try(self, tx: psycopg.Connection, one: Delivery, now: datetime) -> None:
        try:
            self._act(tx, one, now)
        except Away as away:
            self._later(tx, one, away, now)
        except Declined as declined:
            sending.failed(tx, one, declined.reason, now)
        except Gone:
            sending.withdrawn(tx, one, now, "gone")
        except Repeated:
            self._repeated(tx, one, now)
        log.info("%s %s, attempt %d", one.channel, one.state, one.attempts + 1)

    def _act(self, tx: psycopg.Connection, one: Delivery, now: datetime) -> None:
        service = self.services[one.channel]
        remote = one.remote
        if not remote and one.state != "waiting":
            remote = service.find(one.text, sending.known(tx, one)) or ""
        if one.state == "withdrawing":
            if remote:
                service.withdraw(remote)
            sending.withdrawn(tx, one, now)
        else:
            sending.done(tx, one, remote or service.send(one.text), now)

    def _repeated(self, tx: psycopg.Connection, one: Delivery, now: datetime) -> None:
        """The same words are out there: ours, or an older version that is about to go."""
        found: str | None = None
        with suppress(Away, Declined):
            found = self.services[one.channel].find(one.text, sending.known(tx, one))
        if found:
            sending.done(tx, one, found, now)
        elif one.attempts >= 5:
            sending.failed(tx, one, "repeated", now)
        else:
            self._later(tx, one, Away("repeated"), now)

    def _later(self, tx: psycopg.Connection, one: Delivery, away: Away, now: datetime) -> None:
        grown = min(self.every_s * 2 ** min(one.attempts, 12), LONGEST_S)
        pause = max(grown, away.wait_s) * random.uniform(1, 1.2)  # noqa: S311 # jitter
        sending.put_off(tx, one, away.reason, now + timedelta(seconds=pause))
        if away.wait_s:
            self.resting[one.channel] = now + timedelta(seconds=away.wait_s)
