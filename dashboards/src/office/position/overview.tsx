/** The whole period, one bar a day; pressing one opens the day. The choice of days says the same. */
import { Card, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Scroll } from "../../kit/scroll.tsx";
import { FILLS, HomeLegend, partOf } from "./bar.tsx";
import type { DayTrack } from "./days.ts";
import { judgedOf } from "./judgement.ts";

const [WIDE, TALL] = [11, 120];

function Bar({ one, no, chosen, choose }: { one: DayTrack; no: number; chosen: boolean; choose: () => void }) {
  const { home, unusual, crossings } = judgedOf(one);
  return (
    <g onClick={choose} style={{ cursor: "pointer" }}>
      <title>{one.day}</title>
      <rect x={no * WIDE} y={0} width={WIDE - 2} height={TALL} fill="url(#unknown)" />
      {home.map((span) => {
        const [begin, end] = partOf(one.day, span);
        const thin = span.where === "NOT_HOME" ? 2 : 0;
        return <rect key={span.start} x={no * WIDE + thin} y={begin * TALL} width={WIDE - 2 - 2 * thin} height={(end - begin) * TALL} fill={FILLS[span.where]} />;
      })}
      {unusual.length + crossings.length > 0 && <path d={`M${no * WIDE + 4.5} ${TALL + 3}l4.5 8h-9z`} fill="#cf1322" />}
      {chosen && <rect x={no * WIDE - 1} y={-2} width={WIDE} height={TALL + 16} fill="none" stroke="#000" strokeWidth="1.5" />}
    </g>
  );
}

export function Overview({ days, chosen, choose }: { days: DayTrack[]; chosen: string; choose: (day: string) => void }) {
  const { t } = useTranslation();
  const width = Math.max(days.length * WIDE + 2, 60);
  return (
    <Card size="small" title={t("track.overview")}>
      <Typography.Text type="secondary">{t("track.overview.text")}</Typography.Text>
      <Scroll label={t("track.overview")}>
        <svg width={width} height={TALL + 18} viewBox={`-2 -3 ${width + 2} ${TALL + 20}`} aria-hidden="true">
          {days.map((one, no) => <Bar key={one.day} one={one} no={no} chosen={one.day === chosen} choose={() => choose(one.day)} />)}
        </svg>
      </Scroll>
      <HomeLegend />
    </Card>
  );
}
