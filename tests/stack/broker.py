"""A Mosquitto of its own: mutual TLS, permissions from the wire, queues that do not drop."""

import signal
from pathlib import Path

from yizhan_provisioning.authority import Authority
from yizhan_provisioning.broker import acl

from stack import host
from stack.process import Program, answers, free_port

# Limits: trap 1 of the ingest measurements. The defaults acknowledge and then drop.
CONF = """
per_listener_settings false
listener {port} 127.0.0.1
allow_anonymous false
require_certificate true
use_identity_as_username true
cafile {authority}/ca.crt
certfile {authority}/broker.crt
keyfile {authority}/broker.key
crlfile {authority}/ca.crl
acl_file {folder}/acl
persistence true
persistence_location {folder}/
autosave_interval 5
max_queued_messages 0
max_queued_bytes 268435456
max_inflight_messages 0
max_packet_size 1048576
message_size_limit 1048576
user root
log_dest stderr
log_type error
log_type warning
log_type notice
"""


class Broker:
    """One broker under `folder`; its authority must live below the same folder.

    `tap` names a certificate that may read everything: for tests that search the wire.
    """

    def __init__(self, folder: Path, authority: Authority, tap: str = "") -> None:
        self.folder = folder.absolute()
        self.authority = authority
        self.tap = tap
        self.port = free_port()
        run = ["mosquitto", "-c", str(self.folder / "mosquitto.conf")]
        self.program = Program(
            "Mosquitto", host.command(self.folder, run), self.folder / "mosquitto.log"
        )

    def start(self) -> None:
        """Write the configuration, start, wait until it accepts connections."""
        folder, authority = self.folder, self.authority.folder.absolute()
        more = f"user {self.tap}\ntopic read #\n" if self.tap else ""
        (folder / "acl").write_text(f"{more}{acl()}")
        (folder / "acl").chmod(0o600)
        text = CONF.format(port=self.port, folder=folder, authority=authority)
        (folder / "mosquitto.conf").write_text(text)
        self.program.start(lambda: answers(self.port))

    def stop(self) -> None:
        """Ask it to end; it saves its queues."""
        self.program.stop()

    def kill(self) -> None:
        """`kill -9`: what was not saved is gone."""
        self.program.kill()

    def reload(self) -> None:
        """SIGHUP: read the revocation list again."""
        if self.program.child:
            self.program.child.send_signal(signal.SIGHUP)
