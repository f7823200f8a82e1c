/** Posts as marks of the map: those of one township side by side, those without a point by district. */
import type { TFunction } from "i18next";
import type { Api } from "../../kit/api.ts";
import { type Layer, type Mark, marks } from "../../kit/map/layers.ts";
import { beside } from "../../kit/map/shapes.ts";
import { LOOKS, STANDS } from "./stand.tsx";

type Spot = Api<"PostSpot">;
const APART_M = 2500; // two boxes of a township are both to be seen and pressed

function sorted(some: readonly Spot[]): Map<string, Spot[]> {
  const found = new Map<string, Spot[]>();
  for (const one of some) found.set(one.township, [...(found.get(one.township) ?? []), one]);
  return found;
}

/** One mark for each post whose township has a point. */
export function placed(some: readonly Spot[], t: TFunction): Mark[] {
  return [...sorted(some).values()].flatMap((boxes) =>
    boxes.flatMap(({ id, name, stand, latitude, longitude }, no) => {
      if (latitude === null || longitude === null) return [];
      const { symbol, color } = LOOKS[stand];
      const at = beside({ latitude, longitude }, 0, no * APART_M);
      return [{ id, name: `${name} · ${id}\n${t(`stand.${stand}`)}`, at, symbol, color, size: 14 }];
    }),
  );
}

/** The worst ones on top. */
export function layersOf(some: readonly Spot[], t: TFunction): Layer[] {
  const worst = [...some].sort((one, other) => STANDS.indexOf(other.stand) - STANDS.indexOf(one.stand));
  return [marks(placed(worst, t))];
}
