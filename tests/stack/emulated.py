"""A box of the real image, emulated: its disk, its card as a technician edits it, its console.

What only a test needs (a way to the page, a certificate before there is a claim) comes through
systemd's credentials from outside; the image is the one that is shipped.
"""

import re
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import httpx
from yizhan_provisioning.image import disk

from stack.process import Program, free_port, wait_for

FIRMWARE = "/usr/share/qemu-efi-aarch64/QEMU_EFI.fd"
OUTSIDE = "10.0.2.2"  # what the loopback of this machine is called inside
FORWARDED, PAGE = 8700, 8601  # the page listens on the guest's own loopback only
FORWARD = {
    "systemd.extra-unit.test-page.socket": f"[Socket]\nListenStream=0.0.0.0:{FORWARDED}\n",
    "systemd.extra-unit.test-page.service": (
        f"[Service]\nExecStart=/usr/lib/systemd/systemd-socket-proxyd 127.0.0.1:{PAGE}\n"
    ),
    # a box is asked by nobody: its firewall is told of the test's port
    "systemd.extra-unit.test-door.service": (
        "[Unit]\nAfter=nftables.service\n[Service]\nType=oneshot\n"
        f"ExecStart=/usr/sbin/nft add element inet yizhan open {{ {FORWARDED} }}\n"
    ),
    "systemd.unit-dropin.multi-user.target": ("[Unit]\nWants=test-page.socket test-door.service\n"),
}


class Emulated:
    """One machine, off until started. Its disk is a layer above the image, which stays as it is."""

    def __init__(self, folder: Path, image: Path, gigabytes: int = 6) -> None:
        self.folder, self.image = folder, image
        self.disk, self.log = folder / "disk.raw", folder / "console.log"
        self.port = free_port()
        self.credentials: dict[str, str] = dict(FORWARD)
        folder.mkdir(parents=True, exist_ok=True)
        # a card that is larger than the image, as each is
        subprocess.run(["cp", "--sparse=always", str(image), str(self.disk)], check=True)
        with self.disk.open("r+b") as file:
            file.truncate(gigabytes << 30)
        self.program = self._program()

    def put(self, name: str, content: bytes) -> None:
        """Write a file onto the boot partition, as a technician does on a laptop."""
        source = self.folder / f"put-{name}"
        source.write_bytes(content)
        place = f"{self.disk}@@{disk.BOOT.start * disk.MIB}"
        subprocess.run(["mcopy", "-o", "-i", place, str(source), f"::{name}"], check=True)

    def taken(self, name: str) -> bytes:
        """A file of the boot partition while the machine is off."""
        place = f"{self.disk}@@{disk.BOOT.start * disk.MIB}"
        read = ["mcopy", "-i", place, f"::{name}", "-"]
        return subprocess.run(read, check=True, capture_output=True).stdout

    def give(self, files: Mapping[str, str]) -> None:
        """Files that are there at the next start, below `/var/lib/yizhan`; name → content."""
        lines = ["d /var/lib/yizhan/identity 0700 yizhan yizhan"]
        for name, content in files.items():
            inside = content.replace("\n", "\\n")
            lines.append(f"f+ /var/lib/yizhan/{name} 0600 yizhan yizhan - {inside}")
        self.credentials["tmpfiles.extra"] = "\n".join(lines) + "\n"

    def partitions(self) -> set[str]:
        """Names of the partitions of the disk while the machine is off."""
        read = subprocess.run(
            ["/usr/sbin/sfdisk", "--dump", str(self.disk)],
            check=True,
            capture_output=True,
            text=True,
        )
        return set(re.findall(r'name="([^"]*)"', read.stdout))

    def start(self, line: str, seconds: float) -> str:
        """Power on and wait for a line of the console, a regular expression; what it matched."""
        self.program = self._program()
        self.log.unlink(missing_ok=True)
        self.program.start(lambda: self.said(line) is not None, seconds)
        return self.said(line) or ""

    def wait(self, line: str, seconds: float) -> str:
        """Wait for another line of the console."""
        wait_for(lambda: self.said(line) is not None, seconds, f"{line}: {self.log}")
        return self.said(line) or ""

    def said(self, line: str) -> str | None:
        """What of the console matches, None before it was said."""
        told = self.log.read_text(errors="replace") if self.log.exists() else ""
        found = re.search(line, told)
        return found.group() if found else None

    def power_off(self) -> None:
        """Pull the plug."""
        self.program.kill()

    def page(self, path: str = "/") -> httpx.Response:
        """A page of the kiosk, through the forwarded port, under its own name."""
        own = {"Host": f"127.0.0.1:{PAGE}"}
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers=own, timeout=120)

    def _program(self) -> Program:
        forward = f"user,id=net,hostfwd=tcp:127.0.0.1:{self.port}-:{FORWARDED}"
        command = [
            *("nice", "-n", "15", "qemu-system-aarch64"),
            *("-M", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", "2048"),
            *("-accel", "tcg,thread=multi"),
            *("-bios", FIRMWARE, "-nographic", "-monitor", "none"),
            *("-drive", f"if=none,id=card,format=raw,file={self.disk}"),
            *("-device", "virtio-blk-pci,drive=card"),
            *("-netdev", forward, "-device", "virtio-net-pci,netdev=net,romfile="),
            *("-device", "virtio-rng-pci"),
            *self._told(),
        ]
        return Program("emulated box", command, self.log)

    def _told(self) -> list[str]:
        told = []
        for name, content in self.credentials.items():
            file = self.folder / f"credential-{name}"
            packed = b64encode(content.encode()).decode()
            file.write_text(f"io.systemd.credential.binary:{name}={packed}")
            told += ["-smbios", f"type=11,path={file}"]
        return told
