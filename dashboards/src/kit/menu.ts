/** The pages, in groups, and the power each one needs. */
import type { Word } from "../words/index.ts";
import type { Power } from "./session.tsx";

export type Group = "desk" | "people" | "watch" | "house";

export interface Entry {
  path: string;
  word: Word;
  power: Power | readonly Power[];
  group: Group;
}

export const MENU: readonly Entry[] = [
  { path: "today", word: "menu.today", power: "see_people", group: "desk" },
  { path: "approvals", word: "menu.approvals", power: ["decide_leave", "decide_city"], group: "desk" },
  { path: "alerts", word: "menu.alerts", power: "see_statistics", group: "desk" },
  { path: "sessions", word: "menu.sessions", power: "see_people", group: "desk" },
  { path: "matters", word: "menu.matters", power: "work_matters", group: "desk" },
  { path: "hotline", word: "menu.hotline", power: "work_matters", group: "desk" },
  { path: "due", word: "menu.due", power: "see_people", group: "desk" },
  { path: "checkins", word: "menu.checkins", power: "see_people", group: "desk" },
  { path: "articles", word: "menu.articles", power: ["write_texts", "approve_texts"], group: "desk" },
  { path: "intake", word: "menu.intake", power: "change_people", group: "people" },
  { path: "people", word: "menu.people", power: "see_people", group: "people" },
  { path: "leaves", word: "menu.leaves", power: "see_people", group: "people" },
  { path: "moves", word: "menu.moves", power: "see_people", group: "people" },
  { path: "positioning", word: "menu.positioning", power: "see_people", group: "people" },
  { path: "judgement", word: "menu.judgement", power: ["change_people", "inspect"], group: "people" },
  { path: "contacts", word: "menu.contacts", power: "see_people", group: "people" },
  { path: "conduct", word: "menu.conduct", power: "see_people", group: "people" },
  { path: "papers", word: "menu.papers", power: "see_people", group: "people" },
  { path: "delegations", word: "menu.delegations", power: "decide_county", group: "people" },
  { path: "bookings", word: "menu.bookings", power: ["work_matters", "write_texts", "keep_owned"], group: "desk" },
  { path: "inspection", word: "menu.inspection", power: "inspect", group: "watch" },
  { path: "complaints", word: "menu.complaints", power: "oversee", group: "watch" },
  { path: "opinions", word: "menu.opinions", power: "oversee", group: "watch" },
  { path: "education", word: "menu.education", power: "educate", group: "people" },
  { path: "exchange", word: "menu.exchange", power: ["import_people", "export_people"], group: "people" },
  { path: "sharing", word: "menu.sharing", power: ["decide_county", "inspect", "decide_city", "administer", "work_matters"], group: "watch" },
  { path: "upkeep", word: "menu.upkeep", power: "keep_owned", group: "watch" },
  { path: "statistics", word: "menu.statistics", power: "see_statistics", group: "watch" },
  { path: "audit", word: "menu.audit", power: "see_audit", group: "watch" },
  { path: "posts", word: "menu.posts", power: "see_posts", group: "house" },
  { path: "repairs", word: "menu.repairs", power: "see_posts", group: "house" },
  { path: "rollouts", word: "menu.rollouts", power: "roll_out", group: "house" },
  { path: "claim", word: "menu.claim", power: "provision", group: "house" },
  { path: "map", word: "menu.map", power: "see_posts", group: "house" },
  { path: "cameras", word: "menu.cameras", power: "see_posts", group: "house" },
  { path: "alerts", word: "menu.alerts", power: "quarantine", group: "house" }, // of the boxes only
  { path: "quarantine", word: "menu.quarantine", power: "quarantine", group: "house" },
  { path: "staffs", word: "menu.staffs", power: "administer", group: "house" },
  { path: "upkeep", word: "menu.upkeep", power: "see_owned", group: "desk" },
  { path: "tour", word: "menu.tour", power: "see_rules", group: "house" },
  // last: it is nobody's first page
  { path: "rules", word: "menu.rules", power: "see_rules", group: "watch" },
];

/** The pages a role may open, in the order of the menu. */
export function allowed(powers: readonly Power[]): Entry[] {
  const mine = MENU.filter((one) => [one.power].flat().some((power) => powers.includes(power)));
  return mine.filter((one, at) => mine.findIndex((other) => other.path === one.path) === at);
}

/** The same by group, without the empty ones. */
export function grouped(powers: readonly Power[]): [Group, Entry[]][] {
  const mine = allowed(powers);
  const groups = [...new Set(mine.map((one) => one.group))];
  return groups.map((group) => [group, mine.filter((one) => one.group === group)]);
}
