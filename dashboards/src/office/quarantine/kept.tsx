/** One kept message with the start of what it said, and the way off the list. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Descriptions, Drawer, Flex, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { bytes } from "../../kit/write.ts";
import { why } from "./why.ts";

type Record = Api<"QuarantineRecord">;

function Message({ one }: { one: Record }) {
  const { t } = useTranslation();
  const items = [
    { label: t("quarantine.reason"), children: t(why(one.reason)) },
    { label: t("quarantine.said"), children: <code>{one.reason}</code> },
    { label: t("quarantine.from"), children: one.device || t("quarantine.from.none") },
    { label: t("quarantine.topic"), children: <code>{one.topic}</code> },
    { label: t("quarantine.at"), children: <When at={one.received_at} /> },
    { label: t("quarantine.seen"), children: one.seen },
    { label: t("quarantine.size"), children: bytes(one.size) },
  ];
  return (
    <>
      <Descriptions size="small" column={1} items={items.map((item) => ({ key: item.label, ...item }))} />
      <Typography.Text strong>{t("quarantine.preview")}</Typography.Text>
      <Typography.Text type="secondary">{t("quarantine.preview.note")}</Typography.Text>
      <pre tabIndex={0} style={{ margin: 0, padding: 8, maxHeight: 320, overflow: "auto", background: "#fafafa", whiteSpace: "pre-wrap", wordBreak: "break-all" }}>
        {one.preview}
      </pre>
    </>
  );
}

function Dismiss({ id, close }: { id: number; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const dismiss = useMutation({
    mutationFn: ({ note }: { note: string }) =>
      answer(api.POST("/api/quarantine/{kept}/dismiss", { params: { path: { kept: id } }, body: { note: note.trim() } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["quarantine"] });
      void message.success(t("quarantine.dismissed"));
      close();
    },
  });
  return (
    <Form layout="vertical" onFinish={dismiss.mutate} disabled={dismiss.isPending}>
      <Form.Item
        name="note"
        label={t("quarantine.finding")}
        rules={[{ required: true, whitespace: true, message: t("quarantine.finding.need") }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      {dismiss.isError && <Failure error={dismiss.error} />}
      <Button type="primary" htmlType="submit" loading={dismiss.isPending}>{t("quarantine.dismiss")}</Button>
    </Form>
  );
}

export function Kept({ id, close }: { id: number; close: () => void }) {
  const { t } = useTranslation();
  const read = useQuery({
    ...audited,
    queryKey: ["kept", id],
    queryFn: () => answer(api.GET("/api/quarantine/{kept}", { params: { path: { kept: id } } })),
  });
  return (
    <Drawer open onClose={close} title={t("quarantine.title")} size="large">
      <Shown read={read}>
        {(one) => (
          <Flex vertical gap={8}>
            <Message one={one} />
            <Dismiss id={id} close={close} />
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}
