/** The recording: whether its chain is whole, its pieces, holding it longer, calling it out. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Collapse, Flex, Input, Popconfirm, Space, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { useMay } from "../../kit/session.tsx";
import { When } from "../../kit/when.tsx";
import { bytes } from "../../kit/write.ts";
import { ClipForm } from "./callout.tsx";
import { Register } from "./register.tsx";
import { type Session, useSent } from "./use.ts";

type Piece = Api<"SegmentItem">;

function Chain({ one }: { one: Session }) {
  const { t } = useTranslation();
  const n = one.chain_number;
  if (!one.record) return <Typography.Text type="secondary">{t("session.record.no")}</Typography.Text>;
  if (one.chain === "whole") return <Typography.Text>{n ? t("session.chain.whole", { n }) : t("session.chain.none")}</Typography.Text>;
  if (one.chain === "gap" && one.state === "open") return <Typography.Text>{t("session.chain.gap.open", { n })}</Typography.Text>;
  return <Alert type={one.chain === "gap" ? "warning" : "error"} showIcon title={t(`session.chain.${one.chain}`, { n })} />;
}

function Segments({ session }: { session: string }) {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["segments", session, page],
    queryFn: () => answer(api.GET("/api/sessions/{procedure}/segments", { params: { path: { procedure: session }, query: { page, size } } })),
  });
  const columns: TableColumnsType<Piece> = [
    { title: t("session.segments"), render: (_, one) => t("session.segment", { n: one.number }) },
    { title: t("session.when"), render: (_, one) => <When at={one.started_at} /> },
    { title: t("session.size"), render: (_, one) => bytes(one.size), align: "right" },
    { title: t("session.hash"), render: (_, one) => <Typography.Text code copyable={{ text: one.sha256 }}>{one.sha256.slice(0, 12)}</Typography.Text>, responsive: ["md"] },
  ];
  return <List read={read} columns={columns} none={t("session.chain.none")} rowKey={(one) => `${one.number} ${one.sha256}`} />;
}

function Hold({ one }: { one: Session }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const path = { procedure: one.id };
  const hold = useSent(() => answer(api.POST("/api/sessions/{procedure}/hold", { params: { path }, body: { reason } })));
  const lift = useSent(() => answer(api.POST("/api/sessions/{procedure}/hold/lift", { params: { path } })));
  const held = one.holds.find((each) => !each.lifted_at);
  if (held) return <Button loading={lift.isPending} onClick={() => lift.mutate(undefined)}>{t("session.hold.lift")}</Button>;
  const why = <Input aria-label={t("session.why")} placeholder={t("session.why")} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />;
  return (
    <Popconfirm title={t("session.hold")} description={<>{why}{t("session.hold.note")}</>} okButtonProps={{ disabled: !reason.trim() }} onConfirm={() => hold.mutate(undefined)}>
      <Button loading={hold.isPending}>{t("session.hold")}</Button>
    </Popconfirm>
  );
}

export function Film({ one }: { one: Session }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [query, setQuery] = useSearchParams();
  const may = useMay("call_out") && one.chain_number > 0;
  const held = one.holds.find((each) => !each.lifted_at);
  const opened = (callout: string) => setQuery({ ...Object.fromEntries(query), callout }, { replace: true });
  return (
    <Card size="small" title={t("session.chain")}>
      <Flex vertical gap={12}>
        <Chain one={one} />
        {one.video_deleted && one.chain_number > 0 && <Alert type="info" showIcon title={t("session.video.deleted")} />}
        {held && <Alert type="info" showIcon title={t("session.hold.text", { name: held.by, why: held.reason })} description={t("session.hold.note")} />}
        {may && (
          <Space wrap className="screen">
            <Button disabled={one.video_deleted} onClick={() => setAsking(true)}>{t("callout.clip")}</Button>
            <Hold one={one} />
          </Space>
        )}
        {one.chain_number > 0 && <Collapse size="small" ghost items={[{ key: "pieces", label: t("session.segments"), children: <Segments session={one.id} /> }]} />}
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t("session.tab.register")}</Typography.Title>
        <Register session={one.id} />
      </Flex>
      {asking && <ClipForm session={one.id} last={one.chain_number} close={() => setAsking(false)} made={opened} />}
    </Card>
  );
}
