/** What was asked, in words; a fact without words keeps its code. */
import { Descriptions } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useAreaName } from "../../kit/area.ts";
import { sayCode } from "../../kit/code.ts";

/** Kinds of words a value may be of, by the name of its fact. */
const KINDS: Record<string, string> = {
  reason: "leave.reason",
  grounds: "leave.ground",
  category: "category",
  before: "category",
  measure: "request",
  ground: "ground",
};

function say(t: TFunction, area: (code: string) => string, key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => say(t, area, key, one)).join("、") || t("word.none");
  if (typeof value === "boolean") return t(value ? "word.yes" : "word.no");
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (key === "region" || key === "regions" || key.endsWith("township")) return area(text);
  return sayCode(t, KINDS[key] ?? "fact.value", text);
}

export function Asked({ facts }: { facts: Record<string, unknown> }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const shown = Object.entries(facts).filter(([, value]) => value !== null && value !== "" && typeof value !== "object" || Array.isArray(value));
  const items = shown.map(([key, value]) => ({ key, label: sayCode(t, "fact", key), children: say(t, area, key, value) }));
  return <Descriptions size="small" bordered column={1} items={items} />;
}
