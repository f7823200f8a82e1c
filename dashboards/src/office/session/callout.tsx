/** Why somebody wants to see a recording, or to look through a camera; it stands in the register. */
import { Alert, Form, Input, InputNumber, Modal, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { type Callout, useSent } from "./use.ts";

const REASONS = ["difference", "complaint", "incident", "own_request", "lawful_request", "inspection"] as const;

function Why() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="reason" label={t("callout.reason")} rules={[{ required: true, message: t("session.need") }]}>
        <Select options={REASONS.map((value) => ({ value, label: t(`callout.reason.${value}`) }))} />
      </Form.Item>
      <Form.Item name="words" label={t("callout.words")} rules={[{ required: true, whitespace: true, min: 4, message: t("session.need") }]}>
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
    </>
  );
}

export function ClipForm({ session, last, close, made }: { session: string; last: number; close: () => void; made: (id: string) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"ClipWish">>();
  const ask = useSent(
    (body: Api<"ClipWish">) => answer(api.POST("/api/sessions/{procedure}/callouts", { params: { path: { procedure: session } }, body })),
    (one: Callout) => {
      close();
      made(one.id);
    },
  );
  const number = <InputNumber min={1} max={last} />;
  return (
    <Modal open title={t("callout.clip")} onCancel={close} okText={t("callout.ask")} onOk={() => form.submit()} confirmLoading={ask.isPending}>
      <Form form={form} layout="vertical" onFinish={ask.mutate} initialValues={{ first: 1, last: Math.min(last, 10) }}>
        <Alert type="info" title={t("callout.text")} style={{ marginBottom: 12 }} />
        <Space>
          <Form.Item name="first" label={t("callout.first")} rules={[{ required: true }]}>{number}</Form.Item>
          <Form.Item name="last" label={t("callout.last")} rules={[{ required: true }]}>{number}</Form.Item>
        </Space>
        <Why />
      </Form>
    </Modal>
  );
}

export function LiveForm({ post, close, made }: { post: string; close: () => void; made: (id: string) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"LiveWish">>();
  const ask = useSent(
    (body: Api<"LiveWish">) => answer(api.POST("/api/posts/{post}/callouts", { params: { path: { post } }, body })),
    (one: Callout) => {
      close();
      made(one.id);
    },
  );
  return (
    <Modal open title={`${t("callout.live")} · ${post}`} onCancel={close} okText={t("callout.ask.live")} onOk={() => form.submit()} confirmLoading={ask.isPending}>
      <Form form={form} layout="vertical" onFinish={ask.mutate}>
        <Alert type="info" title={t("callout.live.text")} style={{ marginBottom: 12 }} />
        <Why />
      </Form>
    </Modal>
  );
}
