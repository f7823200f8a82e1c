/** Plan a class. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DatePicker, Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreas } from "../../kit/area.ts";
import { useMe } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";

type Filled = Omit<Api<"NewClass">, "starts_at"> & { starts: Dayjs };

/** The picker's wall clock is Shanghai's, wherever the browser is. */
function moment(starts: Dayjs): string {
  return `${starts.format("YYYY-MM-DDTHH:mm")}:00+08:00`;
}

function usePlan(close: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ starts, ...rest }: Filled) =>
      answer(api.POST("/api/education/classes", { body: { ...rest, starts_at: moment(starts) } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["classes"] });
      close();
    },
  });
}

export function ClassForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [form] = Form.useForm<Filled>();
  const counties = useAreas([6]).filter(({ value }) => value.startsWith(me.area) || me.area.startsWith(value));
  const courses = useQuery({ queryKey: ["courses"], queryFn: () => answer(api.GET("/api/education/courses")) });
  const makeUp = (courses.data ?? []).filter((one) => one.state === "published").map((one) => ({ value: one.id, label: one.title }));
  const plan = usePlan(close);
  const need = [{ required: true, message: t("edu.need") }];
  const start = { county: me.area.slice(0, 6) || undefined, minutes: 90, capacity: 30, minors: false, teacher: "" };
  return (
    <Modal open title={t("edu.class.add")} onCancel={close} okText={t("act.save")} onOk={() => form.submit()} confirmLoading={plan.isPending}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={(filled) => plan.mutate(filled)}>
        <Form.Item name="title" label={t("edu.course.title")} rules={need}><Input maxLength={80} /></Form.Item>
        <Form.Item name="county" label={t("edu.class.county")} rules={need}><Select options={counties} /></Form.Item>
        <Form.Item name="place" label={t("edu.class.place")} rules={need}><Input maxLength={120} /></Form.Item>
        <Form.Item name="teacher" label={t("edu.class.teacher")}><Input maxLength={60} /></Form.Item>
        <Form.Item name="starts" label={t("edu.class.when")} rules={need}><DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" /></Form.Item>
        <Form.Item name="minutes" label={t("edu.course.minutes")} rules={need}><InputNumber min={10} max={480} /></Form.Item>
        <Form.Item name="capacity" label={t("edu.class.capacity")} rules={need}><InputNumber min={1} max={500} /></Form.Item>
        <Form.Item name="make_up" label={t("edu.class.makeup")}><Select allowClear options={makeUp} /></Form.Item>
        {me.minors && <Form.Item name="minors" label={t("edu.class.minors")}><Switch /></Form.Item>}
        {plan.error && <Failure error={plan.error} />}
      </Form>
    </Modal>
  );
}
