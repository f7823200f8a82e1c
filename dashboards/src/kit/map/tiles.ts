/** The ground below the outlines, where the bureau has set a map: pictures of the Web Mercator grid.
 *
 * The grid is that of OSGeo's TMS and of every slippy map (EPSG:3857): 2^z columns from 180 degrees
 * west, 2^z rows from 85.05 north. Its degrees are WGS-84, shifted like everything that is drawn.
 */
import { drawn, type Point, pointAt } from "./gcj.ts";
import type { Layer } from "./layers.ts";
import type { Box } from "./shapes.ts";

export interface Tile {
  x: number;
  y: number;
  z: number;
}

const SIDE = 256; // pixels of a tile
const DEEPEST = 18;
const MOST = 120;
const { PI, asinh, atan, floor, log2, max, min, round, sinh, tan } = Math;

/** The north-western corner of a tile. */
export function cornerOf({ x, y, z }: Tile): Point {
  const size = 2 ** z;
  return { longitude: (x / size) * 360 - 180, latitude: (atan(sinh(PI * (1 - (2 * y) / size))) * 180) / PI };
}

/** The tile of this depth in which a point lies. */
export function tileAt({ latitude, longitude }: Point, z: number): Tile {
  const size = 2 ** z;
  const row = ((1 - asinh(tan((latitude / 180) * PI)) / PI) / 2) * size;
  const inside = (one: number) => max(0, min(size - 1, floor(one)));
  return { x: inside(((longitude + 180) / 360) * size), y: inside(row), z };
}

/** The tiles that fill a box which is so many pixels wide, as deep as they are sharp. */
export function within([northWest, southEast]: Box, wide: number): Tile[] {
  const [from, to] = [pointAt(northWest), pointAt(southEast)];
  const turn = (360 * wide) / (max(to.longitude - from.longitude, 1e-6) * SIDE);
  for (let z = max(0, min(DEEPEST, round(log2(turn)))); z >= 0; z -= 1) {
    const [first, last] = [tileAt(from, z), tileAt(to, z)];
    const [columns, rows] = [last.x - first.x + 1, last.y - first.y + 1];
    if (columns * rows > MOST) continue;
    return Array.from({ length: columns * rows }, (_, no) => ({ x: first.x + (no % columns), y: first.y + floor(no / columns), z }));
  }
  return [];
}

/** These tiles as a layer below all others. */
export function ground(some: readonly Tile[]): Layer {
  return {
    type: "custom",
    coordinateSystem: "geo",
    animation: false,
    silent: true,
    z: 0,
    data: some.map(({ x, y, z }) => [x, y, z]),
    renderItem: (_, api) => {
      const tile = { x: Number(api.value(0)), y: Number(api.value(1)), z: Number(api.value(2)) };
      const [left = 0, top = 0] = api.coord(drawn(cornerOf(tile)));
      const [right = 0, bottom = 0] = api.coord(drawn(cornerOf({ ...tile, x: tile.x + 1, y: tile.y + 1 })));
      const image = `/api/tiles/${tile.z}/${tile.x}/${tile.y}`;
      return { type: "image", style: { image, x: left, y: top, width: right - left, height: bottom - top } };
    },
  };
}
