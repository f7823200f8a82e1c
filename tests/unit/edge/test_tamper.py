"""A covered camera and a turned one are told; a person, a lamp or noise are not."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage
from stack.portraits import Image, collins
from yizhan_edge.camera import SEEING, Wellness, grey
from yizhan_edge.tamper import COVERED_S, MOVED_S, PLAIN_S, SETTLED_S, Tamper, Word, edges_of

SIZE = (640, 360)
PACE_S = 0.5


@cache
def room(name: str = "motorcycle_left.png") -> Image:
    """A real picture from a registry package, as a camera picture."""
    picture = cv2.imread(str(Path(skimage.__file__).parent / "data" / name))
    assert picture is not None
    high = picture.shape[1] * 9 // 16
    return np.asarray(cv2.resize(picture[:high], SIZE), np.uint8)


FIELD = np.random.default_rng(1).normal(0, 2.5, (400, 680, 3)).round().astype(np.int16)


def noisy(picture: Image, seed: int) -> Image:
    y, x = seed * 7 % 40, seed * 13 % 40
    noise = FIELD[y : y + SIZE[1], x : x + SIZE[0]]
    return np.asarray(cv2.add(picture, noise, dtype=cv2.CV_8U), np.uint8)


def lit(picture: Image, share: float) -> Image:
    return np.asarray(np.clip(picture * share, 0, 255), np.uint8)


def lamp(picture: Image) -> Image:
    """Half the light, and a bright lamp at one side."""
    side = np.linspace(0, 120, SIZE[0])[None, :, None]
    return np.asarray(np.clip(picture * 0.5 + side, 0, 255), np.uint8)


def turned(picture: Image, pixels: int) -> Image:
    to = np.array([[1, 0, pixels], [0, 1, pixels / 3]], np.float32)
    return np.asarray(cv2.warpAffine(picture, to, SIZE, borderMode=cv2.BORDER_REFLECT), np.uint8)


def walker(picture: Image, place: int) -> Image:
    """Somebody of a third of the width, from left to right and out again."""
    both, person = picture.copy(), cv2.resize(collins(), (220, 300))
    left = place * 20 % 860 - 220
    begin, end = max(left, 0), min(left + 220, SIZE[0])
    if begin < end:
        both[60:, begin:end] = person[:, begin - left : end - left]
    return both


def hand(level: int = 90) -> Image:
    """Skin against the lens: a soft glow, lighter above."""
    shade = np.linspace(level + 40, level - 40, SIZE[1])[:, None, None]
    return np.asarray(np.broadcast_to(shade * (0.5, 0.6, 1.0), (SIZE[1], SIZE[0], 3)), np.uint8)


def plain(colour: tuple[int, int, int]) -> Image:
    return np.full((SIZE[1], SIZE[0], 3), colour, np.uint8)


class Watch:
    """A tamper judge and its time."""

    def __init__(self) -> None:
        self.tamper, self.at = Tamper(), 0.0

    def see(self, seconds: float, picture: Callable[[int], Image]) -> list[Word]:
        """Look for so long; the words said."""
        words = []
        for place in range(int(seconds / PACE_S)):
            self.at += PACE_S
            words.append(self.tamper.see(grey(noisy(picture(place), int(self.at * 2))), self.at))
        return words


@pytest.fixture
def watch() -> Watch:
    made = Watch()
    assert set(made.see(SETTLED_S + 5, lambda _: room())) == {"ok"}
    return made


COVERS = {
    "hand": hand(),
    "dark hand": hand(50),
    "green": plain((0, 160, 0)),
    "bag": plain((40,) * 3),
}


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
def test_a_covered_lens_is_told_after_some_seconds_and_free_again_at_once(
    watch: Watch, cover: Image
) -> None:
    words = watch.see(COVERED_S + 5, lambda _: cover)
    assert words[0] == "ok"
    assert words[-1] == "covered"
    assert watch.see(1, lambda _: room()) == ["ok", "ok"]


def test_a_camera_that_never_sent_anything_but_green_is_covered_in_a_minute() -> None:
    words = Watch().see(PLAIN_S + 5, lambda _: plain((0, 160, 0)))
    assert words[: int(PLAIN_S / PACE_S)] == ["ok"] * int(PLAIN_S / PACE_S)
    assert words[-1] == "covered"


@pytest.mark.parametrize("pixels", [30, 80, 200])
def test_a_turned_camera_is_told_until_it_has_long_looked_at_the_new_place(
    watch: Watch, pixels: int
) -> None:
    elsewhere = turned(room(), pixels)
    words = watch.see(SETTLED_S + 10, lambda _: elsewhere)
    assert words[0] == "ok"
    assert words[int((MOVED_S + 2) / PACE_S)] == "moved"
    assert words[-1] == "ok"
    assert set(watch.see(60, lambda _: elsewhere)) == {"ok"}


def test_a_camera_that_is_turned_back_is_where_it_was(watch: Watch) -> None:
    assert watch.see(MOVED_S + 5, lambda _: turned(room(), 120))[-1] == "moved"
    assert watch.see(1, lambda _: room())[-1] == "ok"


def test_an_entirely_other_picture_is_moved(watch: Watch) -> None:
    assert watch.see(MOVED_S + 5, lambda _: room("coffee.png"))[-1] == "moved"


def test_people_who_walk_in_and_out_move_nothing(watch: Watch) -> None:
    assert set(watch.see(180, lambda place: walker(room(), place))) == {"ok"}


def test_somebody_who_stays_and_leaves_moves_nothing(watch: Watch) -> None:
    assert set(watch.see(200, lambda _: walker(room(), 22))) == {"ok"}
    assert set(watch.see(60, lambda _: room())) == {"ok"}


@pytest.mark.parametrize("light", [lambda p: lit(p, 0.12), lambda p: lit(p, 1.5), lamp])
def test_light_that_is_switched_on_or_off_moves_and_covers_nothing(
    watch: Watch, light: Callable[[Image], Image]
) -> None:
    other = light(room())
    assert set(watch.see(60, lambda _: other)) == {"ok"}
    assert set(watch.see(60, lambda _: room())) == {"ok"}


def seen(wellness: Wellness, pictures: Iterable[Image], at: float) -> str:
    for place, picture in enumerate(pictures):
        wellness.see(noisy(picture, place), at + place * PACE_S)
    return wellness.picture


def test_wellness_says_both_and_a_turned_camera_still_sees() -> None:
    wellness = Wellness()
    assert seen(wellness, [room()] * 140, 0) == "ok"
    assert seen(wellness, [hand()] * 25, 70) == "covered"
    assert seen(wellness, [room("coffee.png")] * 50, 83) == "moved"
    assert "moved" in SEEING
    assert "covered" not in SEEING


def test_a_black_picture_is_black_and_not_covered() -> None:
    wellness = Wellness()
    seen(wellness, [room()] * 20, 0)
    assert seen(wellness, [plain((0, 0, 0))] * 40, 10) == "black"


def test_a_soft_glow_has_no_sharp_place_and_a_room_in_half_the_dark_has() -> None:
    assert edges_of(grey(noisy(hand(), 1)))[1] < 0.01
    assert edges_of(grey(noisy(lit(room(), 0.12), 1)))[1] > 0.03
