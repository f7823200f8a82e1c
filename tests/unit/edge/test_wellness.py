"""A picture is ok, black, frozen or lost; the person is never led before a blind camera."""

import numpy as np
import pytest
from numpy.typing import NDArray
from yizhan_edge.camera import BLACK_S, FROZEN_S, LOST_S, Wellness, jpeg, opener
from yizhan_edge.errors import SettingsRefused

Image = NDArray[np.uint8]


def grey(level: int, mark: int = 0) -> Image:
    image = np.full((64, 64, 3), level, np.uint8)
    image[0, 0] = mark % 200
    return image


def watch(levels: list[int], moving: bool = True, step_s: float = 0.5) -> list[str]:
    wellness, words = Wellness(), list[str]()
    for place, level in enumerate(levels):
        wellness.see(grey(level, place if moving else 0), place * step_s)
        words.append(wellness.picture)
    return words


def test_before_the_first_picture_it_is_lost() -> None:
    assert Wellness().judge(0.0) == "lost"


def test_a_lit_moving_picture_is_ok_from_the_first_frame() -> None:
    assert set(watch([120] * 60)) == {"ok"}


def test_a_covered_lens_is_black_after_a_while_and_ok_at_once_when_freed() -> None:
    words = watch([120] * 4 + [2] * 20 + [120])
    assert words[4] == "ok"
    assert words[4 + int(BLACK_S / 0.5) + 1 :] == ["black"] * (20 - int(BLACK_S / 0.5) - 1) + ["ok"]


def test_a_picture_that_never_changes_is_frozen() -> None:
    words = watch([120] * 40, moving=False)
    still = int(FROZEN_S / 0.5)
    assert set(words[: still + 1]) == {"ok"}
    assert set(words[still + 1 :]) == {"frozen"}


def test_a_source_that_gives_nothing_is_lost_and_then_ok_again() -> None:
    wellness = Wellness()
    wellness.see(grey(120, 1), 0.0)
    assert wellness.judge(LOST_S) == "ok"
    assert wellness.judge(LOST_S + 0.1) == "lost"
    wellness.see(grey(120, 2), 60.0)
    assert wellness.picture == "ok"


def test_a_camera_that_changes_its_size_is_not_frozen() -> None:
    wellness = Wellness()
    wellness.see(grey(120), 0.0)
    wellness.see(np.full((32, 32, 3), 120, np.uint8), FROZEN_S + 0.1)
    assert wellness.picture == "ok"


@pytest.mark.parametrize("source", ["", "0", "device:", "device:x", "file:", "http://x", "net:"])
def test_an_unknown_source_is_refused_with_the_ones_there_are(source: str) -> None:
    with pytest.raises(SettingsRefused, match="device:0, file:/path, rtsp"):
        opener(source)


def test_the_mirror_is_a_smaller_picture_of_the_same_shape() -> None:
    picture = jpeg(np.full((720, 1280, 3), 90, np.uint8), 640)
    assert picture[:2] == b"\xff\xd8"
    assert len(picture) < 640 * 360
