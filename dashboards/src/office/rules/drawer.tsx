/** One rule: every row it had, and for an administrator the next one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, DatePicker, Drawer, Flex, Form, Input, InputNumber, Select, Table, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { Confirm } from "../rules.tsx";
import { useRuleTitle, useValue } from "./value.ts";

type Row = Api<"RuleRow">;
type Filled = Omit<Api<"RuleChange">, "effective_from"> & { effective_from: Dayjs };

function useChange(name: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (filled: Filled) =>
      answer(api.POST("/api/rules/{name}", {
        params: { path: { name } },
        body: { ...filled, effective_from: filled.effective_from.format("YYYY-MM-DD") },
      })),
    onSuccess: () => {
      for (const key of ["rules", "rule"]) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t("rules.saved"));
    },
  });
}

/** The field for a value of the kind the rule has. */
function Value({ of }: { of: Row }) {
  const { t } = useTranslation();
  const rules = [{ required: true, message: t("rules.need") }];
  const kind = Array.isArray(of.value) ? "list" : typeof of.value;
  return (
    <Form.Item name="value" label={t("rules.value")} rules={rules} {...(kind === "boolean" && { valuePropName: "checked", rules: [] })}>
      {kind === "number" ? <InputNumber min={0} max={10_000_000} /> :
        kind === "boolean" ? <Checkbox>{t("word.yes")}</Checkbox> :
        kind === "list" ? <Select mode="tags" maxCount={20} /> :
        <Input maxLength={100} />}
    </Form.Item>
  );
}

function Change({ last }: { last: Row }) {
  const { t } = useTranslation();
  const change = useChange(last.name);
  const need = [{ required: true, whitespace: true, message: t("rules.need") }];
  const start = { value: last.value, source: last.source, effective_from: dayjs(last.effective_from), confirmed: true };
  return (
    <Form layout="vertical" initialValues={start} onFinish={change.mutate} disabled={change.isPending}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t("rules.change")}</Typography.Title>
      <Typography.Paragraph type="secondary">{t("rules.change.note")}</Typography.Paragraph>
      <Value of={last} />
      <Form.Item name="source" label={t("rules.source")} rules={need}><Input maxLength={200} /></Form.Item>
      <Form.Item name="ground" label={t("rules.ground")} rules={need}><Input maxLength={500} /></Form.Item>
      <Form.Item name="effective_from" label={t("rules.since")} rules={[{ required: true, message: t("rules.need") }]}>
        <DatePicker minDate={dayjs(last.effective_from)} />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked"><Checkbox>{t("rules.isconfirmed")}</Checkbox></Form.Item>
      {change.isError && <Failure error={change.error} />}
      <Button type="primary" htmlType="submit" loading={change.isPending}>{t("rules.save")}</Button>
    </Form>
  );
}

function History({ rows }: { rows: Row[] }) {
  const { t } = useTranslation();
  const value = useValue();
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={(one) => `${one.effective_from} ${one.version}`}
      dataSource={rows}
      columns={[
        { title: t("rules.since"), dataIndex: "effective_from" },
        { title: t("rules.value"), render: (_, one) => value(one) },
        { title: t("rules.source"), render: (_, one) => <>{one.source} <Confirm open={one.to_confirm} /></> },
        { title: t("rules.author"), render: (_, one) => one.author || t("rules.delivered") },
        { title: t("rules.ground"), dataIndex: "ground" },
      ]}
    />
  );
}

export function RuleDrawer({ name, close }: { name: string; close: () => void }) {
  const may = useMay("administer");
  const title = useRuleTitle();
  const read = useQuery({
    queryKey: ["rule", name],
    queryFn: () => answer(api.GET("/api/rules/{name}", { params: { path: { name } } })),
  });
  return (
    <Drawer open onClose={close} title={read.data?.[0] ? title(read.data[0]) : name} size="large">
      <Shown read={read}>
        {(rows) => (
          <Flex vertical gap={16}>
            <History rows={rows} />
            {may && rows[0] && <Change last={rows[0]} key={rows.length} />}
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}
