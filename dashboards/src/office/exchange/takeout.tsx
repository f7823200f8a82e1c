/** Take the people of the own area out as a table: to whom, what for, on which basis, which columns. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Checkbox, Form, Input, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";

const STATES = ["expected", "received", "declared", "active"] as const;
const BASES = ["duty", "superior", "court", "police", "procuratorate", "statute"] as const;
const COLUMNS = [
  "number", "name", "gender", "township", "sentence", "state", "category", "offence", "court",
  "judgment_no", "starts_on", "ends_on", "received_on", "declared_on",
] as const;
const FIRST = { states: ["active"], columns: ["number", "name", "township"] };

/** Hand a file to the browser. */
function keep(file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `people-${new Date().toISOString().slice(0, 10)}.xlsx`;
  link.click();
  URL.revokeObjectURL(link.href);
}

export function TakeOut() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: async (body: Api<"ExportWish">) => {
      const { data } = await api.POST("/api/exports", { body, parseAs: "blob" });
      keep(data as unknown as Blob);
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ["exports"] }),
  });
  // "required" would put aria-required on a group, which may not have it
  const some = { type: "array" as const, min: 1, message: t("exchange.need") };
  const need = { required: true, message: t("exchange.need") };
  const said = { ...need, whitespace: true, min: 2 };
  return (
    <Card size="small" title={t("exchange.export")}>
      <Typography.Paragraph>{t("exchange.export.note")}</Typography.Paragraph>
      <Form layout="vertical" initialValues={FIRST} onFinish={take.mutate} disabled={take.isPending}>
        <Form.Item name="states" label={t("exchange.states")} rules={[some]}>
          <Checkbox.Group options={STATES.map((value) => ({ value, label: t(`standing.${value}`) }))} />
        </Form.Item>
        <Form.Item name="columns" label={t("exchange.columns.note")} rules={[need]}>
          <Select mode="multiple" style={{ maxWidth: 640 }} options={COLUMNS.map((value) => ({ value, label: t(`exchange.column.${value}`) }))} />
        </Form.Item>
        <Form.Item name="recipient" label={t("exchange.recipient")} rules={[said]}>
          <Input maxLength={100} style={{ maxWidth: 480 }} />
        </Form.Item>
        <Form.Item name="purpose" label={t("exchange.reason")} rules={[said]}>
          <Input maxLength={200} style={{ maxWidth: 480 }} />
        </Form.Item>
        <Form.Item name="basis" label={t("exchange.basis")} rules={[need]}>
          <Select style={{ maxWidth: 480 }} options={BASES.map((value) => ({ value, label: t(`exchange.basis.${value}`) }))} />
        </Form.Item>
        <Form.Item name="document" label={t("exchange.document")} rules={[said]}>
          <Input maxLength={200} style={{ maxWidth: 480 }} />
        </Form.Item>
        {take.isError && <Failure error={take.error} />}
        <Button htmlType="submit" loading={take.isPending}>{t("exchange.get")}</Button>
      </Form>
    </Card>
  );
}
