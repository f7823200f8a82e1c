/** What was unusual on a day, in words: what it is, when, and the numbers it stands on. */
import { useTranslation } from "react-i18next";
import type { Unusual } from "./judgement.ts";

type Seen = Pick<Unusual, "code" | "first" | "last" | "usual" | "known" | "away">;

/** The time at which a half hour of the day begins. */
export function halfHour(no: number): string {
  return `${String(Math.floor(no / 2)).padStart(2, "0")}:${no % 2 ? "30" : "00"}`;
}

export function useOddWords(): (one: Seen) => { title: string; text: string } {
  const { t } = useTranslation();
  return ({ code, first, last, usual, known, away }) => ({
    title: t(`odd.${code}`, { from: halfHour(first), until: halfHour(last + 1) }),
    text: t(`odd.${code}.text`, { usual, known, km: (away / 1000).toFixed(1) }),
  });
}
