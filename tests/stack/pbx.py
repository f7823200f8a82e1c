"""An Asterisk 22 and telephones of its own, on loopback: for the calls of `make test-call`.

No stable Debian has Asterisk, so it comes with SIPp from the development suite, into a root of
its own beside the other one. That suite's lists run out after a week although they are signed:
only their age is not asked for.
"""

import fcntl
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import httpx

from stack.errors import NoHost
from stack.host import ENTER, PRIVATE, REPO
from stack.process import Program, free_port

ROOT = REPO / ".host" / "pbx"
PACKAGES = "asterisk,asterisk-core-sounds-en,sip-tester"
USER, PASSWORD = "yizhan", "made-up-password"
ENDPOINT = """
[{name}]
type = endpoint
context = {context}
disallow = all
allow = alaw
aors = {name}
direct_media = no
[{name}]
type = aor
contact = sip:{name}@127.0.0.1:{port}
"""
FILES = {
    "asterisk.conf": (
        "[directories]\nastetcdir => {folder}/etc\nastmoddir => {modules}\n"
        "astvarlibdir => /var/lib/asterisk\nastdbdir => {folder}/db\n"
        "astkeydir => /var/lib/asterisk\nastdatadir => /usr/share/asterisk\n"
        "astagidir => {folder}\nastspooldir => {folder}/spool\nastrundir => {folder}/run\n"
        "astlogdir => {folder}/log\n[options]\nverbose = 0\nnofork = yes\n"
    ),
    "modules.conf": "[modules]\nautoload = yes\nnoload = chan_iax2.so\nnoload = pbx_dundi.so\n"
    "noload = res_hep.so\nnoload = chan_unistim.so\nnoload = res_config_ldap.so\n",
    "logger.conf": "[logfiles]\nconsole => notice,warning,error\n",
    "http.conf": "[general]\nenabled = yes\nbindaddr = 127.0.0.1\nbindport = {http}\n",
    "ari.conf": "[general]\nenabled = yes\n[{user}]\ntype = user\npassword = {password}\n",
    "rtp.conf": "[general]\nrtpstart = {rtp}\nrtpend = {rtp_end}\n",
    "extensions.conf": "[hotline]\nexten => 12348,1,Stasis(yizhan)\n"
    " same => n,Playback(silence/1)\n same => n,Hangup()\n[nobody]\n",
    "pjsip.conf": "[udp]\ntype = transport\nprotocol = udp\nbind = 127.0.0.1:{sip}\n",
}


def root() -> Path:
    """The root with Asterisk; made at first use."""
    if (ROOT / "usr/sbin/asterisk").exists():
        return ROOT
    if os.geteuid() != 0 or not shutil.which("mmdebstrap"):
        raise NoHost("It needs root and the package mmdebstrap.")
    ROOT.parent.mkdir(exist_ok=True)
    with (ROOT.parent / "pbx.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (ROOT / "usr/sbin/asterisk").exists():
            _make(ROOT.with_name("pbx.part"))
    return ROOT


def _make(part: Path) -> None:
    shutil.rmtree(part, ignore_errors=True)
    age = '--aptopt=Acquire::Check-Valid-Until "false"'
    run = ["mmdebstrap", "--variant=minbase", age, f"--include={PACKAGES}", "sid", str(part)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoHost(done.stderr[-800:])
    part.rename(ROOT)


def inside(shared: Path, program: list[str]) -> list[str]:
    """The argument list that runs `program` in the root; `shared` is visible there."""
    return [*PRIVATE, ENTER, "enter", str(root()), str(shared.absolute()), "0:0", *program]


class Pbx:
    """One Asterisk under `folder`; `phones` are names with the loopback port each listens at."""

    def __init__(self, folder: Path, phones: dict[str, int]) -> None:
        self.folder, self.phones = folder.absolute(), phones
        self.sip, self.http, self.rtp = free_port(), free_port(), 20000
        self.url = f"http://127.0.0.1:{self.http}"
        self.password_file = self.folder / "ari.password"
        run = ["asterisk", "-f", "-C", str(self.folder / "etc/asterisk.conf")]
        self.program = Program("Asterisk", inside(self.folder, run), self.folder / "asterisk.log")
        self._write()

    def _write(self) -> None:
        for name in ("etc", "db", "spool/recording", "run", "log"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.password_file.write_text(PASSWORD)
        modules = next((root() / "usr/lib").glob("*/asterisk/modules"))
        given = {"modules": f"/{modules.relative_to(root())}", "folder": self.folder}
        given |= {"user": USER, "password": PASSWORD, "http": self.http, "sip": self.sip}
        given |= {"rtp": self.rtp, "rtp_end": self.rtp + 400}
        for name, text in FILES.items():
            (self.folder / "etc" / name).write_text(text.format(**given))
        with (self.folder / "etc/pjsip.conf").open("a") as out:
            for name, port in self.phones.items():
                context = "nobody" if name.isdecimal() else "hotline"
                out.write(ENDPOINT.format(name=name, port=port, context=context))
            out.write("[town]\ntype = identify\nendpoint = town\nmatch = 127.0.0.1\n")

    def start(self) -> None:
        """Start and wait until it answers."""
        self.program.start(self._answers)

    def _answers(self) -> bool:
        return self._has("asterisk/info")

    def listened_to(self) -> bool:
        """Whether our application is there; a call before that is turned away."""
        return self._has("applications/yizhan")

    def _has(self, what: str) -> bool:
        with suppress(httpx.HTTPError):
            said = httpx.get(f"{self.url}/ari/{what}", auth=(USER, PASSWORD), timeout=2)
            return said.status_code == 200
        return False

    def stop(self) -> None:
        """End it."""
        self.program.stop()

    def kill(self) -> None:
        """As a power cut would."""
        self.program.kill()

    def channels(self) -> list[str]:
        """The ids of the channels there are."""
        said = httpx.get(f"{self.url}/ari/channels", auth=(USER, PASSWORD), timeout=5).json()
        return [one["id"] for one in said]

    def recording(self, name: str) -> Path:
        """Where a recording lies."""
        return self.folder / "spool/recording" / f"{name}.wav"
