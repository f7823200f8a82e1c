"""Public-domain portraits that ship inside registry packages, as BGR pictures."""

from functools import cache
from pathlib import Path

import cv2
import matplotlib
import numpy as np
from numpy.typing import NDArray
from skimage import data

Image = NDArray[np.uint8]


@cache
def collins() -> Image:
    """Eileen Collins (NASA), from scikit-image, 512x512."""
    return np.ascontiguousarray(data.astronaut()[:, :, ::-1])


@cache
def hopper() -> Image:
    """Grace Hopper (US Navy), from matplotlib."""
    path = Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg"
    picture = cv2.imread(str(path))
    assert picture is not None
    return np.asarray(picture, np.uint8)
