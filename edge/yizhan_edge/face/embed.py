"""Align a face as dlib does and make its 128 numbers, averaged with the mirrored face."""

import cv2
import numpy as np

from yizhan_edge.face.models import FaceModels, Floats, Image

SIDE = 150
PADDING = 0.25
FIVE = (263, 362, 33, 133, 2)  # mesh points that stand for dlib's five
# dlib's mean shape in the unit square, in the order of FIVE
SHAPE = np.array(
    [
        (0.8595674596, 0.2134981538),
        (0.6460604764, 0.2289674387),
        (0.1205750620, 0.2137274527),
        (0.3340850614, 0.2290642403),
        (0.4901123136, 0.6277975316),
    ]
)
TEMPLATE = (SHAPE + PADDING) / (1 + 2 * PADDING) * SIDE


def similarity(source: Floats, target: Floats) -> tuple[complex, complex]:
    """Least-squares a, b with target = a * source + b, points as complex numbers."""
    s, t = source[:, 0] + 1j * source[:, 1], target[:, 0] + 1j * target[:, 1]
    s0, t0 = s.mean(), t.mean()
    a = np.vdot(s - s0, t - t0) / np.vdot(s - s0, s - s0)
    return complex(a), complex(t0 - a * s0)


def align(image: Image, points: Floats) -> Image:
    """150x150 RGB chip of the face whose mesh points [468, ≥2] are given; `image` is BGR.

    Chip pixels 0..149 span the mapped centre ± (150 s - 1) / 2, as dlib samples them.
    """
    five = np.asarray(points[list(FIVE), :2], np.float64)
    while abs(similarity(TEMPLATE, five)[0]) > 2:
        image, five = cv2.pyrDown(image), five / 2
    a, b = similarity(TEMPLATE, five)
    step = a / abs(a) * (SIDE * abs(a) - 1) / (SIDE - 1)
    corner = a * complex(SIDE / 2, SIDE / 2) + b - step * complex(SIDE - 1, SIDE - 1) / 2
    to_image = np.array([[step.real, -step.imag, corner.real], [step.imag, step.real, corner.imag]])
    chip = cv2.warpAffine(
        image, to_image, (SIDE, SIDE), flags=cv2.WARP_INVERSE_MAP | cv2.INTER_LINEAR
    )
    return np.ascontiguousarray(chip[:, :, ::-1])


def embed(models: FaceModels, chip: Image) -> Floats:
    """128 numbers of an RGB chip: the mean of the face and its mirror image."""
    both = np.stack([chip, chip[:, ::-1]]).transpose(0, 3, 1, 2).astype(np.float32)
    found: Floats = models.embedder.run(["embedding"], {"image": both})[0]
    return np.asarray(found.mean(axis=0), np.float32)


def distance(a: Floats, b: Floats) -> float:
    """L2 distance of two embeddings; lower is nearer."""
    return float(np.linalg.norm(a - b))
