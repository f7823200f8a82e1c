/** What the county lets its offices do in its name. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { useComplain } from "../kit/complain.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { dayOf } from "../kit/time.ts";
import { useTownshipName } from "../kit/townships.ts";
import { Delegate } from "./delegations/form.tsx";

type Item = Api<"DelegationItem">;

function End({ one }: { one: Item }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const client = useQueryClient();
  const township = useTownshipName();
  const end = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/delegations/{delegation}/end", {
        params: { path: { delegation: one.id } },
        body: { until_on: dayOf(Date.now()) },
      })),
    onError: useComplain(),
    onSettled: () => void client.invalidateQueries({ queryKey: ["delegations"] }),
  });
  async function ask(): Promise<void> {
    const title = t("delegation.end.ask", { office: township(one.township) });
    if (await modal.confirm({ title, content: t("delegation.end.text") })) end.mutate();
  }
  return <Button size="small" loading={end.isPending} onClick={() => void ask()}>{t("delegation.end")}</Button>;
}

function useColumns(): TableColumnsType<Item> {
  const { t } = useTranslation();
  const township = useTownshipName();
  return [
    { title: t("delegation.office"), render: (_, one) => <span style={{ whiteSpace: "nowrap" }}>{township(one.township)}</span> },
    { title: t("delegation.powers"), render: (_, one) => one.powers.map((power) => t(`delegable.${power}`)).join("、") },
    { title: t("delegation.document"), dataIndex: "document", responsive: ["md"] },
    { title: t("delegation.from"), render: (_, one) => `${one.from_on} – ${one.until_on ?? t("delegation.open")}` },
    { title: t("delegation.by"), dataIndex: "made_by", responsive: ["lg"] },
    { title: t("delegation.state"), render: (_, one) => <Tag {...(one.in_force && { color: "success" })}>{t(one.in_force ? "delegation.holds" : "delegation.over")}</Tag> },
    { title: t("act.actions"), render: (_, one) => !one.until_on && <End one={one} /> },
  ];
}

export default function Delegations() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const columns = useColumns();
  const read = useQuery({ queryKey: ["delegations"], queryFn: () => answer(api.GET("/api/delegations")) });
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("delegation.title")} />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("delegation.add")}</Button>
      </Flex>
      <Typography.Text type="secondary">{t("delegation.note")}</Typography.Text>
      <Shown read={read}>
        {(list) => (
          <Table
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={list}
            pagination={false}
            locale={{ emptyText: <Empty description={t("delegation.none")} /> }}
          />
        )}
      </Shown>
      {adding && <Delegate close={() => setAdding(false)} />}
    </Flex>
  );
}
