/** Report a fault of a post. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { usePosts } from "../posts.tsx";
import { KINDS } from "./marks.tsx";

type Wish = Api<"NewRepair">;

export function NewRepair({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const posts = (usePosts().data ?? []).filter((one) => !one.revoked_at);
  const report = useMutation({
    mutationFn: (body: Wish) => answer(api.POST("/api/repairs", { body })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["repairs"] });
      void message.success(t("repair.reported"));
      close();
    },
  });
  return (
    <Drawer open onClose={close} title={t("repair.new")}>
      <Form layout="vertical" initialValues={{ kind: "other", words: "" }} onFinish={(wish: Wish) => report.mutate(wish)} disabled={report.isPending}>
        <Form.Item name="post" label={t("repair.post")} rules={[{ required: true, message: t("repair.post.need") }]}>
          <Select showSearch={{ optionFilterProp: "label" }} options={posts.map((one) => ({ value: one.id, label: `${one.township_name} ${one.id}` }))} />
        </Form.Item>
        <Form.Item name="kind" label={t("repair.kind")}>
          <Select options={KINDS.map((value) => ({ value, label: t(`fault.${value}`) }))} />
        </Form.Item>
        <Form.Item name="words" label={t("repair.words")} extra={t("repair.words.hint")}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        {report.isError && <Failure error={report.error} />}
        <Button type="primary" htmlType="submit" loading={report.isPending}>{t("repair.report")}</Button>
      </Form>
    </Drawer>
  );
}
