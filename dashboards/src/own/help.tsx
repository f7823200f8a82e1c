/** A message to my officer, or a wish for legal aid, and what was answered. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Flex, Form, Input, Radio, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Failure, Shown } from "../kit/states.tsx";
import { Card, Lines } from "./card.tsx";
import { useAsks } from "./read.ts";
import { sayDay, sayMoment } from "./say.ts";
import { Title } from "./title.tsx";

type Given = Api<"NewAsk">;

function useAsk(done: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Given) => answer(api.POST("/own/api/help", { body })),
    onSuccess: async () => {
      done();
      await client.invalidateQueries({ queryKey: ["own", "help"] });
      void message.success(t("own.ask.sent"));
    },
  });
}

function Write() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Given>();
  const ask = useAsk(() => form.resetFields());
  const kinds = (["contact", "legal_aid"] as const).map((value) => ({ value, label: t(`own.ask.${value}`) }));
  return (
    <Card title={t("own.help.title")}>
      <p className="own-words">{t("own.help.text")}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ phone: "" }} onFinish={ask.mutate}>
        <Form.Item name="kind" label={t("own.ask.kind")} rules={[{ required: true, message: t("own.choose") }]}>
          <Radio.Group vertical options={kinds} />
        </Form.Item>
        <Form.Item name="words" label={t("own.ask.words")} rules={[{ required: true, whitespace: true, message: t("own.ask.words.need") }]}>
          <Input.TextArea rows={4} maxLength={1000} showCount />
        </Form.Item>
        <Form.Item name="phone" label={t("own.ask.phone")} rules={[{ pattern: /^[0-9+ -]*$/, message: t("own.ask.phone.bad") }]}>
          <Input inputMode="tel" autoComplete="tel" maxLength={20} />
        </Form.Item>
        <Flex vertical gap="middle">
          {ask.isError && <Failure error={ask.error} />}
          <Button type="primary" htmlType="submit" block loading={ask.isPending}>{t("own.ask.send")}</Button>
        </Flex>
      </Form>
    </Card>
  );
}

function Asked({ one }: { one: Api<"OwnAsk"> }) {
  const { t, i18n } = useTranslation();
  const state = one.decision ? "own.ask.done" : "own.ask.waiting";
  return (
    <Card title={t(`own.ask.${one.kind}`)}>
      <span><Tag color={one.decision ? "success" : "processing"}>{t(state)}</Tag></span>
      <p className="own-words">{one.words}</p>
      <Lines
        lines={[
          [t("own.complaint.filed"), sayMoment(one.asked_at, i18n.language)],
          one.answer_by !== null && !one.decision && [t("own.complaint.by"), sayDay(one.answer_by, i18n.language)],
          one.answered_at !== null && [t("own.complaint.answered"), `${one.answered_by} · ${sayMoment(one.answered_at, i18n.language)}`],
        ]}
      />
      {one.answer && <Alert type="info" title={t("own.complaint.answer")} description={<p className="own-words">{one.answer}</p>} />}
    </Card>
  );
}

export default function Help() {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.help.title")}</Title>
      <Write />
      <Shown read={useAsks()}>
        {(all) => <Flex vertical gap="middle">{all.map((one) => <Asked key={one.id} one={one} />)}</Flex>}
      </Shown>
    </Flex>
  );
}
