"""What is done often and must cost little: watching a camera's frame, pressing a paper."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from figure import RUNS, figure, seconds
from stack.papers import sheet
from stack.portraits import Image, collins
from yizhan_collector.rooms.papers import press
from yizhan_edge.camera import Wellness
from yizhan_edge.recording.encoder import Encoder

FRAMES, LINES = 50, 5
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


def watched(image: Image) -> float:
    """Seconds to judge whether this camera is well, frame by frame."""
    wellness = Wellness()

    def work() -> None:
        for place in range(FRAMES):
            wellness.see(image, place / 25)

    return seconds(work)


def recorded(image: Image, path: Path) -> float:
    """Seconds to encode the same frames; the peer."""
    encoder = Encoder(path, (1280, 720), 10)

    def work() -> None:
        for place in range(FRAMES):
            encoder.add(image, place / 10)
        encoder.finish()

    return seconds(work)


def pressed(text: str) -> float:
    """Milliseconds for a paper of a page."""
    return seconds(lambda: press.pdf(sheet(*[text * 12] * LINES), NOW)) * 1000


def figures() -> dict[str, Any]:
    """Watching beside recording, pair by pair; a paper of a page, in milliseconds."""
    image = np.asarray(cv2.resize(collins(), (1280, 720)), np.uint8)
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / f"{run}.ts" for run in range(RUNS)]
        ratio = [recorded(image, one) / watched(image) for one in files]
    pressed("先做一份。")
    papers = [pressed(f"第{run}份：依照规定办理有关事项。") for run in range(RUNS)]
    return {
        "camera: watching, times faster than recording": figure(ratio, "x", at_least=3),
        "paper: a page pressed": figure(papers, "ms", at_most=300),
    }
