/** The collector's reason as words of ours, by how it begins. */
import type { Word } from "../../words/index.ts";

const KNOWN: [RegExp, Word][] = [
  [/not one of our(s| topics)/, "why.topic"],
  [/^revoked device/, "why.revoked"],
  [/^unknown device/, "why.unknown_device"],
  [/differ from the topic/, "why.differ"],
  [/larger than a batch/, "why.large"],
  [/^This kind of event/, "why.kind"],
  [/newer version/, "why.future"],
  [/NUL character/, "why.nul"],
  [/^captured_at is outside/, "why.years"],
  [/^UnknownPerson/, "why.person"],
  [/database cannot store/, "why.store"],
  [/not a valid envelope/, "why.malformed"],
];

export function why(reason: string): Word {
  return KNOWN.find(([pattern]) => pattern.test(reason))?.[1] ?? "why.other";
}
