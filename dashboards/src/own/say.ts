/** Days and times in whole words. */
import type { Lang } from "../kit/time.ts";

const ZONE = "Asia/Shanghai";

function locale(lang: string): string {
  return (lang as Lang) === "en" ? "en-GB" : "zh-CN";
}

/** A legal day: 2026年11月27日星期五. */
export function sayDay(day: string, lang: string): string {
  return new Date(`${day}T12:00:00+08:00`).toLocaleDateString(locale(lang), { timeZone: ZONE, dateStyle: "full" });
}

/** A moment, to the minute. */
export function sayMoment(at: string, lang: string): string {
  return new Date(at).toLocaleString(locale(lang), { timeZone: ZONE, dateStyle: "medium", timeStyle: "short" });
}

/** Eight digits of whatever was typed: spaces go, full-width digits become plain ones. */
export function digits(typed: string): string {
  return typed.normalize("NFKC").replace(/\D/g, "").slice(0, 8);
}
