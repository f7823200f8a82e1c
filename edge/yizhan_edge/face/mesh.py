"""468 landmarks of one face, and the turn of the head read from them."""

from dataclasses import dataclass

import cv2
import numpy as np

from yizhan_edge.face.detect import Face
from yizhan_edge.face.models import FaceModels, Floats, Image

SIDE = 192
MARGIN = 1.5
NOSE, LEFT_CHEEK, RIGHT_CHEEK, EYE_FROM, EYE_TO = 1, 234, 454, 33, 263


@dataclass(frozen=True)
class Mesh:
    """Points [468, 3] in image pixels (z in the same unit) and presence 0..1."""

    points: Floats
    presence: float


def find_mesh(models: FaceModels, image: Image, face: Face) -> Mesh:
    """Landmarks of a found face in a BGR picture."""
    to_image = roi(face)
    chip = cv2.warpAffine(image, to_image, (SIDE, SIDE), flags=cv2.WARP_INVERSE_MAP | 1)
    rgb = chip[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 255
    raw, logit = models.mesh.run(["points", "presence"], {"image": rgb})
    points = raw.reshape(468, 3)
    flat = points[:, :2] @ to_image[:, :2].T + to_image[:, 2]
    depth = points[:, 2:] * float(np.hypot(*to_image[:, 0]))
    presence = 1 / (1 + np.exp(-float(logit.ravel()[0])))
    return Mesh(np.hstack([flat, depth]).astype(np.float32), float(presence))


def roi(face: Face) -> Floats:
    """2x3 map from mesh pixels to the image: 1.5 times the box, eyes level."""
    across = face.points[1] - face.points[0]
    angle = float(np.arctan2(across[1], across[0]))
    scale = face.side * MARGIN / SIDE
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centre = face.box[:2] + face.box[2:] / 2
    shift = centre - turn @ np.array([SIDE / 2, SIDE / 2])
    return np.hstack([turn, shift[:, None]]).astype(np.float32)


def yaw(points: Floats) -> float:
    """Turn of the head, about -0.5..0.5; negative when the nose points to image-left.

    (nose - left cheek) / (right cheek - left cheek) - 0.5, along the axis of the eyes.
    """
    axis = points[EYE_TO, :2] - points[EYE_FROM, :2]
    along = points[:, :2] @ (axis / max(float(np.linalg.norm(axis)), 1e-6))
    width = float(along[RIGHT_CHEEK] - along[LEFT_CHEEK])
    if abs(width) < 1e-6:
        return 0.0
    return float(along[NOSE] - along[LEFT_CHEEK]) / width - 0.5
