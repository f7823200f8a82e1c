/** One named human says what was so; the figures are those on the page. */
import { Alert, Button, Card, Form, Input, Radio, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { When } from "../../kit/when.tsx";
import { Figures } from "./mark.tsx";
import { type Session, useSent } from "./use.ts";

type Said = Pick<Api<"Closing">, "outcome" | "words">;
const OVER = ["stopped", "review", "unknown"];

export function Closing({ one }: { one: Session }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Said>();
  const outcome = Form.useWatch("outcome", form);
  const differs = one.heads !== null && one.heads !== one.seen;
  const figures = { expected: one.expected ?? 0, seen: one.seen ?? 0, heads: one.heads };
  const sent = useSent((said: Said) => answer(api.POST("/api/sessions/{procedure}/close", { params: { path: { procedure: one.id } }, body: { ...figures, ...said, words: said.words ?? "" } })));
  if (!useMay("change_people") || !OVER.includes(one.state)) return null;
  const needed = differs || outcome === "differs";
  return (
    <Card size="small" title={t("session.close")} className="screen">
      <Typography.Paragraph type="secondary">{t("session.close.text")}</Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={sent.mutate}>
        <Form.Item label={t("session.figures")}><strong><Figures one={figures} /></strong></Form.Item>
        <Form.Item name="outcome" label={t("session.outcome")} rules={[{ required: true, message: t("session.need") }]}>
          <Radio.Group options={(["agreed", "differs"] as const).map((value) => ({ value, label: t(`session.outcome.${value}`) }))} />
        </Form.Item>
        <Form.Item name="words" label={t("session.words")} extra={t("session.words.need")} rules={[{ required: needed, whitespace: true, message: t("session.need") }]}>
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={sent.isPending}>{t("session.close")}</Button>
      </Form>
    </Card>
  );
}

export function Verdict({ one }: { one: Session }) {
  const { t } = useTranslation();
  const said = one.verdict;
  if (!said) return null;
  const moved = [one.expected ?? 0, one.seen ?? 0, one.heads].join() !== [said.expected, said.seen, said.heads].join();
  return (
    <Alert type="success" showIcon title={<>{t("session.closed.by", { name: said.by })}: {t(`session.outcome.${said.outcome}`)} · <Figures one={said} /></>} description={<>{said.words}{said.words && <br />}<When at={said.at} />{moved && <> · {t("session.moved")}</>}</>} />
  );
}
