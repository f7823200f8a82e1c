/** Object to a decision, or take an answer on to the procuratorate. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Flex, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";

interface Props {
  word: "own.object" | "own.object.on";
  label: string;
  longest: number;
  send: (text: string) => Promise<unknown>;
}

/** A button that opens one field of words. */
function Say({ word, label, longest, send }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const go = useMutation({
    mutationFn: ({ text }: { text: string }) => send(text),
    onSuccess: () => client.invalidateQueries({ queryKey: ["own", "conduct"] }),
  });
  if (!open) return <Button block onClick={() => setOpen(true)}>{t(word)}</Button>;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={go.mutate}>
      <Form.Item name="text" label={label} rules={[{ required: true, whitespace: true, message: t("own.leave.need") }]}>
        <Input.TextArea rows={4} maxLength={longest} showCount />
      </Form.Item>
      <Flex vertical gap="small">
        {go.isError && <Failure error={go.error} />}
        <Button type="primary" htmlType="submit" block loading={go.isPending}>{t("own.ask.send")}</Button>
      </Flex>
    </Form>
  );
}

export function ObjectTo({ id }: { id: string }) {
  const { t } = useTranslation();
  const params = { path: { sanction: id } };
  return <Say word="own.object" label={t("own.object.why")} longest={4000} send={(text) => answer(api.POST("/own/api/conduct/{sanction}/objection", { params, body: { text } }))} />;
}

export function GoOn({ id }: { id: string }) {
  const { t } = useTranslation();
  const params = { path: { sanction: id } };
  return <Say word="own.object.on" label={t("own.object.on.why")} longest={2000} send={(why) => answer(api.POST("/own/api/conduct/{sanction}/refer", { params, body: { why } }))} />;
}
