/** A day's positions cut where nothing is known: over a gap nobody is drawn as travelling. */
import type { Point } from "../../kit/map/gcj.ts";
import type { Span } from "./judgement.ts";

export interface At extends Point {
  at: string;
}

const GAP_MS = 30 * 60_000; // as a day is judged: after so long without a word nothing is known

/** The stretches in which one position follows the other. */
export function pieces<T extends At>(fixes: readonly T[]): T[][] {
  const found: T[][] = [];
  for (const one of fixes) {
    const before = found.at(-1)?.at(-1);
    if (before && Date.parse(one.at) - Date.parse(before.at) <= GAP_MS) found.at(-1)?.push(one);
    else found.push([one]);
  }
  return found;
}

/** Where somebody was at a moment, and whether that is known: never a point between two pieces. */
export function placeAt<T extends At>(parts: readonly T[][], moment: number): { one: T; known: boolean } | null {
  let found: { one: T; known: boolean } | null = null;
  for (const part of parts) {
    const seen = part.filter((one) => Date.parse(one.at) <= moment).at(-1);
    if (!seen) break;
    // between two of one piece it is known; after the last of a piece nothing is
    found = { one: seen, known: seen !== part.at(-1) || moment === Date.parse(seen.at) };
  }
  return found;
}

/** When nothing was heard, between the first and the last position of a day. */
export function silences<T extends At>(parts: readonly T[][]): Span[] {
  return parts.slice(0, -1).flatMap((part, no) => {
    const [last, next] = [part.at(-1), parts[no + 1]?.[0]];
    return last && next ? [{ start: last.at, end: next.at }] : [];
  });
}
