"""The mirror: what the camera sees, shown only while somebody stands before it on purpose."""

from collections.abc import Callable, Iterator

import cv2

from yizhan_edge.camera import Camera, Frame
from yizhan_edge.errors import CameraLost

BOUNDARY = "frame"
WIDTH = 640
QUALITY = 70


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
    height, width = frame.image.shape[:2]
    size = (WIDTH, round(height * WIDTH / width))
    small = cv2.resize(frame.image, size, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
    return head.encode() + jpeg.tobytes() + b"\r\n"
