/** The map of one day: the way that is known, stays as circles, zones, and where one is now. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { area, type Layer, marks, track } from "../../kit/map/layers.ts";
import { apart, around, circle } from "../../kit/map/shapes.ts";
import { MapView } from "../../kit/map/view.tsx";
import { clock } from "./bar.tsx";
import type { Fix } from "./days.ts";
import type { Judged, Stay } from "./judgement.ts";
import { pieces, placeAt } from "./pieces.ts";
import { areasOf, type Zone } from "./zone.ts";

const WAY = "#1677ff";
const GREY = "#8c8c8c";
const STAYED = "#531dab";
const MARGIN_M = 600;
const LOST_M = 120; // of the broken ring where a position ends in the unknown
const STAY_M = 150; // within which somebody stays, as a day is judged

interface Props {
  fixes: Fix[];
  judged: Judged;
  zones: Zone[];
  at: number;
}

/** Both ends of what is unknown: a broken grey ring, and no line in between. */
function edges(parts: Fix[][]): Layer[] {
  const ends = parts.slice(0, -1).flatMap((part, no) => [part.at(-1), parts[no + 1]?.[0]]);
  return ends.flatMap((one) => (one ? [area(circle(one, LOST_M), GREY, { fill: 0, dashed: true, z: 4 })] : []));
}

/** The stays of one place together, so that every time can be read. */
function places({ stays }: Judged): Stay[][] {
  const found: Stay[][] = [];
  for (const one of stays) {
    const there = found.find(([first]) => first && apart(first.centre, one.centre) < STAY_M);
    if (there) there.push(one);
    else found.push([one]);
  }
  return found;
}

function useStays(judged: Judged): Layer[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const times = (some: Stay[]) => some.map((one) => `${clock(one.start)}–${clock(one.end)}`);
    const named = places(judged).flatMap((some, no) => {
      const [first] = some;
      if (!first) return [];
      return [{ id: `stay-${no}`, name: `${t("track.stay")} ${times(some).join("、")}`, at: first.centre, tag: times(some).join("\n"), size: 9, color: STAYED }];
    });
    return [...named.map((one) => area(circle(one.at, STAY_M), STAYED)), marks(named, 6)];
  }, [judged, t]);
}

/** Where a border was crossed: at the first position that shows it. */
function useCrossed({ crossings }: Judged, fixes: Fix[], zones: Zone[]): Layer {
  const { t } = useTranslation();
  return useMemo(() => {
    const found = crossings.flatMap(({ zone, since }) => {
      const at = fixes.find((one) => Date.parse(one.at) === Date.parse(since));
      const name = `${clock(since)} ${t("track.crossing")} ${zones.find(({ id }) => id === zone)?.name ?? ""}`;
      return at ? [{ id: `${zone} ${since}`, name, at, tag: `${clock(since)} ${t("track.crossing")}`, side: "top" as const, symbol: "triangle" as const, color: "#cf1322", size: 13 }] : [];
    });
    return marks(found, 8);
  }, [crossings, fixes, zones, t]);
}

export function DayMap({ fixes, judged, zones, at }: Props) {
  const { t } = useTranslation();
  const parts = useMemo(() => pieces(fixes), [fixes]);
  const stays = useStays(judged);
  const crossed = useCrossed(judged, fixes, zones);
  const still = useMemo(
    () => [...areasOf(zones, t), ...parts.map((part) => track(part, WAY)), ...edges(parts), ...stays, crossed],
    [zones, t, parts, stays, crossed],
  );
  const here = placeAt(parts, at);
  const box = useMemo(() => around(fixes, MARGIN_M), [fixes]);
  const layers = useMemo(() => {
    if (!here) return still;
    const { one, known } = here;
    const name = known ? t("track.now") : t("track.unknown");
    const mark = { id: "now", name, at: one, tag: known ? "" : name, side: "top" as const, size: 18, symbol: known ? "pin" as const : "emptyCircle" as const, color: known ? "#cf1322" : GREY };
    return [...still, marks([mark], 9)];
  }, [still, here?.one, here?.known, t]);
  return <MapView layers={layers} box={box} height={460} />;
}
