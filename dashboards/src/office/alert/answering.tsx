/** Taking an alert up, and saying what it was: by name, in words. */
import { Alert as Note, Button, Form, Input, Radio, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { When } from "../../kit/when.tsx";
import { type Record, useSent } from "./use.ts";

const OUTCOMES = ["founded", "unfounded", "explained", "data_fault"] as const;
const FOLLOW = ["", "talk", "visit", "proposal"] as const;
const PARTS = { talk: "education", visit: "contact", proposal: "conduct" } as const;

export function Take({ one }: { one: Record }) {
  const { t } = useTranslation();
  const sent = useSent((body: Api<"AlertTaken">) => answer(api.POST("/api/alerts/{alert}/acknowledge", { params: { path: { alert: one.id } }, body })));
  if (one.acknowledged_at) return null;
  return (
    <Form layout="vertical" onFinish={sent.mutate} initialValues={{ note: "" }}>
      <Form.Item name="note" label={t(one.about === "person" ? "alert.note" : "alert.note.office")}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
      <Button htmlType="submit" loading={sent.isPending}>{t("alert.take")}</Button>
      <Typography.Paragraph type="secondary" style={{ marginTop: 8 }}>{t("alert.take.text")}</Typography.Paragraph>
    </Form>
  );
}

export function Answer({ one }: { one: Record }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"AlertAnswer">>();
  const outcome = Form.useWatch("outcome", form);
  const sent = useSent((body: Api<"AlertAnswer">) => answer(api.POST("/api/alerts/{alert}/decide", { params: { path: { alert: one.id } }, body: { ...body, follow_up: body.outcome === "founded" ? body.follow_up ?? "" : "" } })));
  if (!one.mine) return <Note type="info" showIcon title={t(/^\d{4}00$/.test(one.office) ? "alert.own.city" : "alert.own")} />;
  return (
    <Form form={form} layout="vertical" onFinish={sent.mutate} initialValues={{ follow_up: "" }}>
      <Form.Item name="outcome" label={t("alert.answer")} rules={[{ required: true }]}>
        <Radio.Group options={OUTCOMES.map((value) => ({ value, label: t(`alert.outcome.${value}`) }))} />
      </Form.Item>
      <Form.Item name="words" label={t(one.about === "person" ? "alert.words" : "alert.words.office")} rules={[{ required: true, whitespace: true }]}><Input.TextArea rows={3} maxLength={2000} showCount /></Form.Item>
      {outcome === "founded" && one.about === "person" && (
        <Form.Item name="follow_up" label={t("alert.follow")} extra={t("alert.follow.text")}>
          <Select options={FOLLOW.map((value) => ({ value, label: t(`alert.follow.${value || "none"}`) }))} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={sent.isPending}>{t("alert.send")}</Button>
    </Form>
  );
}

export function Outcome({ one }: { one: Record }) {
  const { t } = useTranslation();
  if (!one.outcome || !one.outcome_at) return null;
  const follow = one.follow_up && one.person && (
    <Link style={{ textDecoration: "underline" }} to={`/people/${one.person.id}?part=${PARTS[one.follow_up]}`}>{t(`alert.follow.${one.follow_up}`)}</Link>
  );
  return (
    <Note type="info" showIcon title={t(`alert.outcome.${one.outcome}`)} description={
      <>{one.words}<br />{one.outcome_by} · <When at={one.outcome_at} />{follow && <><br />{t("alert.follow")}：{follow}</>}</>
    } />
  );
}
