/** What a day comes to in words: stays and trips by time, zones entered and left, what was unusual. */
import { Alert, Button, Card, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import { Scroll } from "../../kit/scroll.tsx";
import { duration, type Lang } from "../../kit/time.ts";
import { percent } from "../../kit/write.ts";
import { clock } from "./bar.tsx";
import type { Crossing, Judged, Span } from "./judgement.ts";
import { useOddWords } from "./odd.ts";
import type { Zone } from "./zone.ts";

interface Row extends Span {
  key: string;
  kind: "stay" | "trip" | "silent";
  text: string;
}
interface Props {
  judged: Judged;
  go: (at: number) => void;
}

/** A distance as people say it. */
function useFar(): (metres: number) => string {
  const { t } = useTranslation();
  return (metres) => (metres < 950 ? t("track.metres", { n: Math.round(metres / 10) * 10 }) : t("track.kilometres", { n: (metres / 1000).toFixed(1) }));
}

function useRows({ stays, trips }: Judged, quiet: Span[]): Row[] {
  const { t, i18n } = useTranslation();
  const far = useFar();
  const long = ({ start, end }: Span) => duration((Date.parse(end) - Date.parse(start)) / 1000, i18n.language as Lang);
  const rows: Omit<Row, "key">[] = [
    ...stays.map((one) => ({ ...one, kind: "stay" as const, text: long(one) })),
    ...trips.map((one) => ({ ...one, kind: "trip" as const, text: far(one.length) })),
    ...quiet.map((one) => ({ ...one, kind: "silent" as const, text: `${long(one)} ${t("track.unknown")}` })),
  ];
  return rows.sort((one, other) => one.start.localeCompare(other.start)).map((one) => ({ ...one, key: `${one.kind} ${one.start}` }));
}

/** Sets the clock of the playback to a moment. */
function Go({ at, go, children }: { at: string; go: (at: number) => void; children: ReactNode }) {
  return <Button type="link" size="small" style={{ padding: 0 }} onClick={() => go(Date.parse(at))}>{children}</Button>;
}

export function Stays({ judged, quiet, go }: Props & { quiet: Span[] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Row> = [
    { title: t("track.at"), width: 120, render: (_, one) => <Go at={one.start} go={go}>{clock(one.start)}–{clock(one.end)}</Go> },
    { title: t("track.stays"), render: (_, one) => <><Tag>{t(`track.${one.kind}`)}</Tag>{one.text}</> },
  ];
  return (
    <Card size="small" title={t("track.stays")} styles={{ body: { padding: 0 } }}>
      <Scroll label={t("track.stays")}>
        <Table
          size="small"
          columns={columns}
          dataSource={useRows(judged, quiet)}
          pagination={false}
          showHeader={false}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("track.stays.none")} /> }}
        />
      </Scroll>
    </Card>
  );
}

function CrossingLine({ one, zone, go }: { one: Crossing; zone: Zone | undefined; go: (at: number) => void }) {
  const { t } = useTranslation();
  const what = t(zone?.kind === "inside" ? "track.left" : zone ? "track.entered" : "track.crossing");
  const sure = { at: clock(one.certain_since), n: one.evidence.length };
  return (
    <div>
      <Go at={one.since} go={go}>{clock(one.since)}{one.until ? `–${clock(one.until)}` : ""}</Go>{" "}
      <Tag color="error">{what}</Tag>{zone?.name ?? t("track.zone")}
      <br />
      <Typography.Text type="secondary">
        {one.until ? "" : `${t("track.crossing.open")} `}{t("track.crossing.sure", sure)}
      </Typography.Text>
    </div>
  );
}

export function Crossings({ judged, zones, go }: Props & { zones: Zone[] }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t("track.crossings")}>
      {judged.crossings.length === 0 && <Typography.Text type="secondary">{t("track.crossings.none")}</Typography.Text>}
      <Flex vertical gap={8}>
        {judged.crossings.map((one) => (
          <CrossingLine key={`${one.since} ${one.zone}`} one={one} zone={zones.find(({ id }) => id === one.zone)} go={go} />
        ))}
      </Flex>
    </Card>
  );
}

/** Which positions were not counted and why, and how the device was. */
function Device({ judged: { dropped, battery, low_battery } }: { judged: Judged }) {
  const { t } = useTranslation();
  const left = Object.entries(dropped).map(([why, n]) => t("track.dropped.one", { why: sayCode(t, "dropped", why), n }));
  return (
    <>
      {low_battery && battery !== null && <Alert type="info" showIcon title={t("track.battery", { part: percent(battery) })} />}
      {left.length > 0 && <Typography.Text type="secondary">{t("track.dropped", { list: left.join("、") })}</Typography.Text>}
    </>
  );
}

export function Odd({ judged }: { judged: Judged }) {
  const { t } = useTranslation();
  const say = useOddWords();
  return (
    <Card size="small" title={t("track.odd")}>
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{t("track.odd.text")}</Typography.Text>
        {judged.unusual.length === 0 && <span>{t("track.odd.none")}</span>}
        {judged.unusual.map((one) => (
          <Alert key={`${one.code} ${one.first}`} type="warning" showIcon title={say(one).title} description={say(one).text} />
        ))}
        <Device judged={judged} />
      </Flex>
    </Card>
  );
}
