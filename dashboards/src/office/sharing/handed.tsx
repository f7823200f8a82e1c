/** A packet that went by hand: who of the authority took, read or answered it, as the officer was told. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { shanghai } from "../../kit/time.ts";

type Step = Api<"HandedStep">["step"];
interface Told { who: string; at: string; said?: string }

/** The step that comes next; none after the answer. */
export function nextStep(one: Api<"PacketLine">): Step | undefined {
  if (one.withdrawn_why !== null || one.answered_at) return undefined;
  return one.read_at ? "answered" : one.received_at ? "read" : "received";
}

function useNote(one: Api<"PacketLine">, step: Step, close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ who, at, said }: Told) =>
      answer(api.POST("/api/sharing/packets/{packet}/steps", {
        params: { path: { packet: one.id } },
        body: { step, who, at: `${at}:00+08:00`, said: said ?? "" },
      })),
    onSuccess: () => {
      void message.success(t("disc.noted"));
      close();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ["packets"] }),
  });
}

export function Handed({ one, step, close }: { one: Api<"PacketLine">; step: Step; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Told>();
  const note = useNote(one, step, close);
  const need = [{ required: true, whitespace: true, message: t("oversight.need") }];
  return (
    <Modal open title={`${one.recipient} · ${t(`disc.${step}`)}`} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={note.isPending}>
      <Typography.Paragraph type="secondary">{t("disc.step.text")}</Typography.Paragraph>
      <Form form={form} layout="vertical" initialValues={{ at: shanghai(Date.now()).format("YYYY-MM-DDTHH:mm") }} onFinish={note.mutate}>
        <Form.Item name="who" label={t("disc.who")} rules={need}><Input maxLength={60} /></Form.Item>
        <Form.Item name="at" label={t("disc.at")} rules={need}><Input type="datetime-local" /></Form.Item>
        {step === "answered" && <Form.Item name="said" label={t("disc.said")} rules={need}><Input.TextArea maxLength={1000} rows={3} /></Form.Item>}
        {note.isError && <Failure error={note.error} />}
      </Form>
    </Modal>
  );
}
