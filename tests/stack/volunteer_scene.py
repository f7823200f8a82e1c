"""What is before the camera: a living volunteer, a flat picture, two people, nobody, a hand."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import cv2
import numpy as np

from stack.portraits import Image, collins, hopper
from stack.volunteer_head import HEIGHT, WIDTH, Head

Mode = Literal["living", "flat", "empty", "two", "black", "frozen", "covered"]
Portrait = Literal["collins", "hopper"]
MODES, PORTRAITS = get_args(Mode), get_args(Portrait)
REACTS_S = 0.25  # between seeing what is asked and beginning to move
SPEED = 80.0  # degrees a second
REACH = 36.0  # degrees a living person turns
SHEET_REACH = 50.0  # degrees a flat picture is turned
EYE = 900.0  # pixels between the lens and a flat picture
HAND = 40  # grey level of what is held close before the lens
NOISE = 2.5  # grey levels


@dataclass
class Neck:
    """Turns to where it is asked: after a moment, smoothly. Degrees, the person's left positive."""

    reach: float = REACH
    target: float = 0.0
    origin: float = 0.0
    since: float = 0.0

    def obey(self, prompt: str | None, at: float) -> None:
        """Hear what is asked now (seconds); anything but a turn means straight ahead."""
        target = {"turn_left": self.reach, "turn_right": -self.reach}.get(prompt or "", 0.0)
        if target != self.target:
            self.origin, self.target, self.since = self.angle(at), target, at + REACTS_S

    def angle(self, at: float) -> float:
        """Where the head is now."""
        way = self.target - self.origin
        done = (at - self.since) * SPEED / max(abs(way), SPEED * 0.3)
        done = min(max(done, 0.0), 1.0)
        return self.origin + way * done * done * (3 - 2 * done)


class Grain:
    """The noise of a sensor: no two pictures are the same."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        size = (HEIGHT + 64, WIDTH + 64, 3)
        self.field = self.chance.normal(0, NOISE, size).round().astype(np.int16)

    def on(self, image: Image) -> Image:
        """A noisy copy."""
        y, x = self.chance.integers(0, 64, 2)
        noise = self.field[y : y + HEIGHT, x : x + WIDTH]
        return np.asarray(cv2.add(image, noise, dtype=cv2.CV_8U), np.uint8)


class Volunteer:
    """A living person before the camera, from a portrait."""

    def __init__(self, portrait: Image, seed: int = 0) -> None:
        self.head = Head(portrait)
        self.grain = Grain(seed)

    def frame(self, yaw: float, at: float) -> Image:
        """The camera's picture (640x480 BGR) of the head turned by degrees, at a time in seconds.

        They breathe and sway a little.
        """
        sway, breath = np.sin(2 * np.pi * at / 5.3), np.sin(2 * np.pi * at / 3.7)
        to = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT), 0.7 * sway, 1 + 0.004 * breath)
        to[:, 2] += (1.5 * breath, 1.0 * sway)
        turned = self.head.pose(yaw + 1.2 * breath)
        moved = cv2.warpAffine(turned, to, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT_101)
        return self.grain.on(np.asarray(moved, np.uint8))


def sheet(picture: Image, yaw: float, tilt: float = 0.0) -> Image:
    """A picture held up flat, turned and tilted by degrees about its middle, in perspective."""
    half = np.array([WIDTH / 2, HEIGHT / 2])
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    (cos, sin), (cos_t, sin_t) = _circle(yaw), _circle(tilt)
    x, y, z = corners[:, 0] * cos, corners[:, 1] * cos_t, corners[:, 0] * sin
    z = z * cos_t + corners[:, 1] * sin_t
    seen = np.stack([x, y - corners[:, 0] * sin * sin_t], 1) * (EYE / (EYE + z))[:, None]
    to = cv2.getPerspectiveTransform(
        (corners + half).astype(np.float32), (seen + half).astype(np.float32)
    )
    return np.asarray(cv2.warpPerspective(picture, to, (WIDTH, HEIGHT), borderValue=3 * (120,)))


def room() -> Image:
    """An empty room: a wall that is lighter above."""
    return (
        np.repeat(np.linspace(170, 110, HEIGHT), WIDTH * 3).reshape(HEIGHT, WIDTH, 3).astype("u1")
    )


def _circle(degrees: float) -> tuple[float, float]:
    return float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))


@cache
def person(name: Portrait) -> Volunteer:
    """The volunteer of this portrait."""
    return Volunteer(collins() if name == "collins" else hopper())


class Scene:
    """One camera's view, which may change while it is watched."""

    def __init__(self, portrait: Portrait = "collins", mode: Mode = "living") -> None:
        self.grain = Grain(1)
        self.show(mode, portrait)

    def show(self, mode: Mode, portrait: Portrait) -> None:
        """Put this before the camera."""
        person(portrait)  # drawn before it is shown
        self.neck = Neck(SHEET_REACH if mode == "flat" else REACH)
        self.mode, self.portrait = mode, portrait

    def picture(self, at: float) -> Image:
        """What the camera sees at this time in seconds."""
        angle, somebody = self.neck.angle(at), person(self.portrait)
        match self.mode:
            case "flat":
                return self.grain.on(sheet(somebody.head.picture, angle))
            case "empty":
                return self.grain.on(room())
            case "covered" | "black":
                light = HAND if self.mode == "covered" else 0
                return self.grain.on(np.full((HEIGHT, WIDTH, 3), light, np.uint8))
            case "two":
                other: Portrait = "hopper" if self.portrait == "collins" else "collins"
                return beside(somebody.frame(angle, at), person(other).frame(0, at))
            case "frozen":
                return somebody.head.picture
            case _:
                return somebody.frame(angle, at)


def beside(first: Image, second: Image) -> Image:
    """The first picture with the person of the second one looking in from the side."""
    both = first.copy()
    both[HEIGHT - 300 :, :200] = cv2.resize(second[:, 160:480], (200, 300))
    return both
