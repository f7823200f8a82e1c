"""One verification without anybody: the picture that ships with the networks, against itself.

It is of an astronaut, in the public domain; it shows that the networks of a new bundle work
together on this board, and says nothing about how well they know people.
"""

from pathlib import Path

import cv2

from yizhan_edge.face.card import Card
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.embed import align, distance, embed
from yizhan_edge.face.mesh import find_mesh
from yizhan_edge.face.models import FaceModels, Floats, Image

SMALLER = 0.75  # the second look: as from further away


def works(models: FaceModels, card: Card, picture: Path) -> bool:
    """Whether the one face is found in two sizes and is nearer to itself than a match must be."""
    image = cv2.imread(str(picture))
    if image is None:
        return False
    looks = [image, cv2.resize(image, None, fx=SMALLER, fy=SMALLER)]
    found = [_numbers(models, look) for look in looks]
    if found[0] is None or found[1] is None:
        return False
    return distance(found[0], found[1]) <= card.threshold


def _numbers(models: FaceModels, image: Image) -> Floats | None:
    faces = find_faces(models, image)
    if len(faces) != 1:
        return None
    return embed(models, align(image, find_mesh(models, image, faces[0]).points))
