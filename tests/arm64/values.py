"""What the face networks say of some pictures, as JSON: run natively and under emulation.

Only what a box has may be imported here.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from yizhan_edge.face import models
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.embed import align, embed
from yizhan_edge.face.mesh import find_mesh, yaw


def said(loaded: models.FaceModels, picture: models.Image) -> dict[str, Any]:
    """The face of a picture: its size, the way it looks, its 128 numbers."""
    [face] = find_faces(loaded, picture)
    mesh = find_mesh(loaded, picture, face)
    numbers = embed(loaded, align(picture, mesh.points))
    return {
        "side": float(face.side),
        "yaw": float(yaw(mesh.points)),
        "presence": float(mesh.presence),
        "numbers": [float(one) for one in numbers],
    }


def main() -> None:
    """`values.py PICTURES.npz MODELS LOCK`."""
    pictures, folder, lock = map(Path, sys.argv[1:])
    loaded = models.load(folder, lock)
    with np.load(pictures) as found:
        told = {name: said(loaded, found[name]) for name in found.files}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
