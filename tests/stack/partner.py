"""The partners' door over one database: the real server, the real certificates, our clock."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psycopg
from yizhan_collector.app import create_partner_app
from yizhan_collector.rooms.sharing import partners
from yizhan_collector.rooms.sharing.model import Partner, PartnerKind
from yizhan_collector.serve import Door, device_config
from yizhan_collector.settings import PartnerDoor
from yizhan_provisioning.authority import Authority

from stack.builders import NOON
from stack.desk import Desk
from stack.process import free_port, wait_for

PARTNERS: tuple[tuple[str, PartnerKind, str, str], ...] = (
    ("gongan-210521", "police", "本溪满族自治县公安局", "210521"),
    ("jiancha-210521", "procuratorate", "本溪满族自治县人民检察院", "210521"),
    ("fayuan-210521", "court", "本溪满族自治县人民法院", "210521"),
    ("fayuan-210522", "court", "桓仁满族自治县人民法院", "210522"),
    ("rexian-2105", "platform", "本溪市12345政务服务便民热线", ""),
    ("rexian-210522", "platform", "桓仁县12345分中心", "210522"),
)
STRANGER = "nobody-1"


@dataclass
class Partners:
    """The door, and a program for each authority."""

    desk: Desk
    authority: Authority
    folder: Path

    def __post_init__(self) -> None:
        port = free_port()
        self.address = f"https://127.0.0.1:{port}"
        self.clients: list[httpx.Client] = []
        config = PartnerDoor(
            port=port,
            ca=self.folder / "ca.crt",
            cert=self.folder / "collector.crt",
            key=self.folder / "collector.key",
        )
        app = create_partner_app(self.desk.house)
        self.door = Door("partner", device_config(app, config))

    def program(self, code: str) -> httpx.Client:
        """The program of one authority, with its certificate."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "ca.crt"))
        trusted.load_cert_chain(self.folder / f"{code}.crt", self.folder / f"{code}.key")
        return self.bare(trusted)

    def bare(self, trusted: ssl.SSLContext) -> httpx.Client:
        """Somebody who knocks with what this context holds."""
        client = httpx.Client(base_url=self.address, verify=trusted, timeout=20)
        self.clients.append(client)
        return client


def register(desk: Desk) -> None:
    """Let the administrator register every authority of PARTNERS."""
    with psycopg.connect(desk.url) as tx:
        row = tx.execute("select id from staff where login = 'admin'").fetchone()
        assert row
        for code, kind, name, area in PARTNERS:
            partners.add(tx, Partner(code, kind, name, area, "", NOON), row[0])


@contextmanager
def opened(desk: Desk, authority: Authority, folder: Path) -> Iterator[Partners]:
    """The door with every authority of PARTNERS registered, and one that is not."""
    for code in (STRANGER, *(one[0] for one in PARTNERS)):
        authority.issue(code, datetime.now(UTC))
    register(desk)
    made = Partners(desk, authority, folder)
    made.door.thread.start()
    wait_for(lambda: made.door.server.started, 10, "the partners' door")
    try:
        yield made
    finally:
        for client in made.clients:
            client.close()
        made.door.server.should_exit = True
        made.door.stop()
