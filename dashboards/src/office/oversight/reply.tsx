/** The county's written reply; what is not adopted, or in part, needs its reasons. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";

type Given = Api<"OpinionReply">;
const ADOPTED = ["yes", "partly", "no"] as const;

export function ReplyForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Given>();
  const adopted = Form.useWatch("adopted", form);
  const needs = adopted !== undefined && adopted !== "yes";
  const send = useMutation({
    mutationFn: (body: Given) => answer(api.POST("/api/opinions/{opinion}/reply", { params: { path: { opinion: id } }, body })),
    onSuccess: () => void message.success(t("opinion.replied.done")),
    onSettled: () => void client.invalidateQueries({ queryKey: ["opinions"] }),
  });
  async function ask(given: Given): Promise<void> {
    if (await modal.confirm({ title: t("opinion.sure"), content: t("complaint.sure.text") })) send.mutate(given);
  }
  return (
    <Form form={form} layout="vertical" initialValues={{ reasons: "" }} onFinish={(given) => void ask(given)}>
      <Form.Item name="adopted" label={t("opinion.adopted")} rules={[{ required: true, message: t("oversight.choose") }]}>
        <Radio.Group optionType="button" options={ADOPTED.map((value) => ({ value, label: t(`adopted.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reply" label={t("opinion.reply.words")} rules={[{ required: true, whitespace: true, message: t("opinion.reply.need") }]}>
        <Input.TextArea rows={4} maxLength={4000} showCount />
      </Form.Item>
      {needs && (
        <Form.Item name="reasons" label={t("opinion.reasons")} rules={[{ required: true, whitespace: true, message: t("opinion.reasons.need") }]}>
          <Input.TextArea rows={4} maxLength={4000} showCount />
        </Form.Item>
      )}
      {send.isError && <Failure error={send.error} />}
      <Button type="primary" htmlType="submit" loading={send.isPending}>{t("opinion.send")}</Button>
    </Form>
  );
}
