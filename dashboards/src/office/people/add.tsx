/** Take a person into supervision. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, DatePicker, Drawer, Form, Input, InputNumber, Radio, Select, Space, Switch } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMe } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import { dayOf } from "../../kit/time.ts";
import { useTownships } from "../../kit/townships.ts";
import { fourFour } from "../../kit/write.ts";

type Filled = Omit<Api<"NewPerson">, "first_due_on"> & { first_due_on: Dayjs };

function useAdd(close: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (filled: Filled) =>
      answer(api.POST("/api/people", {
        body: { ...filled, first_due_on: filled.first_due_on.format("YYYY-MM-DD") },
      })),
    onSuccess: (made) => {
      for (const name of ["people", "due"]) void client.invalidateQueries({ queryKey: [name] });
      void message.success(t("new.done", { number: fourFour(made.number) }));
      close();
      void navigate(`/people/${made.id}`);
    },
  });
}

function Who() {
  const { t } = useTranslation();
  const townships = useTownships();
  const genders = (["female", "male"] as const).map((value) => ({ value, label: t(`gender.${value}`) }));
  const name = [
    { required: true, message: t("new.name.need") },
    { pattern: /^\S(.*\S)?$/, message: t("new.name.blank") },
  ];
  return (
    <>
      <Form.Item name="name" label={t("new.name")} rules={name}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="gender" label={t("new.gender")} rules={[{ required: true, message: t("new.gender.need") }]}>
        <Radio.Group options={genders} />
      </Form.Item>
      <Form.Item name="township" label={t("new.township")} rules={[{ required: true, message: t("new.township.need") }]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={townships.map(({ code, name, district }) => ({ value: code, label: `${name} (${district})` }))}
        />
      </Form.Item>
    </>
  );
}

function When() {
  const { t } = useTranslation();
  const today = dayjs(dayOf(Date.now()));
  const every = { required: true, type: "integer", min: 1, max: 366, message: t("new.every.need") } as const;
  return (
    <>
      <Form.Item name="first_due_on" label={t("new.first")} rules={[{ required: true, message: t("new.first.need") }]}>
        <DatePicker style={{ width: "100%" }} disabledDate={(day) => day.isBefore(today, "day")} />
      </Form.Item>
      <Form.Item name="every_days" label={t("new.every")} rules={[every]}>
        <InputNumber suffix={t("new.days")} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="face_allowed" label={t("new.face")} extra={t("new.face.hint")}>
        <Switch />
      </Form.Item>
    </>
  );
}

export function AddPerson({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [form] = Form.useForm<Filled>();
  const add = useAdd(close);
  const start = { every_days: 7, face_allowed: false, ...(me.area.length === 9 && { township: me.area }) };
  const buttons = (
    <Space>
      <Button onClick={close}>{t("act.cancel")}</Button>
      <Button type="primary" loading={add.isPending} onClick={form.submit}>{t("act.save")}</Button>
    </Space>
  );
  return (
    <Drawer open={open} onClose={close} title={t("people.add")} destroyOnHidden footer={buttons}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={add.mutate} preserve={false} scrollToFirstError>
        <Who />
        <When />
        {add.isError && <Failure error={add.error} />}
      </Form>
    </Drawer>
  );
}
