/** The orders of electronic positioning in the own area, what ends first before others. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Flex, Switch, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { useTownshipName } from "../kit/townships.ts";
import { fourFour } from "../kit/write.ts";
import { type Order, StandsMark, TrackLink, useLeft } from "./position/order.tsx";

function useColumns(): TableColumnsType<Order> {
  const { t } = useTranslation();
  const town = useTownshipName();
  const left = useLeft();
  return [
    {
      title: t("pos.person"),
      render: (_, one) => (
        <Flex vertical>
          <Link to={`/people/${one.person}?part=positioning`}>{one.name}</Link>
          <Typography.Text type="secondary">{fourFour(one.number)} · {town(one.township)}</Typography.Text>
        </Flex>
      ),
    },
    { title: t("pos.stands"), render: (_, one) => <StandsMark value={one.stands} /> },
    { title: t("pos.left"), render: (_, one) => left(one) },
    { title: t("pos.days"), render: (_, one) => `${one.from_on} – ${one.until_on}` },
    { title: t("pos.tracker"), render: (_, one) => (one.tracker && !one.tracker.ended_at ? one.tracker.label : t("pos.tracker.none")) },
    { title: t("track.title"), render: (_, one) => <TrackLink one={one} /> },
    { title: t("pos.ground"), render: (_, one) => t(`ground.${one.ground}`) },
  ];
}

export default function PositioningPage() {
  const { t } = useTranslation();
  const [live, setLive] = useState(true);
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["positionings", live, page],
    queryFn: () => answer(api.GET("/api/positioning", { params: { query: { live, page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("pos.title")} />
        <Switch checked={live} onChange={setLive} aria-label={t("pos.live")} checkedChildren={t("pos.live")} unCheckedChildren={t("pos.all")} />
      </Flex>
      <Alert type="info" title={t("pos.law")} />
      <List read={read} columns={useColumns()} none={t(live ? "pos.none.live" : "pos.none")} />
    </Flex>
  );
}
