"""A machine with a real systemd: this one's own root, writable above, thrown away afterwards.

It boots in a quarter of a second (systemd-nspawn) and shares our loopback, so that a unit reaches
the database of a test. The house is installed into it as on a server, not as a checkout.
"""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import psutil
from yizhan_provisioning import system

from stack.errors import NoHost
from stack.host import REPO
from stack.process import Program

PACKAGE = {"server": "yizhan-collector", "box": "yizhan-edge"}
OURS = ("yizhan-collector", "yizhan-dashboards", "yizhan-wire", "yizhan-edge", "yizhan-signlink")
UV = REPO / ".run/uv/bin/uv"
# $1 the folder of the machine, the rest is what to boot with
BOOT = """
folder=$1; shift
umount -R /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t tmpfs tmpfs "$folder/above"
mkdir "$folder/above/files" "$folder/above/work"
mount -t overlay overlay "$folder/root" \
  -o "lowerdir=/,upperdir=$folder/above/files,workdir=$folder/above/work"
cp -a "$folder/laid/." "$folder/root/"
mkdir -p "$folder/root/usr/lib/yizhan" "$folder/root/shared"
exec systemd-nspawn --directory="$folder/root" --register=no --keep-unit --console=pipe \
  --link-journal=no --resolv-conf=off --timezone=off --bind="$folder/shared:/shared" \
  --bind-ro="{installed}:/usr/lib/yizhan" {more} --boot -- "$@"
"""


def install(kind: system.Kind) -> Path:
    """The house as a server or box has it: wheels in a folder of their own. Returns the folder."""
    folder = REPO / ".run" / kind
    env = os.environ | {"UV_PROJECT_ENVIRONMENT": str(folder)}
    env.pop("PYTHONPYCACHEPREFIX", None)  # there modules are compiled where they lie
    python = ["--relocatable", "--allow-existing", "--python", "/usr/bin/python3"]
    sync = ["sync", "-q", "--compile-bytecode", "--locked", "--no-editable", "--no-default-groups"]
    again = [word for one in OURS for word in ("--reinstall-package", one)]
    for command in (
        [str(UV), "venv", "-q", *python, str(folder)],
        [str(UV), *sync, "--package", PACKAGE[kind], *again],
    ):
        subprocess.run(command, env=env, cwd=REPO, check=True, capture_output=True)
    return folder


class Machine:
    """One machine below `folder`, with the files of a server or box laid over its root."""

    def __init__(self, folder: Path, kind: system.Kind, *more: str) -> None:
        if os.geteuid() != 0 or not shutil.which("systemd-nspawn"):
            raise NoHost("It needs root and the package systemd-container.")
        self.folder = folder.absolute()
        self.laid, self.shared = self.folder / "laid", self.folder / "shared"
        for one in ("laid", "shared", "above", "root"):
            (self.folder / one).mkdir(parents=True)
        system.lay(kind, self.laid)
        script = BOOT.replace("{installed}", str(install(kind))).replace("{more}", " ".join(more))
        boot = ["unshare", "--mount", "--propagation", "private", "--cgroup"]
        start = ["sh", "-ec", script, "boot", str(self.folder), "--unit=basic.target"]
        self.program = Program("machine", [*boot, *start], self.folder / "console.log")

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Put a file into the root, before it boots."""
        target = self.laid / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        target.chmod(mode)

    def start(self) -> None:
        """Boot, and wait until its manager answers."""
        self.program.start(self._up, 60)

    def _up(self) -> bool:
        asked = self._first() and self.ask("systemctl", "is-active", "basic.target").stdout
        return asked == "active\n"

    def ask(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program in the machine."""
        first = str(self._first())
        enter = ["nsenter", "-t", first, "-m", "-p", "-u", "-i", "-n", "-C", "-r", "-w"]
        return subprocess.run([*enter, *command], capture_output=True, text=True, check=False)

    def run(self, *command: str) -> str:
        """The same; raises AssertionError with its words when it fails."""
        done = self.ask(*command)
        assert done.returncode == 0, f"{shlex.join(command)}: {done.stderr}{done.stdout}"
        return done.stdout

    def write_now(self, path: str, text: str) -> None:
        """Put a file into the running machine."""
        hand = self.shared / "hand"
        hand.write_text(text)
        self.run("install", "-D", "-m", "644", "/shared/hand", path)

    def begin(self, *units: str) -> None:
        """Start units of ours; raises AssertionError with the log of one that does not."""
        for unit in units:
            done = self.ask("systemctl", "start", f"yizhan-{unit}.service")
            assert done.returncode == 0, done.stderr + self.log(f"yizhan-{unit}")

    def show(self, unit: str, *names: str) -> dict[str, str]:
        """Properties of a unit."""
        lines = self.run("systemctl", "show", f"--property={','.join(names)}", unit).splitlines()
        return dict(line.split("=", 1) for line in lines)

    def log(self, unit: str) -> str:
        """What a unit said."""
        return self.ask("journalctl", "--no-pager", "-o", "cat", "-u", unit).stdout

    def stop(self) -> None:
        """End it at once; nothing of it stays."""
        self.program.kill()

    def _first(self) -> int:
        """Our number of the machine's process 1; 0 before there is one."""
        try:
            family = psutil.Process(self.program.pid).children(recursive=True)
        except (psutil.NoSuchProcess, ValueError):
            return 0
        return next((one.pid for one in family if one.name() == "systemd"), 0)
