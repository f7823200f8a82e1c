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
];
