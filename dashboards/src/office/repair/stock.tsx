/** The spare parts of the counties: what is there, and what is low. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Flex, Form, InputNumber, Select, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName, useAreas } from "../../kit/area.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { PARTS } from "./marks.tsx";

type Line = Api<"SpareItem">;
type Wish = Api<"NewStock">;

function SetStock() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const counties = useAreas([6]);
  const set = useMutation({
    mutationFn: (body: Wish) => answer(api.POST("/api/spares", { body })),
    onSuccess: (lines) => {
      client.setQueryData(["spares"], lines);
      void message.success(t("spare.saved"));
    },
  });
  const need = [{ required: true, message: t("spare.set") }];
  return (
    <Card size="small" title={t("spare.set")}>
      <Form layout="vertical" initialValues={{ kind: "box", count: 1, low: 1 }} onFinish={(wish: Wish) => set.mutate(wish)} disabled={set.isPending}>
        <Flex gap={12} wrap align="end">
          <Form.Item name="county" label={t("spare.county")} rules={need}><Select options={counties} style={{ minWidth: 160 }} /></Form.Item>
          <Form.Item name="kind" label={t("spare.kind")}><Select options={PARTS.map((value) => ({ value, label: t(`part.${value}`) }))} style={{ minWidth: 120 }} /></Form.Item>
          <Form.Item name="count" label={t("spare.count")} rules={need}><InputNumber min={0} max={1000} /></Form.Item>
          <Form.Item name="low" label={t("spare.low")} rules={need}><InputNumber min={0} max={1000} /></Form.Item>
          <Form.Item><Button type="primary" htmlType="submit" loading={set.isPending}>{t("spare.set")}</Button></Form.Item>
        </Flex>
        {set.isError && <Failure error={set.error} />}
      </Form>
    </Card>
  );
}

export function StockTab() {
  const { t } = useTranslation();
  const area = useAreaName();
  const may = useMay("keep_repairs");
  const read = useQuery({ queryKey: ["spares"], queryFn: () => answer(api.GET("/api/spares")) });
  const columns = [
    { title: t("spare.county"), render: (_: unknown, one: Line) => area(one.county) },
    { title: t("spare.kind"), render: (_: unknown, one: Line) => t(`part.${one.kind}`) },
    { title: t("spare.count"), align: "right" as const, render: (_: unknown, one: Line) => <>{one.short && <Tag color="warning">{t("spare.short")}</Tag>} {one.count}</> },
    { title: t("spare.low"), align: "right" as const, dataIndex: "low" },
  ];
  return (
    <Flex vertical gap={12}>
      {may && <SetStock />}
      <Shown read={read}>
        {(lines) => (
          <Table size="small" rowKey={(one) => one.county + one.kind} columns={columns} dataSource={lines} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("spare.none")} /> }} />
        )}
      </Shown>
    </Flex>
  );
}
