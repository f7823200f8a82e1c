"""The part `models` of a bundle: the networks, their lock, the card, and a picture to try them."""

import shutil
from pathlib import Path

from PIL import Image
from skimage import data

from yizhan_models.build import RECIPES
from yizhan_models.errors import NotBuilt

PROBE = "probe.png"
FACE = (120, 0, 376, 256)  # of the portrait of Eileen Collins (NASA, public domain), 512 by 512


def gather(home: Path, out: Path) -> list[str]:
    """Copy what a box needs from home/build into `out`; names of the files. Raises NotBuilt."""
    missing = [name for name in RECIPES if not (home / "build" / name).is_file()]
    if missing:
        raise NotBuilt(", ".join(missing))
    out.mkdir(parents=True, exist_ok=True)
    for name in RECIPES:
        shutil.copyfile(home / "build" / name, out / name)
    shutil.copyfile(home / "models.lock", out / "models.lock")
    shutil.copyfile(home / "cards/face.toml", out / "face.toml")
    Image.fromarray(data.astronaut()).crop(FACE).save(out / PROBE)
    return sorted(path.name for path in out.iterdir())
