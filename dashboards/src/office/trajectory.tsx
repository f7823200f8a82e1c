/** A permitted trajectory: opened for a written reason, then seen day by day. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Col, Empty, Flex, Row, Select, Typography } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { answer, api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { audited } from "../kit/query.ts";
import { useMe } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { fourFour } from "../kit/write.ts";
import { Hatch, HomeBar } from "./position/bar.tsx";
import { DayMap } from "./position/daymap.tsx";
import { type DayTrack, type Fix, isClosed, useDays, useFixes } from "./position/days.ts";
import { judgedOf } from "./position/judgement.ts";
import { Crossings, Odd, Stays } from "./position/lists.tsx";
import { useOpenings } from "./position/openings.tsx";
import { Overview } from "./position/overview.tsx";
import { pieces, silences } from "./position/pieces.ts";
import { Controls, usePlayback } from "./position/playback.tsx";
import { Why } from "./position/why.tsx";
import type { Zone } from "./position/zone.ts";

interface Of {
  person: string;
  order: string;
}

/** The zones of an order, ended ones too; without an open record none is known. */
function useZones(order: string): Zone[] {
  const read = useQuery({
    ...audited,
    queryKey: ["zones", order, "drawn"],
    queryFn: () => answer(api.GET("/api/positioning/{order}/zones", { params: { path: { order } } })).catch(() => []),
  });
  return useMemo(() => (read.data ?? []) as Zone[], [read.data]);
}

/** Those that held on a day. */
function heldOn(zones: Zone[], day: string): Zone[] {
  const [begin, end] = [Date.parse(`${day}T00:00:00+08:00`), Date.parse(`${day}T24:00:00+08:00`)];
  return zones.filter((one) => Date.parse(one.recorded_at) < end && (!one.ended_at || Date.parse(one.ended_at) > begin));
}

function Day({ of, one, fixes }: { of: Of; one: DayTrack; fixes: Fix[] }) {
  const { t } = useTranslation();
  const judged = useMemo(() => judgedOf(one), [one]);
  const [first, last] = [Date.parse(fixes[0]?.at ?? `${one.day}T00:00:00+08:00`), Date.parse(fixes.at(-1)?.at ?? `${one.day}T23:59:00+08:00`)];
  const play = usePlayback(first, last);
  const zones = useZones(of.order);
  const held = useMemo(() => heldOn(zones, one.day), [zones, one.day]);
  const quiet = useMemo(() => silences(pieces(fixes)), [fixes]);
  return (
    <Row gutter={[12, 12]}>
      <Col xs={24} xl={15}>
        <Flex vertical gap={8}>
          {fixes.length > 0 ? <DayMap fixes={fixes} judged={judged} zones={held} at={play.at} /> : <Empty description={t("track.day.none")} />}
          {fixes.length > 0 && <Controls play={play} first={first} last={last} />}
          <Typography.Text type="secondary">{t("track.day.legend")} {t("map.outline")}</Typography.Text>
        </Flex>
      </Col>
      <Col xs={24} xl={9}>
        <Flex vertical gap={12}>
          <Odd judged={judged} />
          <Stays judged={judged} quiet={quiet} go={play.move} />
          <Crossings judged={judged} zones={zones} go={play.move} />
        </Flex>
      </Col>
      <Col span={24}>
        <Card size="small" title={`${t("track.home")} · ${one.day}`}><HomeBar day={one.day} home={judged.home} at={play.at} /></Card>
      </Col>
    </Row>
  );
}

function OneDay({ of, one }: { of: Of; one: DayTrack }) {
  return <Shown read={useFixes(of.person, one.day)}>{(fixes) => <Day key={one.day} of={of} one={one} fixes={fixes} />}</Shown>;
}

/** Which day is seen; it is kept in the address. */
function Days({ of, days }: { of: Of; days: DayTrack[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const no = Math.max(days.findIndex((one) => one.day === query.get("day")), query.get("day") ? 0 : days.length - 1);
  const one = days[no];
  if (!one) return <Empty description={<>{t("track.none")}<br />{t("track.none.text")}</>} />;
  const choose = (day: string | undefined) => day && setQuery({ ...Object.fromEntries(query), day }, { replace: true });
  const options = days.map((each) => {
    const { unusual, crossings } = judgedOf(each);
    const length = unusual.length + crossings.length;
    return { value: each.day, label: `${each.day} · ${t("track.fixes", { n: each.fixes })}${length ? ` · ${t("track.odd.n", { n: length })}` : ""}` };
  });
  return (
    <>
      <Hatch />
      <Overview days={days} chosen={one.day} choose={choose} />
      <Flex wrap gap={8} align="center">
        <Button className="screen" disabled={no === 0} onClick={() => choose(days[no - 1]?.day)}>{t("track.day.before")}</Button>
        <Select aria-label={t("track.day")} value={one.day} options={options} onChange={choose} style={{ width: 300, maxWidth: "100%" }} />
        <Button className="screen" disabled={no === days.length - 1} onClick={() => choose(days[no + 1]?.day)}>{t("track.day.after")}</Button>
      </Flex>
      <OneDay of={of} one={one} />
    </>
  );
}

/** Why it is open and until when, as the person reads it. */
function Notice({ person }: { person: string }) {
  const { t } = useTranslation();
  const me = useMe().name;
  const last = useOpenings(person).data?.find((one) => one.staff === me);
  if (!last) return null;
  return <Alert type="info" showIcon title={<>{t("track.opened", { reason: last.reason })} <When at={last.until} /></>} />;
}

function Track({ of, span }: { of: Of; span: { from?: string; until?: string } }) {
  const { t } = useTranslation();
  const read = useDays(of.person, span);
  if (isClosed(read.error)) return <Why person={of.person} order={of.order} />;
  return (
    <Shown read={read}>
      {(days) => (
        <Flex vertical gap={12}>
          <Flex wrap gap={8} align="center">
            <Notice person={of.person} />
            <Button className="screen" onClick={() => window.print()}>{t("act.print")}</Button>
          </Flex>
          <Days of={of} days={days} />
        </Flex>
      )}
    </Shown>
  );
}

/** Whose it is, where the record is open. */
function useName(person: string): string {
  const read = useQuery({
    ...audited,
    queryKey: ["positioning", person, "name"],
    queryFn: () => answer(api.GET("/api/people/{person}/positioning", { params: { path: { person } } })).catch(() => []),
  });
  const [one] = read.data ?? [];
  return one ? `${one.name} ${fourFour(one.number)}` : "";
}

export default function TrajectoryPage() {
  const { t } = useTranslation();
  const { id = "", order = "" } = useParams();
  const [query] = useSearchParams();
  const [from, until] = [query.get("from"), query.get("until")];
  const name = useName(id);
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("track.title")}>{t("track.title")}{name && ` · ${name}`}</Heading>
        <Link className="screen" to={`/people/${id}?part=positioning`}>{t("track.back")}</Link>
      </Flex>
      <Track key={`${id} ${order}`} of={{ person: id, order }} span={{ ...(from && { from }), ...(until && { until }) }} />
    </Flex>
  );
}
