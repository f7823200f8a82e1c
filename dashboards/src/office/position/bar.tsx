/** A day as one bar from midnight to midnight: at home, away, unknown. Shape and word say it too. */
import { Empty, Flex, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { shanghai } from "../../kit/time.ts";
import type { Home, Span, Whereabouts } from "./judgement.ts";

const DAY_MS = 86_400_000;
export const FILLS: Record<Whereabouts, string> = { HOME: "#1677ff", NOT_HOME: "#fa8c16", UNKNOWN: "url(#unknown)" };
const STATES: readonly Whereabouts[] = ["HOME", "NOT_HOME", "UNKNOWN"];

/** The grey hatch of what nobody knows; once on a page. */
export function Hatch() {
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: "absolute" }}>
      <pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="#f0f0f0" />
        <rect width="2" height="6" fill="#bfbfbf" />
      </pattern>
    </svg>
  );
}

/** Which part of a legal day a stretch is, each from 0 to 1. */
export function partOf(day: string, { start, end }: Span): [number, number] {
  const midnight = Date.parse(`${day}T00:00:00+08:00`);
  const part = (at: string) => Math.min(Math.max((Date.parse(at) - midnight) / DAY_MS, 0), 1);
  return [part(start), part(end)];
}

function Sample({ state }: { state: Whereabouts }) {
  const { t } = useTranslation();
  return (
    <span>
      <svg width="16" height="12" aria-hidden="true" style={{ verticalAlign: "-1px", marginRight: 4 }}>
        <rect width="16" height={state === "NOT_HOME" ? 6 : 12} y={state === "NOT_HOME" ? 3 : 0} fill={FILLS[state]} />
      </svg>
      {t(`track.home.${state}`)}
    </span>
  );
}

export function HomeLegend() {
  const { t } = useTranslation();
  return (
    <Flex wrap gap={12} align="center">
      {STATES.map((one) => <Sample key={one} state={one} />)}
      <Typography.Text type="secondary">{t("track.home.text")}</Typography.Text>
    </Flex>
  );
}

export function HomeBar({ day, home, at }: { day: string; home: Home[]; at: number }) {
  const { t } = useTranslation();
  if (home.every((one) => one.where === "UNKNOWN")) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("track.home.none")} />;
  const [now] = partOf(day, { start: new Date(at).toISOString(), end: new Date(at).toISOString() });
  return (
    <Flex vertical gap={6}>
      <svg viewBox="0 0 960 34" width="100%" height="44" preserveAspectRatio="none" aria-hidden="true">
        {home.map((one) => {
          const [begin, end] = partOf(day, one);
          const low = one.where === "NOT_HOME";
          return <rect key={one.start} x={begin * 960} width={(end - begin) * 960} y={low ? 10 : 2} height={low ? 14 : 30} fill={FILLS[one.where]} />;
        })}
        <line x1={now * 960} x2={now * 960} y1="0" y2="34" stroke="#000" strokeWidth="2" />
      </svg>
      <Flex justify="space-between" aria-hidden="true">
        {["0:00", "6:00", "12:00", "18:00", "24:00"].map((one) => <Typography.Text key={one} type="secondary">{one}</Typography.Text>)}
      </Flex>
      <HomeLegend />
      <Flex wrap gap={4}>
        {home.filter(lasts).map((one) => <Tag key={one.start}>{`${clock(one.start)}–${until(one.end)} ${t(`track.home.${one.where}`)}`}</Tag>)}
      </Flex>
    </Flex>
  );
}

/** Whether a stretch can be told by the minute. */
function lasts({ start, end }: Span): boolean {
  return clock(start) !== clock(end) || Date.parse(end) - Date.parse(start) > DAY_MS / 2;
}

/** The time of day. */
export function clock(at: string): string {
  return shanghai(at).format("HH:mm");
}

/** The same of an end: that of the day is its 24th hour. */
export function until(at: string): string {
  const said = clock(at);
  return said === "00:00" ? "24:00" : said;
}
