/** A time for whoever is on the line; one that is full is refused, and the next are shown. */
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Modal, Select } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { absolute } from "../../kit/time.ts";
import { useSend } from "./use.ts";

export function Book({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"BackWish">>();
  const slots = useQuery({ queryKey: ["hotline", "slots"], queryFn: () => answer(api.GET("/api/hotline/slots")) });
  const book = useSend((body: Api<"BackWish">) => answer(api.POST("/api/hotline/backs", { body })), close);
  const chosen = Form.useWatch("starts_at", form);
  const gone = chosen && slots.data && !slots.data.some((one) => one.starts_at === chosen);
  useEffect(() => {
    if (gone) form.setFields([{ name: "starts_at", value: undefined, errors: [t("back.time.gone")] }]);
  }, [gone, form, t]);
  const need = [{ required: true, whitespace: true, message: t("matter.need") }];
  return (
    <Modal open title={t("back.book")} okText={t("act.save")} confirmLoading={book.isPending} onOk={form.submit} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={book.mutate}>
        <Form.Item name="starts_at" label={t("back.time")} rules={[{ required: true, message: t("matter.need") }]}>
          <Select loading={slots.isPending} notFoundContent={t("back.time.none")} options={(slots.data ?? []).map((one) => ({ value: one.starts_at, label: t("back.time.free", { at: absolute(one.starts_at, Date.now()), n: one.free }) }))} />
        </Form.Item>
        <Form.Item name="name" label={t("matter.who")} rules={need}><Input maxLength={60} autoComplete="off" /></Form.Item>
        <Form.Item name="number" label={t("matter.phone")} rules={need}><Input maxLength={20} inputMode="tel" autoComplete="off" /></Form.Item>
      </Form>
    </Modal>
  );
}
