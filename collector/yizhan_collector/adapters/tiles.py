"""The pictures of a map in one file of ours; nobody outside learns what is looked at.

MBTiles 1.3 (https://github.com/mapbox/mbtiles-spec): rows count from the south.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from yizhan_collector.ground.refusals import BadSettings

KINDS = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
TILE = "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?"


class Tiles:
    """The file is looked at once; raises BadSettings when it holds no pictures."""

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            kind = str(self._one("select value from metadata where name = 'format'"))
        except sqlite3.Error as error:
            raise BadSettings(f"`office.tiles`: {path} is no MBTiles file ({error})") from error
        if kind not in KINDS:
            raise BadSettings(f"`office.tiles`: {path} holds `{kind}`; png, jpg or webp is needed")
        self.media_type = KINDS[kind]

    def get(self, z: int, x: int, y: int) -> bytes | None:
        """The picture of a tile, its row counted from the north; None where there is none."""
        found = self._one(TILE, z, x, 2**z - 1 - y)
        return found if isinstance(found, bytes) else None

    def _one(self, query: str, *values: int) -> object:
        with closing(sqlite3.connect(self._uri, uri=True)) as file:
            row = file.execute(query, values).fetchone()
        return row[0] if row else None
