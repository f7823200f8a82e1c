/** What was asked, in words; a fact without words keeps its code. */
import { Descriptions } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { sayCode } from "../../kit/code.ts";

/** Kinds of words a value may be of, by the name of its fact. */
const KINDS: Record<string, string> = {
  reason: "own.reason",
  grounds: "ladder",
  category: "category",
  before: "category",
  measure: "request",
  ground: "ground",
};

/** The order in which a decision reads them; the rest comes after. */
const ORDER = [
  "measure", "ground", "before", "category", "from_on", "to_on", "until_on", "days", "total", "grounds", "region", "regions", "place",
  "places", "times", "frequency", "reason", "why", "words", "phone", "reasons", "facts", "heard", "considered", "since", "evidence",
];

function place([key]: [string, unknown]): number {
  const at = ORDER.indexOf(key);
  return at < 0 ? ORDER.length : at;
}

function say(t: TFunction, area: (code: string) => string, key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => say(t, area, key, one)).join("、") || t("word.none");
  if (typeof value === "boolean") return t(value ? "word.yes" : "word.no");
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (key === "region" || key === "regions" || key.endsWith("township")) return area(text);
  return sayCode(t, KINDS[key] ?? "fact.value", text);
}

/** Name of a place of the country or of the bureau, by its code. */
function useRegionName(): (code: string) => string {
  const area = useAreaName();
  const read = useQuery({ queryKey: ["regions"], queryFn: () => answer(api.GET("/api/regions")), staleTime: Infinity });
  return (code) => read.data?.find((one) => one.code === code)?.name ?? area(code);
}

export function Asked({ facts }: { facts: Record<string, unknown> }) {
  const { t } = useTranslation();
  const area = useRegionName();
  const shown = Object.entries(facts).filter(([, value]) => value !== null && value !== "" && typeof value !== "object" || Array.isArray(value))
    .sort((one, other) => place(one) - place(other));
  const items = shown.map(([key, value]) => ({ key, label: sayCode(t, "fact", key), children: say(t, area, key, value) }));
  return <Descriptions size="small" bordered column={1} items={items} />;
}
