/** The pages and the power each one needs. */
import type { Word } from "../words/index.ts";
import type { Power } from "./session.tsx";

export interface Entry {
  path: string;
  word: Word;
  power: Power;
}

export const MENU: readonly Entry[] = [
  { path: "due", word: "menu.due", power: "see_people" },
  { path: "checkins", word: "menu.checkins", power: "see_people" },
  { path: "people", word: "menu.people", power: "see_people" },
  { path: "posts", word: "menu.posts", power: "see_posts" },
  { path: "quarantine", word: "menu.quarantine", power: "quarantine" },
];

/** The pages a role may open, in the order of the menu. */
export function allowed(powers: readonly Power[]): Entry[] {
  return MENU.filter((one) => powers.includes(one.power));
}
