/** A new follow code for whoever lost theirs: how they were known is asked first, it is shown once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Result, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import type { Record } from "./use.ts";

function Ask({ one, made, close }: { one: Record; made: (given: Api<"CounterMade">) => void; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<Api<"SaidWish">>();
  const renew = useMutation({
    mutationFn: (body: Api<"SaidWish">) => answer(api.POST("/api/matters/{matter}/code", { params: { path: { matter: one.id } }, body })),
    onSuccess: made,
    onSettled: () => void client.invalidateQueries({ queryKey: ["matter", one.id] }),
  });
  return (
    <Modal open title={t("matter.code.renew")} onCancel={close} onOk={form.submit} okText={t("matter.code.give")} confirmLoading={renew.isPending}>
      <Form form={form} layout="vertical" onFinish={renew.mutate}>
        <Alert type="info" title={t("matter.code.text")} style={{ marginBottom: 12 }} />
        <Form.Item name="said" label={t("matter.code.known")} rules={[{ required: true, whitespace: true, message: t("matter.need") }]}>
          <Input maxLength={200} />
        </Form.Item>
        {renew.isError && <Failure error={renew.error} />}
      </Form>
    </Modal>
  );
}

export function LostCode({ one }: { one: Record }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState<string>();
  const shown = (given: Api<"CounterMade">) => {
    setAsking(false);
    setCode(given.code);
  };
  return (
    <>
      <Button className="screen" onClick={() => setAsking(true)}>{t("matter.code.renew")}</Button>
      {asking && <Ask one={one} made={shown} close={() => setAsking(false)} />}
      {code && (
        <Modal open title={one.number} footer={null} onCancel={() => setCode(undefined)}>
          <Result status="success" title={<Typography.Text copyable style={{ fontSize: 28, letterSpacing: 2 }}>{code}</Typography.Text>} subTitle={t("matter.counter.code.text")} />
        </Modal>
      )}
    </>
  );
}
