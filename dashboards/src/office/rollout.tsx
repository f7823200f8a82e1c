/** One rollout: its groups, its boxes, and the ways to hold it. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { useAreaName } from "../kit/area.ts";
import { sayCode } from "../kit/code.ts";
import { Facts } from "../kit/facts.tsx";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { Bar, BoxMark, StateMark } from "./rollout/marks.tsx";
import { Steps } from "./rollout/steps.tsx";

type Record = Api<"RolloutRecord">;
const REFRESH_MS = 5_000;

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function Head({ one }: { one: Record }) {
  const { t } = useTranslation();
  const area = useAreaName();
  return (
    <Facts
      title={t("rollout.state")}
      facts={[
        [t("rollout.state"), <StateMark key="state" one={one} />],
        [t("rollout.area"), area(one.area)],
        [t("rollout.made"), <span key="made"><When at={one.made_at} /> {one.made_by}</span>],
        one.ended_at !== null && [t("rollout.ended"), <When key="ended" at={one.ended_at} />],
        [t("rollout.window"), one.window ? `${clock(one.window.since)}–${clock(one.window.until)}` : t("rollout.window.now")],
        [t("rollout.silent"), one.silent_minutes / 60],
      ]}
    />
  );
}

function Group({ one }: { one: Record["groups"][number] }) {
  const { t } = useTranslation();
  return (
    <Card
      size="small"
      title={t("rollout.group", { n: one.number })}
      extra={one.begun_at ? <When at={one.begun_at} /> : <Typography.Text type="secondary">{t("rollout.waiting")}</Typography.Text>}
      style={{ flex: "1 1 260px" }}
    >
      <Flex vertical gap={8}>
        <Bar counts={one.counts} />
        <Typography.Text type="secondary">
          {t("rollout.success")} {one.success}% · {t("rollout.errors")} {one.errors}%
        </Typography.Text>
        {one.looked && <div><Tag color={one.checked ? "success" : "default"}>{t(one.checked ? "rollout.checked" : "rollout.looked")}</Tag></div>}
      </Flex>
    </Card>
  );
}

function Boxes({ one }: { one: Record }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Record["boxes"][number]> = [
    {
      title: t("rollout.box"),
      render: (_, box) => <><Link style={{ textDecoration: "underline" }} to={`/posts/${box.device}`}>{box.township_name}</Link> <Typography.Text type="secondary">{box.device}</Typography.Text></>,
    },
    { title: t("rollout.in"), dataIndex: "group", align: "right" },
    { title: t("rollout.state"), render: (_, box) => <BoxMark state={box.state} /> },
    { title: t("rollout.why"), render: (_, box) => box.why && sayCode(t, "updatewhy", box.why), responsive: ["md"] },
    { title: t("rollout.moved"), render: (_, box) => box.moved_at && <When at={box.moved_at} />, responsive: ["md"] },
  ];
  return (
    <Table
      size="small"
      rowKey="device"
      columns={columns}
      dataSource={one.boxes}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: <Empty description={t("posts.none")} /> }}
    />
  );
}

function Detail({ one }: { one: Record }) {
  const { t } = useTranslation();
  const may = useMay("roll_out");
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center" justify="space-between" wrap>
        <Heading tab={t("rollouts.title")}>{t("rollouts.title")} <Typography.Text type="secondary">{one.bundle}</Typography.Text></Heading>
        {may && <Steps one={one} />}
      </Flex>
      <Head one={one} />
      <Flex gap={12} wrap>{one.groups.map((group) => <Group key={group.number} one={group} />)}</Flex>
      <Boxes one={one} />
    </Flex>
  );
}

export default function RolloutPage() {
  const { id = "" } = useParams();
  const read = useQuery({
    queryKey: ["rollout", id],
    queryFn: () => answer(api.GET("/api/rollouts/{rollout}", { params: { path: { rollout: id } } })),
    refetchInterval: (query) => (["running", "paused"].includes(query.state.data?.state ?? "") ? REFRESH_MS : false),
  });
  return <Shown read={read}>{(one) => <Detail one={one} />}</Shown>;
}
