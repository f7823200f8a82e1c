/** Saying what something unusual was: by name, in words that the person can read. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Modal, Radio, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { useOddWords } from "./odd.ts";

const OUTCOMES = ["explained", "concern", "data_fault"] as const;

export function AnomalyForm({ one, close }: { one: Api<"AnomalyItem">; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Api<"AnomalyAnswer">>();
  const { title, text } = useOddWords()(one);
  const sent = useMutation({
    mutationFn: (body: Api<"AnomalyAnswer">) => answer(api.POST("/api/anomalies/{anomaly}/answer", { params: { path: { anomaly: one.id } }, body })),
    onSuccess: () => { void message.success(t("alert.sent")); close(); },
    onError: useComplain(),
    onSettled: () => client.invalidateQueries({ queryKey: ["anomalies"] }),
  });
  return (
    <Modal open title={t("anomaly.say")} onCancel={close} onOk={form.submit} okText={t("alert.send")} cancelText={t("act.cancel")} confirmLoading={sent.isPending}>
      <Typography.Paragraph>{one.person.name} · {one.day}<br />{title}<br /><Typography.Text type="secondary">{text}</Typography.Text></Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={sent.mutate}>
        <Form.Item name="outcome" label={t("anomaly.answer")} rules={[{ required: true }]}>
          <Radio.Group options={OUTCOMES.map((value) => ({ value, label: t(`anomaly.outcome.${value}`) }))} />
        </Form.Item>
        <Form.Item name="words" label={t("alert.words")} rules={[{ required: true, whitespace: true }]}><Input.TextArea rows={3} maxLength={2000} showCount /></Form.Item>
      </Form>
    </Modal>
  );
}
