"""The microphone behind one small port: in use from `open` to `close` and at no other time."""

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

import av
import numpy as np
import numpy.typing as npt
from av import FFmpegError
from av.container import InputContainer

from yizhan_edge.errors import SettingsRefused

log = logging.getLogger(__name__)
RATE = 48_000
GIVES = ("pcm_s16le", RATE, 1)
ALSA = {"sample_rate": str(RATE), "channels": "1"}
WAV = {"probesize": "4096"}  # else seconds of a pipe are read before the first is given
ALSA_CONFIG = "/usr/share/alsa/alsa.conf"
BLOCK = RATE // 50  # samples; a device may give them one by one
KEPT = 500  # blocks, ten seconds: what nobody takes for longer is forgotten
LOST_S, REOPEN_S, CLOSE_S = 3.0, 2.0, 1.0
Samples = npt.NDArray[np.int16]


class Heard(NamedTuple):
    """Mono sound, and when its first sample was heard (time.monotonic())."""

    samples: Samples
    at: float


class Microphone:
    """Listens in a thread of its own while it is open; reopens a lost device."""

    def __init__(self, source: str) -> None:
        self.name, self._open = source, opener(source)
        self._heard: deque[Heard] = deque(maxlen=KEPT)
        self._last, self._said = 0.0, ""
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Begin to listen."""
        self._last, self._closing = time.monotonic(), threading.Event()
        if self._open:
            # one that hung keeps its own event: when it comes back it lets go and adds nothing
            work = (self._open, self._closing)
            self._thread = threading.Thread(
                target=self._run, args=work, name="microphone", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """Let the device go and forget what nobody took."""
        self._closing.set()
        if self._thread:
            self._thread.join(CLOSE_S)
            if self._thread.is_alive():
                log.error("the microphone does not answer; it is let go as soon as it does")
        self._thread = None
        self._heard.clear()

    @property
    def there(self) -> bool:
        """Whether this box has one."""
        return self._open is not None

    @property
    def lost(self) -> bool:
        """Whether an open one has given nothing for too long."""
        return not self.there or time.monotonic() - self._last > LOST_S

    def take(self) -> list[Heard]:
        """What was heard since the last time, in order."""
        return [self._heard.popleft() for _ in range(len(self._heard))]

    def _run(self, device: Callable[[], InputContainer], closing: threading.Event) -> None:
        while not closing.is_set():
            try:
                self._drain(device, closing)
            except (FFmpegError, OSError, ValueError, LookupError) as error:
                self._complain(str(error))
            closing.wait(REOPEN_S)

    def _drain(self, device: Callable[[], InputContainer], closing: threading.Event) -> None:
        pace, begun, pile = self.name.startswith("file:"), time.monotonic(), bytearray()
        with device() as opened:
            stream = opened.streams.audio[0]
            codec = stream.codec_context
            _check(codec.name, codec.sample_rate, codec.layout.nb_channels)
            for packet in opened.demux(stream):
                if closing.is_set():
                    return
                pile += bytes(packet)
                if len(pile) >= 2 * BLOCK:
                    begun += len(pile) / 2 / RATE
                    closing.wait(max(begun - time.monotonic(), 0) if pace else 0)
                    self._keep(np.frombuffer(bytes(pile), np.int16))
                    pile.clear()

    def _keep(self, samples: Samples) -> None:
        now = time.monotonic()
        self._heard.append(Heard(samples, now - samples.size / RATE))
        self._last, self._said = now, ""

    def _complain(self, why: str) -> None:
        if why != self._said:  # not at each try to open
            log.warning("the microphone gives no sound: %s", why)
        self._said = why


def opener(source: str) -> Callable[[], InputContainer] | None:
    """How to open `alsa:NAME` or `file:PATH`, None where there is none; raises SettingsRefused.

    A file is for trying: a WAV of 48 kHz, mono, 16 bit.
    """
    kind, _, rest = source.partition(":")
    if kind == "alsa" and rest:
        # the library in PyAV's wheel would look below /tmp, where anybody may write
        os.environ.setdefault("ALSA_CONFIG_PATH", ALSA_CONFIG)
        return lambda: av.open(rest, format="alsa", options=ALSA)
    if kind == "file" and rest:
        return lambda: av.open(source, format="wav", options=WAV)
    if source:
        raise SettingsRefused("recording.microphone: use alsa:default, file:/path.wav or nothing.")
    return None


def _check(*gives: str | int) -> None:
    if gives != GIVES:
        raise ValueError(f"it gives {gives}, {GIVES} is needed; alsa:plughw:… converts")
