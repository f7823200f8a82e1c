"""A made-up map in one MBTiles file: a square of each colour, as deep as a test looks."""

import sqlite3
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np

DEEP = 11  # a tile of some 15 km in Benxi
WEST, EAST, NORTH, SOUTH = 123.5, 125.9, 41.7, 40.7


def column(longitude: float, z: int) -> int:
    """The column of the Web Mercator grid in which a longitude lies."""
    return int((longitude + 180) / 360 * 2**z)


def row(latitude: float, z: int) -> int:
    """The row, counted from the north."""
    angle = np.radians(latitude)
    return int((1 - np.arcsinh(np.tan(angle)) / np.pi) / 2 * 2**z)


def picture(x: int, y: int, z: int) -> bytes:
    """A plain square with an edge; its colour tells the place."""
    colour = (60 + 7 * x % 160, 60 + 11 * y % 160, 60 + 20 * z % 160)
    square = np.full((256, 256, 3), colour, np.uint8)
    square[:2] = square[:, :2] = 0
    return cv2.imencode(".png", square)[1].tobytes()


def mbtiles(path: Path, kind: str = "png") -> Path:
    """The file, with the prefecture in it at depths 6 to 11."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("create table metadata (name text, value text)")
        file.execute("create table tiles (zoom_level, tile_column, tile_row, tile_data)")
        file.execute("insert into metadata values ('format', ?)", [kind])
        for z in range(6, DEEP + 1):
            for x in range(column(WEST, z), column(EAST, z) + 1):
                for y in range(row(NORTH, z), row(SOUTH, z) + 1):
                    place = (z, x, 2**z - 1 - y, picture(x, y, z))
                    file.execute("insert into tiles values (?, ?, ?, ?)", place)
    return path
