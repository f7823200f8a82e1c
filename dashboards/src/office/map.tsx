/** All posts on one map, and the same in a list beside it. */
import { useQuery } from "@tanstack/react-query";
import { Col, Empty, Flex, Row, Select, Table, type TableColumnsType, Typography } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { MapView } from "../kit/map/view.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { layersOf } from "./position/spots.ts";
import { Legend, STANDS, StandMark } from "./position/stand.tsx";

export type Spot = Api<"PostSpot">;

const REFRESH_MS = 30_000;

function useSpots() {
  return useQuery({
    queryKey: ["posts", "map"],
    queryFn: () => answer(api.GET("/api/posts/map")),
    refetchInterval: REFRESH_MS,
  });
}

function useColumns(): TableColumnsType<Spot> {
  const { t } = useTranslation();
  return [
    {
      title: t("post.post"),
      render: (_, one) => (
        <Flex vertical>
          <Link to={`/posts/${one.id}`}>{one.name}</Link>
          <Typography.Text type="secondary">{one.district} · {one.id}{one.longitude === null && ` · ${t("map.nowhere")}`}</Typography.Text>
        </Flex>
      ),
    },
    { title: t("map.stand"), render: (_, one) => <StandMark value={one.stand} /> },
    { title: t("post.heard"), render: (_, one) => (one.heard_at ? <When at={one.heard_at} stacked /> : t("word.never")), responsive: ["md"] },
  ];
}

/** What needs somebody stands first. */
function worstFirst(list: readonly Spot[]): Spot[] {
  return [...list].sort((one, other) => STANDS.indexOf(one.stand) - STANDS.indexOf(other.stand));
}

function Beside({ list }: { list: Spot[] }) {
  const { t } = useTranslation();
  return (
    <Table
      size="small"
      rowKey="id"
      columns={useColumns()}
      dataSource={worstFirst(list)}
      pagination={{ pageSize: 12, showSizeChanger: false, hideOnSinglePage: true, showTotal: (n) => t("page.total", { n }) }}
      locale={{ emptyText: <Empty description={t("map.none")} /> }}
    />
  );
}

function Both({ list }: { list: Spot[] }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const layers = useMemo(() => layersOf(list, t), [list, t]);
  const pick = (id: string) => void go(`/posts/${id}`);
  return (
    <Row gutter={[12, 12]}>
      <Col xs={24} xl={15}>
        <Flex vertical gap={4}>
          <MapView layers={layers} height={520} onPick={pick} />
          <Legend />
          <Typography.Text type="secondary">{t("map.rough")} {t("map.outline")}</Typography.Text>
        </Flex>
      </Col>
      <Col xs={24} xl={9}><Beside list={list} /></Col>
    </Row>
  );
}

export default function PostMapPage() {
  const { t } = useTranslation();
  const [only, setOnly] = useState<Spot["stand"]>();
  const options = STANDS.map((value) => ({ value, label: t(`stand.${value}`) }));
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("map.title")} />
        <Select aria-label={t("map.filter")} placeholder={t("map.filter")} allowClear options={options} onChange={setOnly} style={{ width: 160 }} />
      </Flex>
      <Shown read={useSpots()}>{(list) => <Both list={only ? list.filter((one) => one.stand === only) : list} />}</Shown>
    </Flex>
  );
}
