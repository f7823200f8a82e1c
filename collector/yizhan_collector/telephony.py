"""The `telephony` process: hears the exchange, keeps what it tells, has it do what the room wants.

One runs beside a database. What was heard is committed before the next is asked for; a command is
given out once, and the room takes it back when the exchange could not carry it out.
"""

import logging
import random
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from yizhan_collector.adapters.asterisk import Asterisk
from yizhan_collector.adapters.asterisk_calls import Ways
from yizhan_collector.adapters.filefed import FileFed
from yizhan_collector.adapters.outside import Away, Declined
from yizhan_collector.adapters.telephony import Exchange, Heard, Unmet
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.ground.turns import stand_by
from yizhan_collector.rooms.hotline import calls, recordings
from yizhan_collector.rooms.hotline.model import CallEvent, Command, Connect
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.settings import AsteriskExchange, FileExchange, Settings

log = logging.getLogger(__name__)
LONGEST_S = 15.0  # a caller waits meanwhile
SWEEP = timedelta(hours=1)


def run(settings: Settings, stopping: threading.Event) -> None:
    """Serve until `stopping` is set; only one does beside a database, another stands by."""
    for name in ("httpx", "websockets.client"):
        logging.getLogger(name).setLevel(logging.WARNING)  # whole addresses
    exchange, pause = exchange_of(settings), 0.2
    while not stopping.is_set():
        began = datetime.now(UTC)
        try:
            _beside(settings, exchange, stopping)
        except Away as away:
            log.warning("exchange not reachable: %s", away.reason)
        except psycopg.OperationalError as error:
            log.warning("database not reachable: %s", type(error).__name__)
        steady = (datetime.now(UTC) - began).total_seconds() > LONGEST_S
        pause = 0.2 if steady else min(pause * 2, LONGEST_S)
        stopping.wait(pause * random.uniform(1, 1.2))  # noqa: S311 # jitter
    exchange.close()


def exchange_of(settings: Settings) -> Exchange:
    """The exchange that is set up; raises BadSettings when none is."""
    given = settings.telephony
    if given is None:
        raise BadSettings("`telephony` needs the table [telephony]")
    if isinstance(given, FileExchange):
        return FileFed(given.events, given.commands)
    ways = Ways(given.seats, given.trunk, given.notice, given.stars, given.ring_s)
    return Asterisk.at(given.url, given.user, given.password_file, ways)


def require_patience(tx: psycopg.Connection, ring_s: int, now: datetime) -> None:
    """A seat stops ringing before the room gives it up; raises BadSettings."""
    limit = rules.book(tx, legal_day(now)).number("hotline.ring_seconds")
    if ring_s >= limit:
        said = f"`telephony.ring_s` is {ring_s}: less than {limit}, the rule hotline.ring_seconds"
        raise BadSettings(said)


def _beside(settings: Settings, exchange: Exchange, stopping: threading.Event) -> None:
    given = settings.telephony
    folder = given.recordings if given else None
    ring_s = given.ring_s if isinstance(given, AsteriskExchange) else 0
    with psycopg.connect(settings.database, autocommit=True, connect_timeout=5) as tx:
        require_patience(tx, ring_s, datetime.now(UTC))
        stand_by(tx, "telephony", 1, stopping)
        listen(tx, exchange, folder, stopping)


def listen(
    tx: psycopg.Connection, exchange: Exchange, folder: Path | None, stopping: threading.Event
) -> None:
    """Hear and tell until `stopping` is set; raises Away or psycopg.OperationalError.

    Once an hour recordings in `folder` are deleted whose time is over.
    """
    due = datetime.now(UTC)
    for heard in exchange.events():
        now = datetime.now(UTC)
        if stopping.is_set():
            return
        take(tx, heard, now)
        tell(tx, exchange, now)
        if folder and now >= due:
            due = now + SWEEP
            recordings.forget_old(tx, folder, now)


def take(tx: psycopg.Connection, heard: Heard, now: datetime) -> None:
    """Keep one thing; what the database cannot keep is logged without its words and left out."""
    if heard is None:
        return
    try:
        with tx.transaction():
            _keep(tx, heard, now)
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        log.error("%s not kept: %s", type(heard).__name__, type(error).__name__)


def _keep(tx: psycopg.Connection, heard: Heard, now: datetime) -> None:
    if isinstance(heard, CallEvent):
        calls.heard(tx, heard, now)
    elif isinstance(heard, Unmet):
        calls.commanded(tx, heard.command, now, heard.reason)
    elif heard is not None:
        calls.stand(tx, heard, now)


def tell(tx: psycopg.Connection, exchange: Exchange, now: datetime) -> None:
    """Have the exchange do what the room wants; raises Away, after the room was told."""
    with tx.transaction():
        wanted = calls.next_commands(tx, now)
    lost: Away | None = None
    for one in wanted:
        failed: Away | Declined | None = None
        try:
            carry(exchange, one)
        except (Away, Declined) as error:
            failed = error
        with tx.transaction():
            calls.commanded(tx, one, now, failed.reason if failed else None)
        lost = failed if isinstance(failed, Away) else lost
    if lost:
        raise lost


def carry(exchange: Exchange, one: Command) -> None:
    """Have the exchange begin one thing; raises Away, Declined."""
    if isinstance(one, Connect):
        exchange.connect(one)
    else:
        exchange.dial(one)
