/** Plan a class: topic, place, time, places, and what makes up for it. */
import { DatePicker, Form, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { CountyField, MinorsField, NumberField, TextField } from "./fields.tsx";
import { useChange, useCounties, useCourses } from "./use.ts";

type Filled = Omit<Api<"NewClass">, "starts_at"> & { starts_at: Dayjs };

/** What is chosen on the calendar is the clock of Shanghai, whatever this computer is set to. */
function moment(at: Dayjs): string {
  return `${at.format("YYYY-MM-DDTHH:mm")}:00+08:00`;
}

export function Plan({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const [first] = useCounties();
  const minors = Form.useWatch("minors", form) ?? false;
  const save = useChange((filled: Filled) => (
    answer(api.POST("/api/education/classes", { body: { ...filled, teacher: filled.teacher ?? "", starts_at: moment(filled.starts_at) } }))
  ), close);
  const courses = (useCourses().data ?? [])
    .filter((one) => one.state === "published" && (one.audience === "minors") === minors)
    .map((one) => ({ value: one.id, label: one.title }));
  return (
    <Modal open title={t("class.add")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={save.isPending}>
      <Form form={form} layout="vertical" initialValues={{ county: first?.value, minutes: 60, capacity: 20 }} onFinish={save.mutate}>
        <TextField name="title" label={t("class.name")} max={80} />
        <CountyField />
        <TextField name="place" label={t("edu.place")} max={120} />
        <TextField name="teacher" label={t("class.teacher")} max={60} needed={false} />
        <Form.Item name="starts_at" label={t("class.when")} rules={[{ required: true, message: t("edu.need") }]}>
          <DatePicker showTime={{ format: "HH:mm", minuteStep: 5 }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
        </Form.Item>
        <NumberField name="minutes" label={t("edu.minutes")} least={10} most={480} />
        <NumberField name="capacity" label={t("edu.capacity")} least={1} most={500} />
        <MinorsField />
        <Form.Item name="make_up" label={t("class.make_up")}><Select allowClear options={courses} /></Form.Item>
        {save.isError && <Failure error={save.error} />}
      </Form>
    </Modal>
  );
}
