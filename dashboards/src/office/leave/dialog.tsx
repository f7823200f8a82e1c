/** A form in a dialog: fill in, send, see a refusal beside the fields. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../../kit/states.tsx";

/** What changes when something of leave, moves or orders is done. */
const AFTER = ["person", "people", "leaves", "travels", "moves", "move", "bans", "term", "timeline", "today", "approvals", "papers"];

export function useAfter(): () => void {
  const client = useQueryClient();
  const { t } = useTranslation();
  const { message } = App.useApp();
  return () => {
    for (const name of AFTER) void client.invalidateQueries({ queryKey: [name] });
    void message.success(t("leave.saved"));
  };
}

interface Props<T> {
  title: string;
  send: (filled: T) => Promise<unknown>;
  close: () => void;
  start?: Partial<T>;
  children: ReactNode;
}

export function Dialog<T extends object>({ title, send, close, start, children }: Props<T>) {
  const { t } = useTranslation();
  const after = useAfter();
  const [form] = Form.useForm<T>();
  const sent = useMutation({
    mutationFn: send,
    onSuccess: () => {
      after();
      close();
    },
  });
  return (
    <Modal open title={title} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={sent.isPending} mask={{ closable: false }}>
      <Form form={form} layout="vertical" initialValues={start ?? {}} onFinish={(filled: T) => sent.mutate(filled)} scrollToFirstError>
        {children}
        {sent.isError && <Failure error={sent.error} />}
      </Form>
    </Modal>
  );
}
