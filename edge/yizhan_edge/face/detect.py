"""Find the faces in one picture: MediaPipe short range, weighted non-maximum suppression."""

from dataclasses import dataclass

import cv2
import numpy as np

from yizhan_edge.face.models import FaceModels, Floats, Image

SIDE = 128
SCORE = 0.5
SAME_FACE_IOU = 0.3


@dataclass(frozen=True)
class Face:
    """Box (x, y, width, height) and six points, all in image pixels; score 0..1."""

    box: Floats
    points: Floats
    score: float

    @property
    def side(self) -> float:
        """The longer side of the box in pixels."""
        return float(max(self.box[2], self.box[3]))

    def covers(self, other: "Face") -> bool:
        """Whether the middle of the other face lies inside this one's box."""
        inside = other.box[:2] + other.box[2:] / 2 - self.box[:2]
        return bool(((inside >= 0) & (inside <= self.box[2:])).all())


def _anchors() -> Floats:
    grids = [(16, 2), (8, 6)]
    cells = [
        ((column + 0.5) / size, (row + 0.5) / size)
        for size, repeat in grids
        for row in range(size)
        for column in range(size)
        for _ in range(repeat)
    ]
    return np.array(cells, np.float32)


ANCHORS = _anchors()


def find_faces(models: FaceModels, image: Image) -> list[Face]:
    """Faces in a BGR picture, best score first."""
    height, width = image.shape[:2]
    scale = SIDE / max(height, width)
    shift = np.array([SIDE - width * scale, SIDE - height * scale], np.float32) / 2
    square = np.zeros((SIDE, SIDE, 3), np.uint8)
    small = cv2.resize(image, (round(width * scale), round(height * scale)), interpolation=3)
    left, top = int(shift[0]), int(shift[1])
    square[top : top + small.shape[0], left : left + small.shape[1]] = small
    rgb = square[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1
    boxes, scores = models.detector.run(["boxes", "scores"], {"image": rgb})
    found = suppress(*decode(boxes[0], scores[0, :, 0]))
    return [_to_image(*one, np.array([left, top], np.float32), scale) for one in found]


def decode(raw: Floats, logits: Floats) -> tuple[Floats, Floats]:
    """Rows of (centre, size, six points) in 128-pixel units, and scores, above the threshold."""
    scores = 1 / (1 + np.exp(-np.clip(logits.astype(np.float64), -100, 100)))
    keep = scores >= SCORE
    rows = raw[keep].copy()
    centres = ANCHORS[keep] * SIDE
    rows[:, :2] += centres
    rows[:, 4:] += np.tile(centres, 6)
    return rows, scores[keep]


def suppress(rows: Floats, scores: Floats) -> list[tuple[Floats, float]]:
    """Weighted suppression: overlapping rows are averaged by score. Best first."""
    left = list(np.argsort(-scores))
    found: list[tuple[Floats, float]] = []
    while left:
        best = left[0]
        same = [one for one in left if one == best or iou(rows[best], rows[one]) > SAME_FACE_IOU]
        weights = scores[same]
        found.append((np.average(rows[same], axis=0, weights=weights), float(scores[best])))
        left = [one for one in left if one not in same]
    return found


def iou(a: Floats, b: Floats) -> float:
    """Overlap of two (centre, size) boxes, 0..1."""
    low = np.maximum(a[:2] - a[2:4] / 2, b[:2] - b[2:4] / 2)
    high = np.minimum(a[:2] + a[2:4] / 2, b[:2] + b[2:4] / 2)
    common = float(np.prod(np.maximum(high - low, 0)))
    total = float(a[2] * a[3] + b[2] * b[3]) - common
    return common / total if total > 0 else 0.0


def _to_image(row: Floats, score: float, shift: Floats, scale: float) -> Face:
    centre, size = (row[:2] - shift) / scale, row[2:4] / scale
    points = (row[4:].reshape(6, 2) - shift) / scale
    box = np.concatenate([centre - size / 2, size]).astype(np.float32)
    return Face(box, points.astype(np.float32), score)
