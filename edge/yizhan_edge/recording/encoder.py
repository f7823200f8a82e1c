"""Pictures to H.264 in an MPEG transport stream. The only module that knows PyAV."""

import hashlib
import os
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
from av import FFmpegError

from yizhan_edge.face.models import Image

LARGEST = (1280, 720)
TICK = Fraction(1, 1000)
# the cheapest preset: a Pi has no H.264 encoder in hardware any more
OPTIONS = {"preset": "ultrafast", "tune": "zerolatency", "crf": "26", "threads": "1"}
KEY_S = 2  # seconds between pictures that stand alone


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
    """One file. Every method raises OSError when the disk takes no more."""

    def __init__(self, path: Path, size: tuple[int, int], fps: int) -> None:
        self.sink = Sink(path)
        self.shape = size
        width, height = fitted(*size)
        self._out = av.open(self.sink, "w", format="mpegts")
        self._stream = self._out.add_stream("libx264", rate=fps, options=OPTIONS)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.codec_context.time_base = TICK
        self._stream.codec_context.gop_size = fps * KEY_S
        self._last = -1

    def add(self, image: Image, at_s: float) -> None:
        """A BGR picture of the size given, `at_s` seconds after the beginning, never earlier."""
        frame = av.VideoFrame.from_ndarray(image, format="bgr24")
        stream = self._stream
        frame = frame.reformat(width=stream.width, height=stream.height, format="yuv420p")
        self._last = max(self._last + 1, round(at_s / TICK))
        frame.pts, frame.time_base = self._last, TICK
        try:
            self._out.mux(stream.encode(frame))
        except FFmpegError as error:
            raise OSError(error.errno, str(error)) from error

    def finish(self) -> tuple[int, str]:
        """End the file well and on the disk; its size and SHA-256."""
        try:
            self._out.mux(self._stream.encode())
            self._out.close()
        except FFmpegError as error:
            raise OSError(error.errno, str(error)) from error
        return self.sink.size, self.sink.finish()

    def drop(self) -> None:
        """Give up; the file is left as it is."""
        with suppress(FFmpegError, OSError):
            self._out.close()
        self.sink.drop()


def fitted(width: int, height: int) -> tuple[int, int]:
    """The even size in which a picture is recorded: at most 1280x720, its shape kept."""
    scale = min(LARGEST[0] / width, LARGEST[1] / height, 1.0)
    return max(round(width * scale) // 2 * 2, 2), max(round(height * scale) // 2 * 2, 2)
