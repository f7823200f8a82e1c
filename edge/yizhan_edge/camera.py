"""The camera behind one small port: the newest frame, when it was taken, and whether it is well."""

import logging
import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import cv2
import numpy as np
from yizhan_wire.envelope import Clock
from yizhan_wire.events import Picture

from yizhan_edge import tamper
from yizhan_edge.errors import CameraLost, SettingsRefused
from yizhan_edge.face.models import Image

log = logging.getLogger(__name__)
BLACK = 6.0  # mean grey of a covered lens
BLACK_S, FROZEN_S, LOST_S = 3.0, 10.0, 3.0
OPEN_MS, READ_MS, REOPEN_S = 5000, 3000, 0.5
SEEING = ("ok", "moved")  # a camera that was turned is not blind


@dataclass(frozen=True)
class Frame:
    """One BGR picture, its UTC capture time and how far that time is to be trusted."""

    image: Image
    captured_at: datetime
    clock: Clock
    sequence: int


@dataclass(frozen=True)
class Quality:
    """How sharp (variance of the Laplacian) and bright (mean, 0 to 255) a picture in grey is."""

    sharpness: float
    brightness: float


@dataclass
class Wellness:
    """Judges a stream of pictures over time (seconds). Pure.

    The worst word wins: lost, black, covered, frozen, moved, ok.
    """

    picture: Picture = "lost"
    _seen: float = -1e9
    _moved: float = 0.0
    _light: float = 0.0
    _last: Image | None = field(default=None, repr=False)
    _tamper: tamper.Tamper = field(default_factory=tamper.Tamper, repr=False)
    _looked: float = -1e9

    def see(self, image: Image, at: float) -> None:
        """Take a picture."""
        small = np.ascontiguousarray(image[::8, ::8])
        lit = float(small.mean()) > BLACK
        if self._last is None or small.shape != self._last.shape or (small != self._last).any():
            self._moved = at
        if lit or at - self._seen > LOST_S:
            self._light = at
        self._last, self._seen = small, at
        if lit and at - self._looked >= tamper.EVERY_S:
            self._looked = at
            self._tamper.see(grey(image), at)
        self.judge(at)

    def judge(self, at: float) -> Picture:
        """The word for this moment."""
        if at - self._seen > LOST_S:
            self.picture = "lost"
        elif at - self._light > BLACK_S:
            self.picture = "black"
        elif self._tamper.word == "covered":
            self.picture = "covered"
        else:
            self.picture = "frozen" if at - self._moved > FROZEN_S else self._tamper.word
        return self.picture


class Camera:
    """Reads in its own thread and keeps only the newest frame; reopens a lost source."""

    def __init__(self, source: str, judge: Callable[[datetime], Clock]) -> None:
        self.source = source
        self.name = re.sub(r"//[^/@]*@", "//", source)  # for logs: without user and password
        self._open = opener(source)
        self._judge = judge
        self._news = threading.Condition()
        self._frame: Frame | None = None
        self._well = Wellness()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def close(self) -> None:
        """Stop reading and let the source go."""
        self._stopping.set()
        self._thread.join(READ_MS / 1000 + 1)

    @property
    def picture(self) -> Picture:
        """Whether the picture is well now."""
        with self._news:
            return self._well.judge(time.monotonic())

    @property
    def figures(self) -> Quality | None:
        """How good the newest picture is; None without one."""
        with self._news:
            frame = self._frame
        return quality(frame.image) if frame and self.picture != "lost" else None

    @property
    def latest(self) -> int:
        """Sequence of the newest frame, 0 before the first; read after it for a fresh one."""
        with self._news:
            return self._frame.sequence if self._frame else 0

    def read(self, after: int = 0, timeout: float = 1.0) -> Frame:
        """The newest frame whose sequence is above `after`; raises CameraLost after `timeout` s."""
        with self._news:
            if not self._news.wait_for(lambda: self._newer(after), timeout) or not self._frame:
                raise CameraLost(self.name)
            return self._frame

    def _newer(self, after: int) -> bool:
        return self._frame is not None and self._frame.sequence > after

    def _run(self) -> None:
        quiet = cv2.utils.logging
        quiet.setLogLevel(quiet.LOG_LEVEL_ERROR)  # it would warn at each try to open
        while not self._stopping.is_set():
            capture = self._open()
            if capture.isOpened():
                self._drain(capture)
            capture.release()
            self._stopping.wait(REOPEN_S)

    def _drain(self, capture: Any) -> None:
        pace = _pace(self.source, capture)
        while not self._stopping.is_set():
            good, image = capture.read()
            if not good:
                return
            self._keep(image)
            if pace:
                self._stopping.wait(pace)

    def _keep(self, image: Image) -> None:
        now = datetime.now(UTC)
        with self._news:
            number = self._frame.sequence + 1 if self._frame else 1
            self._frame = Frame(image, now, self._judge(now), number)
            self._well.see(image, time.monotonic())
            self._news.notify_all()


def quality(image: Image) -> Quality:
    """The figures of a BGR picture, rounded: they are for comparing a camera with itself."""
    whole = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    sharp = float(cv2.Laplacian(whole, cv2.CV_64F).var())
    return Quality(round(sharp, 1), round(float(whole.mean()), 1))


def grey(image: Image) -> tamper.Floats:
    """The small grey picture by which tampering is judged."""
    size = (tamper.WIDTH, tamper.HEIGHT)
    step = max(image.shape[1] // 640, 1)
    small = cv2.resize(image[::step, ::step], size, interpolation=cv2.INTER_AREA)
    whole = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    return np.asarray(cv2.blur(whole, (3, 3)), np.float32)  # the sensor's noise is no edge


def jpeg(image: Image, width: int) -> bytes:
    """A smaller copy for the mirror on the page; made, shown and forgotten."""
    size = (width, round(image.shape[0] * width / image.shape[1]))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    _, picture = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 70])
    return picture.tobytes()


def opener(source: str) -> Callable[[], Any]:
    """How to open `device:N`, `file:PATH`, `rtsp://…` or `net:URL`; raises SettingsRefused."""
    kind, _, rest = source.partition(":")
    if kind == "device" and rest.isdigit():
        return lambda: cv2.VideoCapture(int(rest), cv2.CAP_V4L2)
    if kind == "file" and rest:
        return lambda: cv2.VideoCapture(rest)
    if kind in ("rtsp", "rtsps", "net") and rest:
        return lambda: _network(rest if kind == "net" else source)
    raise SettingsRefused("camera: use device:0, file:/path, rtsp://host/path or net:http://…")


def _network(url: str) -> Any:
    # without these FFmpeg collects seconds of picture before it gives the first
    os.environ.setdefault(
        "OPENCV_FFMPEG_CAPTURE_OPTIONS",
        # and RTSP over TCP: over UDP a lost packet smears the picture of a witness
        "rtsp_transport;tcp|fflags;nobuffer|flags;low_delay|analyzeduration;100000|probesize;65536",
    )
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # it would print addresses
    limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_MS]
    return cv2.VideoCapture(url, cv2.CAP_FFMPEG, limits)


def _pace(source: str, capture: Any) -> float:
    """Seconds between frames of a recording; a live source sets its own pace."""
    if not source.startswith("file:"):
        return 0.0
    return 1 / min(max(float(capture.get(cv2.CAP_PROP_FPS)), 1.0), 60.0)
