/** One complaint: what was said, the answer, and how the person was told. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Descriptions, Drawer, Flex, Form, Input, Radio, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { Failure } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { ComplaintState } from "./complaints.tsx";

type Item = Api<"ComplaintItem">;
type Given = Api<"ComplaintAnswer">;
const OUTCOMES = ["upheld", "partly", "not_upheld"] as const;
const WAYS = ["letter", "phone", "meeting"] as const;

function useAnswer(one: Item) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const params = { path: { complaint: one.id } };
  return useMutation({
    mutationFn: (body: Given) => answer(api.POST("/api/complaints/{complaint}/answer", { params, body })),
    onSuccess: () => void message.success(t("complaint.answered.done")),
    onSettled: () => void client.invalidateQueries({ queryKey: ["complaints"] }),
  });
}

function Write({ one }: { one: Item }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const send = useAnswer(one);
  async function ask(given: Given): Promise<void> {
    if (await modal.confirm({ title: t("complaint.sure"), content: t("complaint.sure.text") })) send.mutate(given);
  }
  return (
    <Form layout="vertical" onFinish={(given: Given) => void ask(given)}>
      <Form.Item name="outcome" label={t("complaint.outcome")} rules={[{ required: true, message: t("oversight.choose") }]}>
        <Radio.Group optionType="button" options={OUTCOMES.map((value) => ({ value, label: t(`complaint.${value}`) }))} />
      </Form.Item>
      <Form.Item name="answer" label={t("complaint.words")} rules={[{ required: true, whitespace: true, message: t("complaint.words.need") }]}>
        <Input.TextArea rows={6} maxLength={4000} showCount />
      </Form.Item>
      {send.isError && <Failure error={send.error} />}
      <Button type="primary" htmlType="submit" loading={send.isPending}>{t("complaint.send")}</Button>
    </Form>
  );
}

function Told({ one }: { one: Item }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useMutation({
    mutationFn: (body: Api<"ToldWish">) => answer(api.POST("/api/complaints/{complaint}/told", { params: { path: { complaint: one.id } }, body })),
    onSettled: () => void client.invalidateQueries({ queryKey: ["complaints"] }),
  });
  return (
    <Form layout="vertical" onFinish={tell.mutate}>
      <Alert type="info" title={t("complaint.untold")} style={{ marginBottom: 12 }} />
      <Form.Item name="how" label={t("complaint.told.how")} rules={[{ required: true, message: t("oversight.choose") }]}>
        <Select options={WAYS.map((value) => ({ value, label: t(`told.${value}`) }))} />
      </Form.Item>
      {tell.isError && <Failure error={tell.error} />}
      <Button htmlType="submit" loading={tell.isPending}>{t("complaint.told")}</Button>
    </Form>
  );
}

export function OneComplaint({ one, close }: { one: Item; close: () => void }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const facts = [
    [t("complaint.about"), area(one.about)],
    [t("complaint.filed"), <When key="filed" at={one.filed_at} />],
    [t("oversight.by"), one.answer_by],
    [t("oversight.state"), <ComplaintState key="state" one={one} />],
    ...(one.answered_at ? [[t("complaint.answered"), <span key="by">{one.answered_by} <When at={one.answered_at} /></span>]] : []),
    ...(one.told_how ? [[t("complaint.told.how"), t(`told.${one.told_how}`)]] : []),
  ] as const;
  const items = facts.map(([label, children], key) => ({ key, label, children }));
  return (
    <Drawer open onClose={close} title={t(`topic.${one.topic}`)} size={560}>
      <Flex vertical gap={12}>
        <Descriptions size="small" bordered column={1} items={items} />
        <Typography.Paragraph style={{ whiteSpace: "pre-wrap" }}>{one.words}</Typography.Paragraph>
        {one.answer && <Alert type="success" title={t("complaint.words")} description={<span style={{ whiteSpace: "pre-wrap" }}>{one.answer}</span>} />}
        {one.paper && <a href={`/api/papers/${one.paper}/pdf`} target="_blank" rel="noreferrer">{t("conduct.paper")}</a>}
        {one.person && <Link to={`/people/${one.person.id}`}>{t("complaint.record")}</Link>}
        {one.mine && !one.outcome && <Write one={one} />}
        {one.mine && one.outcome && !one.told_how && <Told one={one} />}
      </Flex>
    </Drawer>
  );
}
