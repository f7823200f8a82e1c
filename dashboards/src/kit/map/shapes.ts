/** Outlines in degrees of WGS-84: a circle of metres, and the box that holds some points. */
import { drawn, type Point } from "./gcj.ts";

export type Ring = Point[];
/** West-north and east-south corner, as they are drawn. */
export type Box = [[number, number], [number, number]];

const METRES = 111_320; // of one degree of latitude
const CORNERS = 48;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A point so many metres to the north and to the east. */
export function beside({ latitude, longitude }: Point, north: number, east: number): Point {
  return {
    latitude: latitude + north / METRES,
    longitude: longitude + east / (METRES * Math.cos(radians(latitude))),
  };
}

/** Metres between two points near one another. */
export function apart(one: Point, other: Point): number {
  const up = (one.latitude - other.latitude) * METRES;
  const across = (one.longitude - other.longitude) * METRES * Math.cos(radians(one.latitude));
  return Math.hypot(up, across);
}

/** The outline of a circle. */
export function circle(centre: Point, radius: number): Ring {
  return Array.from({ length: CORNERS }, (_, no) => {
    const angle = (2 * Math.PI * no) / CORNERS;
    return beside(centre, radius * Math.cos(angle), radius * Math.sin(angle));
  });
}

/** The box round some points with room for `margin` metres on each side; null of none. */
export function around(points: readonly Point[], margin: number): Box | null {
  if (points.length === 0) return null;
  const norths = points.map((one) => one.latitude);
  const easts = points.map((one) => one.longitude);
  const [south, north] = [Math.min(...norths), Math.max(...norths)];
  const [west, east] = [Math.min(...easts), Math.max(...easts)];
  return [
    drawn(beside({ latitude: north, longitude: west }, margin, -margin)),
    drawn(beside({ latitude: south, longitude: east }, -margin, margin)),
  ];
}
