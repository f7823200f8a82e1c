/** The standing message of a post's sign, and whether the post has it. */
import { useMutation } from "@tanstack/react-query";
import { App, Button, Card, Flex, Form, Input, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import { duration, type Lang } from "../../kit/time.ts";
import { When } from "../../kit/when.tsx";
import type { Post } from "../posts.tsx";
import { useReplace } from "./change.ts";

// what the sign holds
const LONGEST = 60;

function Now({ signage }: { signage: Post["signage"] }) {
  const { t, i18n } = useTranslation();
  if (!signage) return <Typography.Text type="secondary">{t("signage.never")}</Typography.Text>;
  const applied = signage.applied_version !== null && signage.applied_version >= signage.version;
  return (
    <Flex vertical gap={4} role="status">
      <Typography.Text type="secondary">{t("signage.now")}</Typography.Text>
      <Typography.Text strong>{signage.text || t("signage.own")}</Typography.Text>
      <Typography.Text type="secondary">{signage.set_by} <When at={signage.set_at} /></Typography.Text>
      {applied && signage.applied_at && (
        <Typography.Text type="secondary">
          {t("signage.late", { after: duration((Date.parse(signage.applied_at) - Date.parse(signage.set_at)) / 1000, i18n.language as Lang) })}
        </Typography.Text>
      )}
      <div><Tag color={applied ? "success" : "processing"}>{t(applied ? "signage.applied" : "signage.waiting")}</Tag></div>
    </Flex>
  );
}

function SignageForm({ one }: { one: Post }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const replace = useReplace();
  const set = useMutation({
    mutationFn: ({ text }: { text: string }) =>
      answer(api.POST("/api/posts/{post}/signage", { params: { path: { post: one.id } }, body: { text } })),
    onSuccess: (changed) => {
      replace(changed);
      void message.success(t("signage.done"));
    },
  });
  const plain = { pattern: /^[^\x00-\x1f\x7f]*$/, message: t("signage.control") };
  return (
    <Form layout="vertical" initialValues={{ text: one.signage?.text ?? "" }} onFinish={set.mutate} disabled={set.isPending}>
      <Form.Item name="text" label={t("signage.text")} extra={t("signage.hint")} rules={[plain]}>
        <Input maxLength={LONGEST} showCount />
      </Form.Item>
      {set.isError && <Failure error={set.error} />}
      <Button type="primary" htmlType="submit" loading={set.isPending}>{t("signage.set")}</Button>
    </Form>
  );
}

export function SignageCard({ one }: { one: Post }) {
  const { t } = useTranslation();
  const may = useMay("set_signage");
  return (
    <Card size="small" title={t("signage.title")}>
      <Flex vertical gap={16}>
        <Now signage={one.signage} />
        {may && !one.revoked_at && <SignageForm one={one} />}
      </Flex>
    </Card>
  );
}
