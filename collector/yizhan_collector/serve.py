"""The `serve` process: the office over HTTP and the device door over HTTPS."""

import gc
import logging
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from yizhan_collector.adapters.cms import Cms
from yizhan_collector.adapters.tiles import Tiles
from yizhan_collector.doors.access import House
from yizhan_collector.doors.attempts import Attempts
from yizhan_collector.doors.feed import Feed
from yizhan_collector.doors.peer import PeerProtocol
from yizhan_collector.ground.pool import pool
from yizhan_collector.ground.refusals import BadSettings, Refused
from yizhan_collector.rooms.publishing.model import Offered
from yizhan_collector.settings import Office, Peer, Settings

log = logging.getLogger(__name__)
COMMON: dict[str, Any] = {
    "access_log": False,
    "log_config": None,
    "lifespan": "off",
    "ws": "none",
    "http": "h11",
    "loop": "asyncio",
    "server_header": False,
    "proxy_headers": False,
    "timeout_graceful_shutdown": 3,
}


@dataclass(frozen=True)
class Apps:
    """How the two applications are made; they stand beside this process, not below it."""

    office: Callable[[House], ASGIApp]
    device: Callable[[House], ASGIApp]
    partner: Callable[[House], ASGIApp]


class CannotListen(Refused):
    """A door could not be opened; its port is taken or its certificate cannot be read."""


class Door:
    """One server in a thread of its own."""

    def __init__(self, name: str, config: uvicorn.Config) -> None:
        # whoever may add a handler to it: it would write down query strings, and with them names
        logging.getLogger("uvicorn.access").disabled = True
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)

    def _run(self) -> None:
        with suppress(SystemExit):  # uvicorn's word for a port that is taken; it has logged it
            self.server.run()

    def stop(self) -> None:
        """End open requests within a few seconds."""
        self.server.should_exit = True
        self.thread.join(10)


def run(settings: Settings, stopping: threading.Event, apps: Apps) -> None:
    """Serve until `stopping` is set; raises BadSettings or CannotListen."""
    if settings.office is None or settings.device_door is None:
        raise BadSettings("`serve` needs the tables [office] and [device_door]")
    url = settings.database
    with pool(url) as connections:
        feed = Feed(url, connections)
        secure = settings.office.cert is not None
        house = House(
            connections,
            settings.secret,
            Attempts(),
            feed,
            lambda: datetime.now(UTC),
            secure,
            settings.media,
            settings.telephony.recordings if settings.telephony else None,
            tiles=Tiles(settings.office.tiles) if settings.office.tiles else None,
            offered=settings.channels.offered() if settings.channels else Offered(),
            cms=cms(settings),
            updates=settings.updates,
            commands=settings.command_key is not None,
            issuing=settings.issuing.read() if settings.issuing else None,
        )
        doors = [
            Door("office", office_config(apps.office(house), settings.office)),
            Door("device", claiming_config(apps.device(house), settings.device_door)),
        ]
        if settings.partner_door:
            partner = device_config(apps.partner(house), settings.partner_door)
            doors.append(Door("partner", partner))
        gc.collect()
        gc.freeze()  # what was read to begin is never garbage: a full look at it took 60 ms
        feed.start()
        for door in doors:
            door.thread.start()
        try:
            _watch(doors, stopping)
        finally:
            feed.stop()
            for door in doors:
                door.stop()


def cms(settings: Settings) -> Cms | None:
    """What opens and signs files on discs, as the partners' door is set; None without one."""
    door = settings.partner_door
    return Cms(door.ca, door.cert, door.key) if door else None


def _watch(doors: list[Door], stopping: threading.Event) -> None:
    while not stopping.wait(0.2):
        for door in doors:
            if not door.thread.is_alive():
                raise CannotListen(f"({door.thread.name})")


def office_config(app: ASGIApp, office: Office, **more: Any) -> uvicorn.Config:
    """The office's server: over TLS when it has a certificate; a proxy is believed by address.

    `more` goes to the server and wins over what is common to all.
    """
    if office.proxy:
        app = ProxyHeadersMiddleware(app, str(office.proxy))  # type: ignore[arg-type,assignment]
    return uvicorn.Config(
        app,
        host=office.host,
        port=office.port,
        ssl_certfile=office.cert,
        ssl_keyfile=office.key,
        **COMMON | more,
    )


def claiming_config(app: ASGIApp, door: Peer) -> uvicorn.Config:
    """The same for boxes; one that is not claimed has no certificate yet, and gets no name."""
    made = device_config(app, door)
    made.ssl_cert_reqs = ssl.CERT_OPTIONAL
    return made


def device_config(app: ASGIApp, door: Peer) -> uvicorn.Config:
    """The server of a door where only peers of its authority get in: partners."""
    return uvicorn.Config(
        app,
        host=door.host,
        port=door.port,
        ssl_certfile=door.cert,
        ssl_keyfile=door.key,
        ssl_ca_certs=str(door.ca),
        ssl_cert_reqs=ssl.CERT_REQUIRED,
        **COMMON | {"http": PeerProtocol},
    )
