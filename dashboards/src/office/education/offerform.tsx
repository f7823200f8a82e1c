/** Offer a service. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreas } from "../../kit/area.ts";
import { useMe } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";

type Filled = Omit<Api<"NewOffer">, "abilities"> & { abilities: string };

function useMake(close: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ abilities, ...rest }: Filled) => {
      const words = (abilities ?? "").split(/[、,,]/).map((one) => one.trim()).filter(Boolean);
      return answer(api.POST("/api/education/offers", { body: { ...rest, abilities: words } }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["offers"] });
      close();
    },
  });
}

export function OfferForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [form] = Form.useForm<Filled>();
  const counties = useAreas([6]).filter(({ value }) => value.startsWith(me.area) || me.area.startsWith(value));
  const make = useMake(close);
  const need = [{ required: true, message: t("edu.need") }];
  const start = { county: me.area.slice(0, 6) || undefined, minutes: 120, capacity: 10, minors: false, abilities: "" };
  return (
    <Modal open title={t("edu.offer.add")} onCancel={close} okText={t("act.save")} onOk={() => form.submit()} confirmLoading={make.isPending}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={(filled) => make.mutate(filled)}>
        <Form.Item name="title" label={t("edu.course.title")} rules={need}><Input maxLength={80} /></Form.Item>
        <Form.Item name="county" label={t("edu.class.county")} rules={need}><Select options={counties} /></Form.Item>
        <Form.Item name="place" label={t("edu.class.place")} rules={need}><Input maxLength={120} /></Form.Item>
        <Form.Item name="on_day" label={t("edu.offer.day")} rules={need}><Input type="date" /></Form.Item>
        <Form.Item name="minutes" label={t("edu.course.minutes")} rules={need}><InputNumber min={10} max={480} /></Form.Item>
        <Form.Item name="capacity" label={t("edu.class.capacity")} rules={need}><InputNumber min={1} max={200} /></Form.Item>
        <Form.Item name="abilities" label={t("edu.offer.abilities")}><Input maxLength={200} /></Form.Item>
        {me.minors && <Form.Item name="minors" label={t("edu.class.minors")}><Switch /></Form.Item>}
        {make.error && <Failure error={make.error} />}
      </Form>
    </Modal>
  );
}
