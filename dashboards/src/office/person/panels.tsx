/** The panels of a person's page: one line for each procedure, with the power that sees it. */
import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import type { Power } from "../../kit/session.tsx";
import type { Word } from "../../words/index.ts";

export interface Panel {
  key: string;
  word: Word;
  power: Power;
  Part: LazyExoticComponent<ComponentType<{ person: string }>>;
}

export const PANELS: readonly Panel[] = [
  { key: "term", word: "panel.term", power: "see_people", Part: lazy(() => import("../term/panel.tsx")) },
  { key: "reporting", word: "panel.reporting", power: "see_people", Part: lazy(() => import("../due/reporting.tsx")) },
  { key: "contact", word: "panel.contact", power: "see_people", Part: lazy(() => import("../contact/panel.tsx")) },
  { key: "conduct", word: "panel.conduct", power: "see_people", Part: lazy(() => import("../conduct/panel.tsx")) },
  { key: "leave", word: "panel.leave", power: "see_people", Part: lazy(() => import("../leave/panel.tsx")) },
  { key: "move", word: "panel.move", power: "see_people", Part: lazy(() => import("../move/panel.tsx")) },
  { key: "ban_entry", word: "panel.ban", power: "see_people", Part: lazy(() => import("../ban/panel.tsx")) },
  { key: "positioning", word: "panel.positioning", power: "change_people", Part: lazy(() => import("../position/panel.tsx")) },
  { key: "papers", word: "panel.papers", power: "see_people", Part: lazy(() => import("../paper/panel.tsx")) },
  { key: "education", word: "menu.education", power: "see_people", Part: lazy(() => import("../education/panel.tsx")) },
];
