/** The columns of the portal: renamed, put in order, shown and hidden. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Empty, Flex, Form, Input, InputNumber, Modal, Select, Switch, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";

type Column = Api<"ColumnItem">;
const KEY = ["columns"];
const KINDS = ["news", "notice", "policy", "guide", "about"] as const;

export function useColumns() {
  return useQuery({ queryKey: KEY, queryFn: () => answer(api.GET("/api/columns")) });
}

function useKeep(close: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, add, ...rest }: Column & { add: boolean }) => {
      const { title_zh, title_en, kind, place, shown } = rest;
      if (add) return answer(api.POST("/api/columns", { body: { code, title_zh, title_en, kind } }));
      return answer(api.PUT("/api/columns/{code}", { params: { path: { code } }, body: { title_zh, title_en, place, shown } }));
    },
    onSuccess: (all) => {
      client.setQueryData(KEY, all);
      close();
    },
  });
}

function ColumnForm({ one, close }: { one: Column | null; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Column>();
  const save = useKeep(close);
  const need = [{ required: true, whitespace: true, message: t("article.need") }];
  const kinds = KINDS.map((value) => ({ value, label: t(`column.kind.${value}`) }));
  return (
    <Modal open title={t(one ? "column.change" : "column.add")} onCancel={close} okText={t("act.save")} onOk={() => form.submit()} confirmLoading={save.isPending}>
      <Form form={form} layout="vertical" initialValues={one ?? { kind: "news" }} onFinish={(given) => save.mutate({ ...one, ...given, add: !one } as Column & { add: boolean })}>
        {!one && <Form.Item name="code" label={t("column.code")} extra={t("column.code.note")} rules={[{ pattern: /^[a-z][a-z0-9-]{1,30}$/, required: true, message: t("column.code.note") }]}><Input maxLength={31} /></Form.Item>}
        <Form.Item name="title_zh" label={t("column.zh")} rules={need}><Input maxLength={30} /></Form.Item>
        <Form.Item name="title_en" label={t("column.en")} rules={need}><Input maxLength={60} /></Form.Item>
        {!one && <Form.Item name="kind" label={t("column.kind")}><Select options={kinds} /></Form.Item>}
        {one && <Form.Item name="place" label={t("column.place")}><InputNumber min={0} max={1000} /></Form.Item>}
        {one && <Form.Item name="shown" label={t("column.shown")} valuePropName="checked"><Switch /></Form.Item>}
        {save.isError && <Failure error={save.error} />}
      </Form>
    </Modal>
  );
}

export function Columns() {
  const { t } = useTranslation();
  const keeps = useMay("approve_texts");
  const read = useColumns();
  const [open, setOpen] = useState<Column | "new" | null>(null);
  const columns: TableColumnsType<Column> = [
    { title: t("column.place"), dataIndex: "place", responsive: ["sm"] },
    { title: t("column.zh"), dataIndex: "title_zh" },
    { title: t("column.en"), dataIndex: "title_en", responsive: ["md"] },
    { title: t("column.kind"), render: (_, one) => t(`column.kind.${one.kind}`), responsive: ["md"] },
    { title: t("column.live"), dataIndex: "live" },
    { title: t("oversight.state"), render: (_, one) => <Tag color={one.shown ? "success" : "default"}>{t(one.shown ? "column.shown" : "column.hidden")}</Tag> },
    ...(keeps ? [{ title: t("act.actions"), render: (_: unknown, one: Column) => <Button size="small" onClick={() => setOpen(one)}>{t("column.change")}</Button> }] : []),
  ];
  return (
    <Flex vertical gap={12}>
      {keeps && <Button type="primary" style={{ alignSelf: "start" }} onClick={() => setOpen("new")}>{t("column.add")}</Button>}
      <Shown read={read}>
        {(all) => <Table size="small" rowKey="code" columns={columns} dataSource={all} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("column.none")} /> }} />}
      </Shown>
      {open && <ColumnForm one={open === "new" ? null : open} close={() => setOpen(null)} />}
    </Flex>
  );
}
