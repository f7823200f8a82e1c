/** A zone as an outline of the map; what is typed for corners as points. */
import type { TFunction } from "i18next";
import type { Api } from "../../kit/api.ts";
import { area, type Layer, type Mark, marks } from "../../kit/map/layers.ts";
import { circle, type Ring } from "../../kit/map/shapes.ts";

export type Zone = Api<"ZoneItem">;

export const COLOURS: Record<Zone["kind"], string> = { inside: "#389e0d", outside: "#cf1322", home: "#1677ff" };
type Corner = [latitude: number, longitude: number];

/** The outline of a shape. */
export function ringOf(shape: Zone["shape"]): Ring {
  if (shape.form === "circle") return circle(shape, shape.radius);
  return (shape.corners as Corner[]).map(([latitude, longitude]) => ({ latitude, longitude }));
}

/** Where the name of a zone stands: round a point below it, of a wide one on its border. */
function named(one: Zone, t: TFunction): Mark[] {
  const centre = one.shape.form === "circle" && one.kind !== "inside" ? one.shape : ringOf(one.shape)[0];
  const name = one.kind === "home" ? one.name : `${t(`zone.kind.${one.kind}`)} ${one.name}`;
  return centre ? [{ id: one.id, name, at: centre, tag: name, side: "bottom", size: 6, color: COLOURS[one.kind] }] : [];
}

/** Zones with their names; what must not be entered has a broken edge. */
export function areasOf(some: readonly Zone[], t: TFunction): Layer[] {
  const areas = some.map((one) => area(ringOf(one.shape), COLOURS[one.kind], { dashed: one.kind === "outside" }));
  return [...areas, marks(some.flatMap((one) => named(one, t)), 4)];
}

/** The lines of a text that are corners. */
function linesOf(text: string): { corners: Corner[]; all: boolean } {
  const lines = text.split("\n").map((one) => one.trim()).filter(Boolean);
  const numbers = lines.map((one) => one.split(/[,，\s]+/).filter(Boolean).map(Number));
  const corners = numbers.filter(([latitude = 91, longitude = 181, ...more]) => more.length === 0 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180);
  return { corners: corners as Corner[], all: corners.length === numbers.length };
}

/** Corners typed one a line; null when they are none. */
export function cornersOf(text: string): Corner[] | null {
  const { corners, all } = linesOf(text);
  return all && corners.length >= 3 ? corners : null;
}

/** What can be read of them so far. */
export function pointsOf(text: string): Ring {
  return linesOf(text).corners.map(([latitude, longitude]) => ({ latitude, longitude }));
}
