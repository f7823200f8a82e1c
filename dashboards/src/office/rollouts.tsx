/** The rollouts: which bundle goes where, and how far it is. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { useAreaName } from "../kit/area.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { useMay } from "../kit/session.tsx";
import { When } from "../kit/when.tsx";
import { Bar, StateMark } from "./rollout/marks.tsx";
import { NewRollout } from "./rollout/new.tsx";

type Line = Api<"RolloutLine">;
// a box that falls silent sends no word on the stream
const REFRESH_MS = 10_000;

function useColumns(): TableColumnsType<Line> {
  const { t } = useTranslation();
  const area = useAreaName();
  return [
    { title: t("rollout.bundle"), render: (_, one) => <Link to={`/rollouts/${one.id}`}>{one.bundle}</Link> },
    { title: t("rollout.area"), render: (_, one) => area(one.area), responsive: ["md"] },
    { title: t("rollout.state"), render: (_, one) => <StateMark one={one} /> },
    { title: t("rollout.progress"), render: (_, one) => <Bar counts={one.counts} /> },
    { title: t("rollout.made"), render: (_, one) => <When at={one.made_at} />, responsive: ["md"] },
  ];
}

export default function Rollouts() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const may = useMay("roll_out");
  const [making, setMaking] = useState(false);
  const columns = useColumns();
  const read = useQuery({
    queryKey: ["rollouts", page],
    queryFn: () => answer(api.GET("/api/rollouts", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center" justify="space-between">
        <Heading tab={t("rollouts.title")} />
        {may && <Button type="primary" onClick={() => setMaking(true)}>{t("rollout.new")}</Button>}
      </Flex>
      <Typography.Text type="secondary">{t("rollouts.note")}</Typography.Text>
      <List read={read} columns={columns} none={t("rollouts.none")} />
      {making && <NewRollout close={() => setMaking(false)} />}
    </Flex>
  );
}
