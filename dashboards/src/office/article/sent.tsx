/** How a text stands at each place outside: sent, failed and why, tried again, withdrawn. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Empty, Flex, Popconfirm, Table, type TableColumnsType, Tag, Typography } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { When } from "../../kit/when.tsx";
import { all, type Word } from "../../words/index.ts";
import { placeName } from "./place.ts";

type Sent = Api<"DeliveryItem">;
const COLOUR: Record<Sent["state"], string> = {
  waiting: "processing",
  sending: "processing",
  sent: "success",
  failed: "error",
  withdrawing: "processing",
  withdrawn: "default",
};
const MOVING = new Set<Sent["state"]>(["waiting", "sending", "withdrawing"]);

/** Whether something is on its way. */
export function moving(sent: readonly Sent[]): boolean {
  return sent.some((one) => MOVING.has(one.state));
}

function said(t: TFunction, reason: string): string {
  const [code = "", ...rest] = reason.split(" ");
  const word = `sent.why.${code}`;
  return [word in all ? t(word as Word) : code, rest.join(" ")].filter(Boolean).join(" ");
}

function useAct(what: "retry" | "withdraw") {
  const client = useQueryClient();
  const complain = useComplain();
  return useMutation({
    mutationFn: (delivery: string) => answer(api.POST(`/api/deliveries/{delivery}/${what}`, { params: { path: { delivery } } })),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ["articles"] }),
  });
}

export function State({ one }: { one: Sent }) {
  const { t } = useTranslation();
  return (
    <Flex vertical gap={2}>
      <span><Tag color={COLOUR[one.state]}>{t(`sent.${one.state}`)}</Tag></span>
      {one.reason && <Typography.Text type={one.state === "failed" ? "danger" : "secondary"}>{said(t, one.reason)}</Typography.Text>}
    </Flex>
  );
}

export function Acts({ one }: { one: Sent }) {
  const { t } = useTranslation();
  const retry = useAct("retry");
  const withdraw = useAct("withdraw");
  if (one.state === "withdrawn" || one.state === "withdrawing") return null;
  return (
    <Flex gap={8} wrap>
      {one.state === "failed" && <Button size="small" type="primary" loading={retry.isPending} onClick={() => retry.mutate(one.id)}>{t("sent.retry")}</Button>}
      <Popconfirm title={t("sent.withdraw.sure")} onConfirm={() => withdraw.mutate(one.id)}>
        <Button size="small" loading={withdraw.isPending}>{t("sent.withdraw")}</Button>
      </Popconfirm>
    </Flex>
  );
}

export function SentTable({ sent, live }: { sent: readonly Sent[]; live: number | null }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Sent> = [
    { title: t("sent.place"), render: (_, one) => <>{placeName(t, one)} {one.version !== live && <Tag>{t("sent.old")}</Tag>}</> },
    { title: t("oversight.state"), render: (_, one) => <State one={one} /> },
    { title: t("sent.at"), render: (_, one) => <When at={one.changed_at} stacked />, responsive: ["sm"] },
    { title: t("act.actions"), render: (_, one) => <Acts one={one} /> },
  ];
  return <Table size="small" rowKey="id" columns={columns} dataSource={[...sent]} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("sent.none")} /> }} />;
}
