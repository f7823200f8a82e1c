"""The words of a self-test: what a technician is told to turn, and what is missing."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from stack.portraits import Image, collins, hopper
from yizhan_edge import hands
from yizhan_edge.camera import Quality, quality
from yizhan_edge.errors import CollectorAway


@pytest.mark.parametrize("portrait", [collins, hopper])
def test_a_sharp_picture_is_told_from_a_soft_one(portrait: Callable[[], Image]) -> None:
    sharp = cv2.resize(portrait(), (640, 480))
    soft = cv2.GaussianBlur(sharp, (0, 0), 2)
    assert hands.seen(quality(np.asarray(sharp, np.uint8)))["focus"] == "ok"
    assert hands.seen(quality(np.asarray(soft, np.uint8)))["focus"] == "soft"


@pytest.mark.parametrize(
    ("brightness", "word"), [(10, "dark"), (40, "ok"), (120, "ok"), (221, "bright")]
)
def test_too_dark_and_too_bright_are_told(brightness: float, word: str) -> None:
    assert hands.seen(Quality(100, brightness))["light"] == word


def test_a_speaker_is_there_when_something_plays(tmp_path: Path) -> None:
    pcm = tmp_path / "pcm"
    assert hands.speaker(pcm) == "absent"
    pcm.write_text("00-00: mic : mic : capture 1\n")
    assert hands.speaker(pcm) == "absent"
    pcm.write_text("00-00: bcm2835 : Headphones : playback 8\n")
    assert hands.speaker(pcm) == "ok"


def test_the_network_is_as_the_collector_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise CollectorAway

    assert hands.network(lambda: None) == "ok"
    assert hands.network(away) == "failed"
    monkeypatch.setattr(hands, "SLOW_S", 0.0)
    assert hands.network(lambda: None) == "slow"
