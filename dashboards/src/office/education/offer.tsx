/** Offer a service: what, where, when, how many, and what it takes. */
import { DatePicker, Form, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { CountyField, MinorsField, NumberField, TextField } from "./fields.tsx";
import { useChange, useCounties } from "./use.ts";

type Filled = Omit<Api<"NewOffer">, "on_day"> & { on_day: Dayjs };

export function OfferForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const [first] = useCounties();
  const save = useChange((filled: Filled) => (
    answer(api.POST("/api/education/offers", { body: { ...filled, on_day: filled.on_day.format("YYYY-MM-DD") } }))
  ), close);
  return (
    <Modal open title={t("offer.add")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={save.isPending}>
      <Form form={form} layout="vertical" initialValues={{ county: first?.value, minutes: 120, capacity: 5, abilities: [] }} onFinish={save.mutate}>
        <TextField name="title" label={t("offer.name")} max={80} />
        <CountyField />
        <TextField name="place" label={t("edu.place")} max={120} />
        <Form.Item name="on_day" label={t("offer.day")} rules={[{ required: true, message: t("edu.need") }]}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <NumberField name="minutes" label={t("edu.minutes")} least={10} most={480} />
        <NumberField name="capacity" label={t("edu.capacity")} least={1} most={200} />
        <Form.Item name="abilities" label={t("offer.abilities")} extra={t("offer.abilities.hint")} rules={[{ type: "array", max: 10 }]}>
          <Select mode="tags" open={false} suffixIcon={null} maxCount={10} tokenSeparators={["，", "、", ","]} />
        </Form.Item>
        <MinorsField />
        {save.isError && <Failure error={save.error} />}
      </Form>
    </Modal>
  );
}
