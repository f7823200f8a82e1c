/** Choose the own password; afterwards everyone signs in again. */
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "./api.ts";
import { Failure } from "./states.tsx";
import { forget } from "./query.ts";

function Dialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Api<"Passwords">>();
  const choose = useMutation({
    mutationFn: (body: Api<"Passwords">) => answer(api.POST("/api/me/password", { body })),
    gcTime: 0,
    onSuccess: () => {
      void message.success(t("password.done"));
      forget();
    },
  });
  const need = [{ required: true, message: t("login.password.need") }];
  return (
    <Modal open title={t("password.title")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={choose.isPending}>
      <Form form={form} layout="vertical" onFinish={choose.mutate} requiredMark={false}>
        <Form.Item name="old" label={t("password.old")} rules={need}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item name="new" label={t("password.new")} rules={need} extra={t("password.hint")}>
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        {choose.isError && <Failure error={choose.error} />}
      </Form>
    </Modal>
  );
}

export function OwnPassword() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="text" onClick={() => setOpen(true)}>{t("password.change")}</Button>
      {open && <Dialog close={() => setOpen(false)} />}
    </>
  );
}
