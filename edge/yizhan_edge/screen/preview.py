"""The mirror: what the camera sees, shown only while somebody stands before it on purpose."""

from collections.abc import Callable, Iterator

from yizhan_edge.camera import Camera, Frame, jpeg
from yizhan_edge.errors import CameraLost

BOUNDARY = "frame"
WIDTH = 640


def pictures(camera: Camera, wanted: Callable[[], bool]) -> Iterator[bytes]:
    """Parts of an MJPEG stream, made and forgotten, until it is not wanted or the camera ends."""
    seen = camera.latest
    while wanted():
        try:
            frame = camera.read(seen, 2.0)
        except CameraLost:
            return
        seen = frame.sequence
        yield part(frame)


def part(frame: Frame) -> bytes:
    """One picture of the stream."""
    picture = jpeg(frame.image, WIDTH)
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
    return head.encode() + picture + b"\r\n"
