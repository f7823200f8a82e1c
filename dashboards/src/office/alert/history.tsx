/** What happened to an alert, by time: two axes, and a human's word. */
import { Timeline, Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { When } from "../../kit/when.tsx";
import type { Record } from "./use.ts";

interface Step {
  at: string;
  text: ReactNode;
}

function useSteps(one: Record): Step[] {
  const { t } = useTranslation();
  const steps: Step[] = [
    { at: one.since, text: t("alert.step.since") },
    { at: one.raised_at, text: t(one.explained_by ? "alert.step.quiet" : "alert.step.raised") },
  ];
  if (one.acknowledged_at) steps.push({ at: one.acknowledged_at, text: <>{t("alert.taken", { name: one.acknowledged_by })} {one.note}</> });
  if (one.cleared_at) steps.push({ at: one.cleared_at, text: t("alert.step.cleared") });
  if (one.outcome_at && one.outcome) steps.push({ at: one.outcome_at, text: <>{one.outcome_by}：{t(`alert.outcome.${one.outcome}`)}</> });
  return steps.sort((first, second) => Date.parse(first.at) - Date.parse(second.at));
}

export function History({ one }: { one: Record }) {
  const { t } = useTranslation();
  const steps = useSteps(one);
  return (
    <div>
      <Typography.Title level={2} style={{ fontSize: 15 }}>{t("alert.history")}</Typography.Title>
      <Timeline items={steps.map(({ at, text }) => ({ color: "gray", content: <><When at={at} /><br />{text}</> }))} />
    </div>
  );
}
