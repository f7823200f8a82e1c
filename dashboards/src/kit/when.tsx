/** A point in time as officers need it: the Shanghai clock first, then how long ago. */
import { Typography } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { absolute, type Lang, relative } from "./time.ts";

const TICK_MS = 15_000;
const ticking = new Set<(now: number) => void>();
let timer: number | undefined;

function beat(): void {
  const now = Date.now();
  for (const tell of ticking) tell(now);
}

/** The present, moving on every 15 seconds; one timer for the whole page. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    ticking.add(setNow);
    timer ??= window.setInterval(beat, TICK_MS);
    return () => {
      ticking.delete(setNow);
    };
  }, []);
  return now;
}

export function When({ at, stacked = false }: { at: string; stacked?: boolean }) {
  const { i18n } = useTranslation();
  // what has just arrived may be newer than the last beat
  const now = Math.max(useNow(), Date.parse(at) <= Date.now() ? Date.parse(at) : 0);
  return (
    <time dateTime={at} style={{ whiteSpace: "nowrap" }}>
      {absolute(at, now)}
      {stacked ? <br /> : " "}
      <Typography.Text type="secondary">{relative(at, now, i18n.language as Lang)}</Typography.Text>
    </time>
  );
}
