"""Shows the camera to somebody with a reason, for some seconds: small pictures, twice a second."""

import threading
import time
from uuid import UUID

from yizhan_wire.orders import Command

from yizhan_edge.camera import Camera, jpeg
from yizhan_edge.collector import Door
from yizhan_edge.errors import CameraLost, EdgeError
from yizhan_edge.recording.clips import CLOSED

EVERY_S, WIDEST = 0.5, 640


class Live:
    """A thread that sleeps unless somebody looks; `show` may be called from any thread."""

    def __init__(self, door: Door, camera: Camera) -> None:
        self._door, self._camera = door, camera
        self._news = threading.Condition()
        self._until: dict[UUID, float] = {}
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)

    def start(self) -> None:
        """Begin to wait for orders."""
        self._thread.start()

    def stop(self) -> None:
        """Show nothing more."""
        with self._news:
            self._stopping = True
            self._news.notify_all()
        self._thread.join(12)

    def show(self, order: Command) -> None:
        """Show from now on for the seconds ordered."""
        with self._news:
            self._until[order.id] = time.monotonic() + order.seconds
            self._news.notify_all()

    def _run(self) -> None:
        while not self._stopping:
            with self._news:
                self._news.wait_for(lambda: self._until or self._stopping)
            began = time.monotonic()
            self._round(began)
            with self._news:
                left = began + EVERY_S - time.monotonic()
                self._news.wait_for(lambda: self._stopping, max(left, 0))

    def _round(self, now: float) -> None:
        try:
            image = self._camera.read(self._camera.latest, EVERY_S).image
        except CameraLost:
            image = None
        picture = b"" if image is None else jpeg(image, min(WIDEST, image.shape[1]))
        for one, until in tuple(self._until.items()):
            if now > until or (picture and self._closed(one, picture)):
                with self._news:
                    self._until.pop(one, None)

    def _closed(self, one: UUID, picture: bytes) -> bool:
        head = {"Content-Type": "image/jpeg"}
        try:
            return self._door.put(f"/device/callouts/{one}/live", picture, head) in CLOSED
        except EdgeError:
            return False  # the next picture is half a second away
