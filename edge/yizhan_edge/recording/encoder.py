"""Pictures to H.264, and sound where asked to AAC beside them, in an MPEG transport stream."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av import FFmpegError

from yizhan_edge.face.models import Image
from yizhan_edge.recording.microphone import RATE, Samples

LARGEST = (1280, 720)
TICK = Fraction(1, 1000)
# the cheapest preset: a Pi has no H.264 encoder in hardware any more
OPTIONS = {"preset": "ultrafast", "tune": "zerolatency", "crf": "26", "threads": "1"}
KEY_S = 2  # seconds between pictures that stand alone
BIT_RATE = 64_000
SLIP = RATE * 8 // 100  # samples by which blocks of one sound may seem apart: they come unevenly
LATE_S = 0.5  # sound that comes later has silence in its place


class Sink:
    """The file, and its hash and size on the way."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._hash, self.size = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Append; raises OSError."""
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    def finish(self) -> str:
        """Force it to the disk; its SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._hash.hexdigest()

    def drop(self) -> None:
        """Let the file go as it is."""
        with suppress(OSError):  # what was buffered does not fit either
            self._file.close()


class Encoder:
    """One file. Every method raises OSError when the disk takes no more.

    With `sound` it has a track of sound without holes, silent where nothing was heard; else none.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: int, sound: bool = False) -> None:
        self.sink = Sink(path)
        self.shape = size
        width, height = fitted(*size)
        self._out = av.open(self.sink, "w", format="mpegts")
        self._stream = self._out.add_stream("libx264", rate=fps, options=OPTIONS)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.codec_context.time_base = TICK
        self._stream.codec_context.gop_size = fps * KEY_S
        self._last = -1
        self._sound = self._out.add_stream("aac", rate=RATE, layout="mono") if sound else None
        if self._sound:
            self._sound.bit_rate = BIT_RATE
        self._heard = 0  # samples so far

    def add(self, image: Image, at_s: float) -> None:
        """A BGR picture of the size given, `at_s` seconds after the beginning, never earlier."""
        frame = av.VideoFrame.from_ndarray(image, format="bgr24")
        stream = self._stream
        frame = frame.reformat(width=stream.width, height=stream.height, format="yuv420p")
        self._last = max(self._last + 1, round(at_s / TICK))
        frame.pts, frame.time_base = self._last, TICK
        with _refusals():
            self._out.mux(stream.encode(frame))
        self._silence(at_s - LATE_S)

    def hear(self, samples: Samples, at_s: float) -> None:
        """Sound that began `at_s` seconds after the beginning; what is there already stays."""
        apart = round(at_s * RATE) - self._heard
        if abs(apart) > SLIP:
            self._silence(at_s)
            samples = samples[max(-apart, 0) :]
        self._voice(samples)

    def finish(self) -> tuple[int, str]:
        """End the file well and on the disk; its size and SHA-256."""
        self._silence(self._last * float(TICK))
        with _refusals():
            self._out.mux(self._stream.encode())
            if self._sound:
                self._out.mux(self._sound.encode())
            self._out.close()
        return self.sink.size, self.sink.finish()

    def drop(self) -> None:
        """Give up; the file is left as it is."""
        with suppress(FFmpegError, OSError):
            self._out.close()
        self.sink.drop()

    def _silence(self, until_s: float) -> None:
        missing = round(until_s * RATE) - self._heard
        if self._sound and missing > 0:
            self._voice(np.zeros(missing, np.int16))

    def _voice(self, samples: Samples) -> None:
        if self._sound and samples.size:
            frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, self._heard, Fraction(1, RATE)
            self._heard += samples.size
            with _refusals():
                self._out.mux(self._sound.encode(frame))


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except FFmpegError as error:
        raise OSError(error.errno, str(error)) from error


def fitted(width: int, height: int) -> tuple[int, int]:
    """The even size in which a picture is recorded: at most 1280x720, its shape kept."""
    scale = min(LARGEST[0] / width, LARGEST[1] / height, 1.0)
    return max(round(width * scale) // 2 * 2, 2), max(round(height * scale) // 2 * 2, 2)
