/** Times arrive in UTC and are shown in Shanghai, whatever the officer's computer is set to. */
import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(timezone);

export type Lang = "zh" | "en";

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Infinity],
];

/** The same instant on a Shanghai wall clock. */
export function shanghai(at: string | number): Dayjs {
  return dayjs(at).tz("Asia/Shanghai");
}

/** The legal day in Shanghai at an instant, YYYY-MM-DD. */
export function dayOf(at: string | number): string {
  return shanghai(at).format("YYYY-MM-DD");
}

/** Date and time; the date is left out on the day itself. */
export function absolute(at: string, now: number): string {
  const there = shanghai(at);
  return dayOf(at) === dayOf(now) ? there.format("HH:mm:ss") : there.format("YYYY-MM-DD HH:mm:ss");
}

/** How long ago, or in how long, in words. */
export function relative(at: string, now: number, lang: Lang): string {
  let amount = (Date.parse(at) - now) / 1000;
  const words = new Intl.RelativeTimeFormat(lang === "zh" ? "zh-CN" : "en", { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) return words.format(Math.round(amount) || 0, unit);
    amount /= size;
  }
  return "";
}

/** Seconds as a length of time in two units at most: "3天 4小时". */
export function duration(seconds: number, lang: Lang): string {
  const units: [string, string, number][] = [
    ["天", "d", 86400],
    ["小时", "h", 3600],
    ["分", "min", 60],
    ["秒", "s", 1],
  ];
  const parts: string[] = [];
  let left = Math.max(0, Math.round(seconds));
  for (const [zh, en, size] of units) {
    const n = Math.floor(left / size);
    left -= n * size;
    if (n && parts.length < 2) parts.push(lang === "zh" ? `${n}${zh}` : `${n} ${en}`);
  }
  return parts.join(" ") || (lang === "zh" ? "0秒" : "0 s");
}
