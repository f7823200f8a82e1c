"""A portrait as a head that turns: a textured mesh over its own 468 landmarks.

The face turns about an axis between the ears; the outline of the head and everything beyond it
stay, as the outline of a ball does. Poses are drawn once and kept.
"""

from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from yizhan_edge.face import models
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.mesh import LEFT_CHEEK, RIGHT_CHEEK, find_mesh

from stack.portraits import Image

Floats = NDArray[np.floating[Any]]
WIDTH, HEIGHT = 640, 480
CENTRE = (320.0, 250.0)  # where the face stands in the picture
SIDE = 200.0  # pixels: how large the detector finds the face
STEP = 3  # degrees between kept poses
MOST = 45
RINGS = (1.35, 1.8)  # sizes of the outlines around the face
SEAM = 1e-3  # neighbours overlap by this share, so that no pixel is missed
REPO = Path(__file__).parents[2]


@cache
def networks() -> models.FaceModels:
    """The real networks, as the box loads them."""
    return models.load(REPO / "models" / "build", REPO / "models" / "models.lock")


def framed(portrait: Image) -> Image:
    """The portrait cut and scaled to a camera picture in which the face has its place and size."""
    face = find_faces(networks(), portrait)[0]
    scale = SIDE / face.side
    shift = np.array(CENTRE) - scale * (face.box[:2] + face.box[2:] / 2)
    to = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
    picture = cv2.warpAffine(
        portrait, to, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
    )
    return np.asarray(picture, np.uint8)


class Head:
    """One person's head; `pose` is a picture of it turned so far."""

    def __init__(self, portrait: Image) -> None:
        self.picture = framed(portrait)
        found = find_mesh(networks(), self.picture, find_faces(networks(), self.picture)[0])
        self.face = found.points.astype(np.float64)
        self.still = _surroundings(found.points[:, :2])
        self.flat = np.vstack([self.face[:, :2], self.still])
        self.triangles = _triangles(self.flat)
        self.kept: dict[int, Image] = {}

    def pose(self, yaw: float) -> Image:
        """The head turned by degrees, the person's own left positive; to the next 3 degrees."""
        index = round(max(-MOST, min(MOST, yaw)) / STEP)
        if index not in self.kept:
            self.kept[index] = self._draw(float(index * STEP))
        return self.kept[index]

    def _turned(self, yaw: float) -> Floats:
        axis = (self.face[LEFT_CHEEK] + self.face[RIGHT_CHEEK]) / 2
        cos, sin = np.cos(np.radians(yaw)), np.sin(np.radians(yaw))
        x, y, z = (self.face - axis).T
        return np.asarray(np.stack([x * cos - z * sin, y, z * cos + x * sin], 1) + axis)

    def _draw(self, yaw: float) -> Image:
        turned = self._turned(yaw)
        place = np.vstack([turned[:, :2], self.still])
        depth = np.concatenate([turned[:, 2], np.full(len(self.still), 1e3)])
        moved = self.triangles[(place != self.flat)[self.triangles].any(axis=(1, 2))]
        order = np.argsort(-depth[moved].mean(axis=1))  # far ones first
        source = np.indices((HEIGHT, WIDTH), np.float32)[::-1].copy()
        for corners in moved[order]:
            _fill(source, place[corners], self.flat[corners])
        drawn = cv2.remap(self.picture, source[0], source[1], cv2.INTER_LINEAR)
        return np.asarray(drawn, np.uint8)


def _surroundings(face: Floats) -> Floats:
    """Rings around the face and the edge of the picture: what does not turn."""
    hull = cv2.convexHull(np.ascontiguousarray(face, np.float32))[:, 0]
    middle = hull.mean(axis=0)
    rings = [middle + size * (hull - middle) for size in RINGS]
    xs, ys = np.linspace(0, WIDTH - 1, 9), np.linspace(0, HEIGHT - 1, 7)
    edge = [(x, y) for x in xs for y in ys if x in xs[[0, -1]] or y in ys[[0, -1]]]
    return np.vstack([*rings, np.array(edge)])


def _triangles(points: Floats) -> NDArray[np.int64]:
    """Delaunay triangles, as indices of points."""
    plane = cv2.Subdiv2D((-WIDTH, -HEIGHT, 3 * WIDTH, 3 * HEIGHT))
    known = {plane.insert(tuple(map(float, point))): i for i, point in enumerate(points)}
    raw = np.asarray(plane.getTriangleList()).reshape(-1, 3, 2)
    found = []
    for corners in raw:
        ids = [plane.locate(tuple(map(float, one))) for one in corners]
        found.append([known.get(vertex, -1) for _, _, vertex in ids])
    kept = np.array(found)
    return kept[(kept >= 0).all(axis=1)]


def _fill(source: Floats, to: Floats, at: Floats) -> None:
    """Write where the pixels of one triangle come from, unless it shows its back."""
    map_back, backwards = _inverse(to, at)
    if backwards:
        return
    x0, y0 = np.maximum(np.floor(to.min(0)).astype(int), 0)
    x1, y1 = np.minimum(np.ceil(to.max(0)).astype(int) + 1, (WIDTH, HEIGHT))
    x, y = np.meshgrid(np.arange(x0, x1) - to[0, 0], np.arange(y0, y1) - to[0, 1])
    u = map_back[0, 0] * x + map_back[0, 1] * y
    v = map_back[1, 0] * x + map_back[1, 1] * y
    inside = (u >= -SEAM) & (v >= -SEAM) & (u + v <= 1 + SEAM)
    for axis in (0, 1):
        value = at[0, axis] + u * (at[1] - at[0])[axis] + v * (at[2] - at[0])[axis]
        source[axis, y0:y1, x0:x1][inside] = value[inside]


def _inverse(to: Floats, at: Floats) -> tuple[Floats, bool]:
    """The map from pixels to the two edges of a triangle, and whether it is turned over."""
    edges, before = (to[1:] - to[0]).T, (at[1:] - at[0]).T
    if np.linalg.det(edges) * np.linalg.det(before) <= 1e-9:
        return edges, True
    return np.linalg.inv(edges), False
