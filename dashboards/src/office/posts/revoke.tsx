/** Take a box out of service, with a reason and a second question. */
import { useMutation } from "@tanstack/react-query";
import { App, Button, Card, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import type { Post } from "../posts.tsx";
import { useReplace } from "./change.ts";

export function RevokeCard({ one }: { one: Post }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const replace = useReplace();
  const revoke = useMutation({
    mutationFn: (reason: string) =>
      answer(api.POST("/api/posts/{post}/revoke", { params: { path: { post: one.id } }, body: { reason } })),
    onSuccess: replace,
  });

  async function ask({ reason }: { reason: string }): Promise<void> {
    const sure = await modal.confirm({
      title: t("revoke.confirm", { id: one.id }),
      content: t("revoke.text"),
      okButtonProps: { danger: true },
    });
    if (sure) revoke.mutate(reason.trim());
  }

  return (
    <Card size="small" title={t("revoke.title")}>
      <Typography.Paragraph type="secondary">{t("revoke.text")}</Typography.Paragraph>
      <Form layout="vertical" onFinish={(filled: { reason: string }) => void ask(filled)} disabled={revoke.isPending}>
        <Form.Item
          name="reason"
          label={t("revoke.reason")}
          rules={[{ required: true, whitespace: true, message: t("revoke.reason.need") }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        {revoke.isError && <Failure error={revoke.error} />}
        <Button danger htmlType="submit" loading={revoke.isPending}>{t("revoke.ask", { id: one.id })}</Button>
      </Form>
    </Card>
  );
}
