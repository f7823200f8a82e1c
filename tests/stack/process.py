"""One started program: its log, its readiness, its end."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from stack.errors import Died, NotReady


def free_port() -> int:
    """A TCP port on loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether something accepts connections on this loopback port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        # from another address: a port that nobody listens on may else be given to the probe
        # itself, which then meets itself and takes that for an answer
        probe.bind(("127.0.0.2", 0))
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition: Callable[[], bool], timeout: float, what: str) -> None:
    """Poll a real condition until it holds; raises NotReady."""
    end = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > end:
            raise NotReady(what)
        time.sleep(0.02)


class Program:
    """A child process with a log file; only this object may end it."""

    def __init__(self, name: str, command: list[str], log: Path, env: dict[str, str] | None = None):
        self.name = name
        self.command = command
        self.log = log
        self.env = {**os.environ, **(env or {})}
        self.child: subprocess.Popen[bytes] | None = None

    def start(self, ready: Callable[[], bool], timeout: float = 30) -> None:
        """Start and wait until `ready`; raises Died or NotReady with the end of the log."""
        with self.log.open("ab") as out:
            # a session of its own: Ctrl-C reaches the one who started it, who ends it in order
            self.child = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=self.env,
                start_new_session=True,
            )
        wait_for(lambda: self._alive() and ready(), timeout, f"{self.name}: {self.log}")

    def finish(self, timeout: float = 120) -> str:
        """Run to the end and return what it printed; raises Died with the end of its words."""
        done = subprocess.run(
            self.command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=self.env,
            timeout=timeout,
            check=False,
        )
        if done.returncode:
            raise Died(f"{self.name}: {done.stderr[-1500:]}")
        return done.stdout

    def _alive(self) -> bool:
        if self.child is None or self.child.poll() is not None:
            raise Died(f"{self.name}: {self.tail()}")
        return True

    @property
    def pid(self) -> int:
        """Process id; 0 when not started."""
        return self.child.pid if self.child else 0

    def tail(self) -> str:
        """The last lines of the log."""
        return self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""

    def stop(self, sign: signal.Signals = signal.SIGTERM, timeout: float = 15) -> None:
        """Ask it to end and wait; SIGKILL after the time-out."""
        if self.child is None or self.child.poll() is not None:
            return
        self.child.send_signal(sign)
        try:
            self.child.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """`kill -9`, with its children, and wait until the process is gone."""
        if self.child is None:
            return
        try:
            family = psutil.Process(self.child.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            family = []
        self.child.kill()
        self.child.wait()
        for one in family:
            if one.is_running():
                one.kill()
        psutil.wait_procs(family, timeout=10)

    def rss(self) -> int:
        """Resident memory in bytes."""
        return int(psutil.Process(self.pid).memory_info().rss)
