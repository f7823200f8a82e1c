/** What a post was told to do now, by whom and why, and what came of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Flex, Form, Input, Select, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { sayCode } from "../../kit/code.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import type { Post } from "../posts.tsx";

type Command = Api<"PostCommand">;
const ACTIONS = ["self_test", "test_page", "restart_agent", "diagnose"] as const;
const COLOURS = { done: "success", refused: "warning", failed: "error" } as const;
const REFRESH_MS = 15_000;

function Outcome({ one }: { one: Command }) {
  const { t } = useTranslation();
  if (one.outcome) return <Tag color={COLOURS[one.outcome]}>{t(`outcome.${one.outcome}`)}</Tag>;
  return <Tag color={one.open ? "processing" : "default"}>{t(one.open ? "command.waiting" : "command.unanswered")}</Tag>;
}

function One({ one }: { one: Command }) {
  const { t } = useTranslation();
  const may = useMay("command_posts");
  const checks = Object.entries(one.checks);
  return (
    <li style={{ padding: "8px 0", borderTop: "1px solid #f0f0f0" }}>
      <Flex gap={8} wrap align="center">
        <Typography.Text strong>{t(`do.${one.action}`)}</Typography.Text>
        <Outcome one={one} />
        {one.why && <Typography.Text type="warning">{sayCode(t, "commandwhy", one.why)}</Typography.Text>}
        {one.sent && may && <a href={`/api/diagnoses/${one.id}`} download>{t("command.bundle")}</a>}
      </Flex>
      <Typography.Text type="secondary">
        {one.asked_by} <When at={one.asked_at} /> {one.reason}
      </Typography.Text>
      {checks.length > 0 && (
        <Flex gap={4} wrap>
          {checks.map(([what, found]) => <Tag key={what} color={["ok", "good"].includes(found) ? "success" : "warning"}>{sayCode(t, "check", what)} {sayCode(t, "found", found)}</Tag>)}
        </Flex>
      )}
    </li>
  );
}

interface Wish {
  action: (typeof ACTIONS)[number];
  reason: string;
}

function Ask({ post }: { post: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Wish>();
  const ask = useMutation({
    mutationFn: (body: Wish) => answer(api.POST("/api/posts/{post}/commands", { params: { path: { post } }, body })),
    onSuccess: () => {
      void message.success(t("command.asked"));
      form.resetFields(["reason"]);
      void client.invalidateQueries({ queryKey: ["commands", post] });
    },
  });
  const options = ACTIONS.map((value) => ({ value, label: t(`do.${value}`) }));
  return (
    <Form form={form} layout="vertical" initialValues={{ action: "self_test" }} onFinish={(wish: Wish) => ask.mutate(wish)} disabled={ask.isPending}>
      <Form.Item name="action" label={t("command.what")}><Select options={options} /></Form.Item>
      <Form.Item name="reason" label={t("command.reason")} rules={[{ required: true, whitespace: true, message: t("command.reason.need") }]}>
        <Input maxLength={500} />
      </Form.Item>
      {ask.isError && <Failure error={ask.error} />}
      <Button type="primary" htmlType="submit" loading={ask.isPending}>{t("command.ask")}</Button>
    </Form>
  );
}

export function CommandsCard({ one }: { one: Post }) {
  const { t } = useTranslation();
  const may = useMay("command_posts");
  const read = useQuery({
    queryKey: ["commands", one.id],
    queryFn: () => answer(api.GET("/api/posts/{post}/commands", { params: { path: { post: one.id } } })),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card size="small" title={t("command.title")}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t("command.note")}</Typography.Text>
        {may && !one.revoked_at && <Ask post={one.id} />}
        <Shown read={read}>
          {(list) => list.length === 0
            ? <Empty description={t("command.none")} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            : <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>{list.map((command) => <One key={command.id} one={command} />)}</ul>}
        </Shown>
      </Flex>
    </Card>
  );
}
