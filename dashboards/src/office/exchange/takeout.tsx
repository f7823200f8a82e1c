/** Take the people of the own area out as a table, for a stated purpose. */
import { useMutation } from "@tanstack/react-query";
import { Button, Card, Checkbox, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";

const STATES = ["expected", "received", "declared", "active"] as const;

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
  const take = useMutation({
    mutationFn: async (body: Api<"ExportWish">) => {
      const { data } = await api.POST("/api/exports", { body, parseAs: "blob" });
      keep(data as unknown as Blob);
    },
  });
  // "required" would put aria-required on a group, which may not have it
  const some = { type: "array" as const, min: 1, message: t("exchange.need") };
  const need = { required: true, message: t("exchange.need") };
  return (
    <Card size="small" title={t("exchange.export")}>
      <Typography.Paragraph>{t("exchange.export.note")}</Typography.Paragraph>
      <Form layout="vertical" initialValues={{ states: ["active"] }} onFinish={take.mutate} disabled={take.isPending}>
        <Form.Item name="states" label={t("exchange.states")} rules={[some]}>
          <Checkbox.Group options={STATES.map((value) => ({ value, label: t(`standing.${value}`) }))} />
        </Form.Item>
        <Form.Item name="reason" label={t("exchange.reason")} rules={[{ ...need, whitespace: true, min: 2 }]}>
          <Input maxLength={200} style={{ maxWidth: 480 }} />
        </Form.Item>
        {take.isError && <Failure error={take.error} />}
        <Button htmlType="submit" loading={take.isPending}>{t("exchange.get")}</Button>
      </Form>
    </Card>
  );
}
