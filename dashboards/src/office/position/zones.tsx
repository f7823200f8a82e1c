/** The zones of an order on a small map and in a list; drawn by centre and radius or by corners. */
import { Button, Col, Empty, Flex, Row, Tag, Typography } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { around, type Box } from "../../kit/map/shapes.ts";
import { MapView } from "../../kit/map/view.tsx";
import { When } from "../../kit/when.tsx";
import { useAct, useZones } from "./use.ts";
import { DrawForm } from "./draw.tsx";
import { areasOf, ringOf, type Zone } from "./zone.ts";

const MARGIN_M = 1500;

function End({ zone }: { zone: Zone }) {
  const { t } = useTranslation();
  const end = useAct(() => answer(api.POST("/api/zones/{zone}/end", { params: { path: { zone: zone.id } } })));
  return <Button size="small" onClick={() => end(t("zone.end.sure", { name: zone.name }))}>{t("zone.end")}</Button>;
}

function useShape(): (shape: Api<"ZoneItem">["shape"]) => string {
  const { t } = useTranslation();
  return (shape) => (shape.form === "circle" ? t("zone.circle", { n: shape.radius }) : t("zone.polygon", { n: shape.corners.length }));
}

function ZoneLine({ one, may }: { one: Zone; may: boolean }) {
  const { t } = useTranslation();
  const shape = useShape();
  return (
    <Flex wrap gap={8} align="center">
      <Tag>{t(`zone.kind.${one.kind}`)}</Tag>
      <span>{one.name} · {shape(one.shape)}</span>
      <Typography.Text type="secondary">
        {t("zone.drawn", { name: one.author })} <When at={one.recorded_at} />
        {one.ended_at && ` · ${t("zone.ended")}`}
      </Typography.Text>
      {may && !one.ended_at && <End zone={one} />}
    </Flex>
  );
}

/** What the zones cover, with room round them; null of none. */
function boxOf(some: Zone[]): Box | null {
  return around(some.flatMap((one) => ringOf(one.shape)), MARGIN_M);
}

function Drawn({ list, may }: { list: Zone[]; may: boolean }) {
  const { t } = useTranslation();
  const live = useMemo(() => list.filter((one) => !one.ended_at), [list]);
  const layers = useMemo(() => areasOf(live, t), [live, t]);
  const box = useMemo(() => boxOf(live), [live]);
  if (list.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("zone.none")} />;
  return (
    <Row gutter={[12, 12]}>
      <Col xs={24} lg={14}><Flex vertical gap={8}>{list.map((one) => <ZoneLine key={one.id} one={one} may={may} />)}</Flex></Col>
      <Col xs={24} lg={10}><MapView layers={layers} box={box} height={220} /></Col>
    </Row>
  );
}

export function Zones({ order, person, live }: { order: string; person: string; live: boolean }) {
  const { t } = useTranslation();
  const may = useMay("change_people") && live;
  const [drawing, draw] = useState(false);
  const read = useZones(order);
  const there = useMemo(() => (read.data ?? []) as Zone[], [read.data]);
  const box = useMemo(() => boxOf(there), [there]);
  return (
    <section>
      <Flex wrap gap={8} align="center" justify="space-between">
        <Typography.Text strong>{t("zone.title")}</Typography.Text>
        {may && <Button size="small" onClick={() => draw(true)}>{t("zone.draw")}</Button>}
      </Flex>
      <Shown read={read}>{(list) => <Drawn list={list as Zone[]} may={may} />}</Shown>
      {drawing && <DrawForm order={order} person={person} there={there} box={box} close={() => draw(false)} />}
    </section>
  );
}
