"""A disk whose power can be cut: a file system in a file, of which a cut keeps what was synced."""

import os
import signal
import subprocess
from pathlib import Path

SIZE = 96 * 1024 * 1024


class Disk:
    """A file with a file system on it, mounted at `place`."""

    def __init__(self, folder: Path) -> None:
        self.image, self.place = folder / "disk.img", folder / "disk"
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(SIZE)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(self.image)], check=True)
        self.mount()

    def mount(self) -> None:
        """As after a start: what the journal holds is done first."""
        # nothing is written by itself, so that a cut loses all that was not synced
        subprocess.run(
            ["mount", "-o", "loop,commit=600", str(self.image), str(self.place)], check=True
        )

    def cut(self, box: int) -> None:
        """The power is gone, with the process of the box."""
        os.kill(box, signal.SIGSTOP)
        _, status = os.waitpid(box, os.WUNTRACED)
        assert os.WIFSTOPPED(status), "the box died by itself; its words are above"
        held = self.image.with_name("held.img")
        subprocess.run(["cp", "--sparse=always", str(self.image), str(held)], check=True)
        os.kill(box, signal.SIGKILL)
        os.waitpid(box, 0)
        self.unmount()
        held.replace(self.image)
        self.mount()

    def unmount(self) -> None:
        """Let go."""
        subprocess.run(["umount", str(self.place)], check=True)
