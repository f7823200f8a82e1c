/** The counts of the big screen. A number that is not known is a grey dash. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RULES } from "../office/alert/use.ts";
import type { Wall } from "./use.ts";

interface Props {
  wall: Wall | null;
}
type Tone = "good" | "bad" | "yellow" | "blue" | "soft";

export function Panel({ title, children, wide }: { title: string; children: ReactNode; wide?: boolean }) {
  return <section className={wide ? "wall-panel wall-wide" : "wall-panel"}><h2>{title}</h2>{children}</section>;
}

/** One number with its words; `n` undefined is not known. */
export function Count({ word, n, tone = "soft", more }: { word: string; n: number | undefined; tone?: Tone; more?: ReactNode }) {
  const shade = n === undefined ? "wall-none" : `wall-${n === 0 ? "soft" : tone}`;
  return <div className="wall-count"><dt>{word}</dt><dd className={shade}>{n ?? "–"}{more}</dd></div>;
}

export function Posts({ wall }: Props) {
  const { t } = useTranslation();
  const tones = { online: "good", silent: "bad", stopped: "blue", offline: "bad", unknown: "soft" } as const;
  return (
    <Panel title={t("wall.posts")}>
      <dl>{(Object.keys(tones) as (keyof typeof tones)[]).map((one) => <Count key={one} word={t(`post.${one}`)} n={wall?.posts[one]} tone={tones[one]} />)}</dl>
    </Panel>
  );
}

export function Due({ wall }: Props) {
  const { t } = useTranslation();
  const tones = { done: "good", waiting: "blue", review: "blue", overdue: "bad" } as const;
  const excused = wall ? wall.due.excused + wall.due.post_down : undefined;
  return (
    <Panel title={t("wall.due")}>
      <dl>
        {(Object.keys(tones) as (keyof typeof tones)[]).map((one) => <Count key={one} word={t(`due.${one}`)} n={wall?.due[one]} tone={tones[one]} />)}
        <Count word={t("wall.excused")} n={excused} />
      </dl>
    </Panel>
  );
}

const STATES = ["expected", "received", "declared", "active"] as const;

export function People({ wall }: Props) {
  const { t } = useTranslation();
  const count = (state: string) => (wall ? wall.states.find((one) => one.key === state)?.count ?? 0 : undefined);
  return (
    <Panel title={t("wall.people")}>
      <dl>
        <Count word={t("wall.total")} n={wall?.total} tone="blue" />
        {STATES.map((one) => <Count key={one} word={t(`standing.${one}`)} n={count(one)} tone="blue" />)}
      </dl>
    </Panel>
  );
}

export function Sessions({ wall }: Props) {
  const { t } = useTranslation();
  return (
    <Panel title={t("wall.sessions")}>
      <dl>
        <Count word={t("wall.sessions.open")} n={wall?.sessions.open} tone="good" />
        <Count word={t("wall.sessions.planned")} n={wall?.sessions.planned} tone="blue" />
        <Count word={t("wall.sessions.over")} n={wall?.sessions.over} tone="blue" />
      </dl>
    </Panel>
  );
}

export function Asked({ wall, about }: Props & { about: "person" | "office" }) {
  const { t } = useTranslation();
  const tone = about === "person" ? "yellow" : "blue";
  const of = (rule: string) => wall?.alerts.find((one) => one.about === about && one.rule === rule);
  return (
    <Panel title={t(`wall.asked.${about}`)} wide={about === "office"}>
      <dl className={about === "office" ? "wall-many" : ""}>
        {RULES[about].map((rule) => {
          const late = of(rule)?.late ?? 0;
          return <Count key={rule} word={t(`alert.rule.${rule}`)} n={wall ? of(rule)?.open ?? 0 : undefined} tone={tone} more={late > 0 && <span className="wall-late">{t("wall.late", { n: late })}</span>} />;
        })}
      </dl>
    </Panel>
  );
}
