/** Write a complaint: about whom, what about, in one's own words. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Flex, Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { Card } from "../card.tsx";
import type { Office } from "../complaint.tsx";

type Given = Api<"NewComplaint">;
const TOPICS = ["treatment", "decision", "delay", "leak", "restriction", "retaliation", "other"] as const;

function useFile(done: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Given) => answer(api.POST("/own/api/complaints", { body })),
    onSuccess: async () => {
      done();
      await client.invalidateQueries({ queryKey: ["own", "complaints"] });
      void message.success(t("own.complaint.sent"));
    },
  });
}

function Choice({ name, options }: { name: "about" | "topic"; options: { value: string; label: string }[] }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={t(`own.complaint.${name}`)} rules={[{ required: true, message: t("own.choose") }]}>
      <Radio.Group vertical options={options} />
    </Form.Item>
  );
}

export function NewComplaint({ offices }: { offices: Office[] }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Given>();
  const [query] = useSearchParams();
  const decision = query.get("decision");
  const file = useFile(() => form.resetFields());
  const about = Form.useWatch("about", form);
  return (
    <Card title={t("own.complaint.new")}>
      <p className="own-words">{t("own.complaint.text")}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={decision ? { topic: "decision" } : {}}
        onFinish={(given) => file.mutate({ ...given, decision })}
      >
        <Choice name="about" options={offices.map((one) => ({ value: one.code, label: one.name }))} />
        {about && <Alert type="info" title={t(about.length === 9 ? "own.complaint.to_county" : "own.complaint.to_city")} style={{ marginBottom: 16 }} />}
        <Choice name="topic" options={TOPICS.map((one) => ({ value: one, label: t(`topic.${one}`) }))} />
        <Form.Item name="words" label={t("own.complaint.words")} rules={[{ required: true, whitespace: true, message: t("own.complaint.words.need") }]}>
          <Input.TextArea rows={6} maxLength={4000} showCount />
        </Form.Item>
        <Flex vertical gap="middle">
          <Alert type="warning" showIcon title={t("own.complaint.protect")} description={t("own.complaint.protect.text")} />
          {file.isError && <Failure error={file.error} />}
          <Button type="primary" htmlType="submit" block loading={file.isPending}>{t("own.complaint.send")}</Button>
        </Flex>
      </Form>
    </Card>
  );
}
