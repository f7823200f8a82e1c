/** The picture of each post's camera now, and since when; a live view for a written reason. */
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { LiveForm } from "./session/callout.tsx";
import { LiveView } from "./session/live.tsx";

type Camera = Api<"CameraItem">;
const REFRESH_MS = 30_000;

function Picture({ one }: { one: Camera }) {
  const { t } = useTranslation();
  if (one.silent || one.camera === null) return <Typography.Text type="secondary">{t("cameras.silent")}</Typography.Text>;
  return <Tag {...(one.camera !== "ok" && { color: "warning" })}>{t(`camera.${one.camera}`)}</Tag>;
}

function useColumns(look: (post: string) => void): TableColumnsType<Camera> {
  const { t } = useTranslation();
  const may = useMay("call_out");
  return [
    { title: t("session.post"), render: (_, one) => <>{one.township_name}<br /><Typography.Text type="secondary">{one.post}</Typography.Text></> },
    { title: t("cameras.picture"), render: (_, one) => <Picture one={one} /> },
    { title: t("cameras.since"), render: (_, one) => (one.since && !one.silent ? <When at={one.since} stacked /> : "–"), responsive: ["md"] },
    { title: t("cameras.heard"), render: (_, one) => (one.heard_at ? <When at={one.heard_at} stacked /> : t("word.never")), responsive: ["lg"] },
    ...(may ? [{ title: t("act.actions"), render: (_: unknown, one: Camera) => <Button size="small" onClick={() => look(one.post)}>{t("callout.live")}</Button> }] : []),
  ];
}

/** What is not well comes first. */
function sorted(some: Camera[]): Camera[] {
  const weight = (one: Camera) => (one.silent ? 1 : one.camera === "ok" ? 2 : 0);
  return [...some].sort((one, other) => weight(one) - weight(other));
}

export default function CamerasPage() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<string>();
  const [looking, setLooking] = useState<string>();
  const read = useQuery({ queryKey: ["cameras"], queryFn: () => answer(api.GET("/api/cameras")), refetchInterval: REFRESH_MS });
  const columns = useColumns(setAsking);
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("menu.cameras")} />
      <Shown read={read}>
        {(rows) => <Table size="small" rowKey="post" columns={columns} dataSource={sorted(rows)} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("cameras.none")} /> }} />}
      </Shown>
      {asking && <LiveForm post={asking} close={() => setAsking(undefined)} made={setLooking} />}
      {looking && <LiveView callout={looking} close={() => setLooking(undefined)} />}
    </Flex>
  );
}
