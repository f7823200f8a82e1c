"""A server as the settings files of the house make it, booted beside the tests' database."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from yizhan_collector.rooms.helped.seal import new_key
from yizhan_provisioning.authority import Authority

from stack.broker import Broker
from stack.machine import Machine
from stack.postgres import Postgres
from stack.process import free_port

SETTINGS = ("collector", "portal", "helped")
# what the processes at the edges need to begin; nobody answers there
MORE = """
[callbacks]
ca = "ca.crt"
cert = "collector.crt"
key = "collector.key"
[operator_feed]
url = "https://127.0.0.1:9/positions"
token_file = "operator.token"
[channels]
portal = "https://127.0.0.1:9"
[channels.wechat]
url = "http://127.0.0.1:9"
app_id = "wx0"
secret_file = "wechat.secret"
[telephony]
kind = "file"
events = "/var/spool/yizhan-exchange/events"
commands = "/var/spool/yizhan-exchange/commands"
"""
SHIPPED = {8443: "portal", 8444: "office", 8445: "device", 8447: "helped", 8883: "broker"}


class Server(Machine):
    """The shipped files with other ports, the database elsewhere, every credential in place."""

    def __init__(self, folder: Path, postgres: Postgres) -> None:
        super().__init__(folder, "server")
        self.url, self.help_url = postgres.new_database(), postgres.new_database()
        self.authority = Authority.create(self.shared / "authority", datetime.now(UTC))
        self.own = self.authority.issue("collector", datetime.now(UTC))
        self.authority.issue("broker", datetime.now(UTC))
        self.broker = Broker(self.shared, self.authority)
        self.ports = {name: free_port() for name in SHIPPED.values()}
        self.ports["broker"] = self.broker.port
        for name in SETTINGS:
            self._settings(name)
        self._credentials(postgres)
        self.write("usr/lib/sysusers.d/server.conf", "u postgres -\nu mosquitto -\n")

    def start(self) -> None:
        """The broker, then the machine."""
        self.broker.start()
        super().start()

    def stop(self) -> None:
        """Both; nothing stays."""
        super().stop()
        self.broker.stop()

    def _settings(self, name: str) -> None:
        path = f"etc/yizhan/{name}.toml"
        text = (self.laid / path).read_text()
        for port, door in SHIPPED.items():
            text = text.replace(f"port = {port}", f"port = {self.ports[door]}")
        kept = [line for line in text.splitlines() if not line.startswith("database = ")]
        file = "yizhan" if name == "collector" else name
        more = MORE if name == "collector" else ""
        lines = [f'database_file = "{file}.database"', *kept, more]
        self.write(path, "\n".join(lines))

    def _credentials(self, postgres: Postgres) -> None:
        pems = {f"{who}.crt": self.own.cert for who in ("collector", "office", "portal", "helped")}
        keys = {f"{who}.key": self.own.key for who in ("collector", "office", "portal", "helped")}
        for name, path in {"ca.crt": self.own.ca, **pems, **keys}.items():
            self.credential(name, path.read_text())
        for who, url in (("yizhan", self.url), ("helped", self.help_url)):
            self.credential(f"{who}.database", url)
            self.credential(f"{who}.secret", secrets.token_urlsafe(40))
        for name in ("operator.token", "wechat.secret"):
            self.credential(name, secrets.token_urlsafe(20))
        self.credential("helped.sealing", new_key())
        self.credential("portal.secret", secrets.token_urlsafe(40))
        self.credential("portal.database", self.url.replace("postgres@", "portal_login@"))

    def credential(self, name: str, text: str) -> None:
        """Put a secret where root alone reads it."""
        self.write(f"etc/credstore/{name}", text, 0o600)
