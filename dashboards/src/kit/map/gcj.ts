/** From WGS-84, in which positions are kept, to GCJ-02, in which the outlines are; only for drawing.
 *
 * The series is that of the public "EvilTransform" code of 2013 (MIT), repeated in every open map
 * library of China; the ellipsoid is that of Krasovsky, 1940. The shift is some 500 m; nothing is
 * ever measured or judged in the shifted point.
 */
export interface Point {
  latitude: number;
  longitude: number;
}

const AXIS = 6378245.0;
const FLAT = 0.006693421622965943; // first eccentricity, squared
const { PI, abs, cos, sin, sqrt } = Math;
const MAINLAND = { south: 0.8293, north: 55.8271, west: 72.004, east: 137.8347 };

function ripple(x: number): number {
  return ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
}

function northward(x: number, y: number): number {
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x));
  const waves = ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3;
  const swell = ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  return base + ripple(x) + waves + swell;
}

function eastward(x: number, y: number): number {
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x));
  const waves = ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3;
  const swell = ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  return base + ripple(x) + waves + swell;
}

/** Where a point is drawn on the map: longitude and latitude; outside of China where it is. */
export function drawn({ latitude, longitude }: Point): [longitude: number, latitude: number] {
  const { south, north, west, east } = MAINLAND;
  if (latitude < south || latitude > north || longitude < west || longitude > east) return [longitude, latitude];
  const [x, y] = [longitude - 105, latitude - 35];
  const angle = (latitude / 180) * PI;
  const bend = 1 - FLAT * sin(angle) ** 2;
  const up = (northward(x, y) * 180) / (((AXIS * (1 - FLAT)) / (bend * sqrt(bend))) * PI);
  const across = (eastward(x, y) * 180) / ((AXIS / sqrt(bend)) * cos(angle) * PI);
  return [longitude + across, latitude + up];
}

/** The point that is drawn there, to some centimetres; for what is pressed on the map. */
export function pointAt([longitude, latitude]: readonly [number, number]): Point {
  let found: Point = { latitude, longitude };
  for (let round = 0; round < 5; round += 1) {
    const [east, north] = drawn(found);
    found = { latitude: found.latitude + latitude - north, longitude: found.longitude + longitude - east };
  }
  return found;
}
