/** What a day was judged to be, as it is kept; moments are UTC, half hours those of the legal day. */
import type { Point } from "../../kit/map/gcj.ts";

export interface Span {
  start: string;
  end: string;
}
export interface Stay extends Span {
  centre: Point;
  fixes: number;
}
export interface Trip extends Span {
  /** Metres as the crow flies, from position to position. */
  length: number;
}
export interface Crossing {
  zone: string;
  since: string;
  /** Null: not seen to come back. */
  until: string | null;
  /** The last moment certainly on the right side. */
  certain_since: string;
  evidence: string[];
}
export type Whereabouts = "HOME" | "NOT_HOME" | "UNKNOWN";
export interface Home extends Span {
  where: Whereabouts;
}
export interface Unusual {
  code: "not_home" | "new_place";
  /** First and last half hour of the day, both included. */
  first: number;
  last: number;
  usual: number;
  known: number;
  /** Metres. */
  away: number;
}
export interface Judged {
  admitted: number;
  dropped: Record<string, number>;
  stays: Stay[];
  trips: Trip[];
  crossings: Crossing[];
  home: Home[];
  unusual: Unusual[];
  battery: number | null;
  low_battery: boolean;
}

const EMPTY: Judged = {
  admitted: 0, dropped: {}, stays: [], trips: [], crossings: [], home: [], unusual: [], battery: null, low_battery: false,
};

/** The judgement of a day; a part that an older one lacks is empty. */
export function judgedOf(one: { judgement: Record<string, unknown> }): Judged {
  return { ...EMPTY, ...(one.judgement as Partial<Judged>) };
}
