"""A Mosquitto of its own: mutual TLS, permissions from the wire, queues that do not drop."""

import signal
from pathlib import Path

from yizhan_provisioning.authority import Authority
from yizhan_provisioning.broker import conf
from yizhan_wire.permissions import acl

from stack import host
from stack.process import Program, answers, free_port


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
        (authority / "acl").write_text(f"{more}{acl()}")
        (authority / "acl").chmod(0o600)
        text = conf("127.0.0.1", self.port, authority, folder, "root")
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
