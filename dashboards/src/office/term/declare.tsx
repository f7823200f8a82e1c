/** Write down the declaration as it was held. */
import { Checkbox, DatePicker, Form, Input, Modal, Radio } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Failure } from "../../kit/states.tsx";
import { Cell } from "./cell.tsx";
import { plain } from "./fields.tsx";
import { Hint, type StepProps } from "./form.tsx";
import { ROLES } from "./group.tsx";
import { Rows } from "./rows.tsx";
import type { TermRecord, Values } from "./steps.ts";
import { useStep } from "./use.ts";

/** The person and the whole group; who did not come is unticked. */
function expected(record: TermRecord): object[] {
  const members = record.term?.group?.members ?? [];
  return [{ role: "person", present: true }, ...members.map(({ name, role }) => ({ name, role, present: true }))];
}

export default function DeclareForm({ person, record, close }: StepProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const step = useStep(person, "declare", close);
  const need = [{ required: true, message: t("term.need") }];
  const modes = (["office", "home_visit"] as const).map((value) => ({ value, label: t(`mode.${value}`) }));
  const start = { on: dayjs(record.today), mode: "office", open: false, attendance: expected(record) };
  return (
    <Modal open width={720} title={t("term.declare")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={step.isPending}>
      <Hint action="declare" />
      <Form form={form} layout="vertical" initialValues={start} onFinish={(values) => step.mutate(plain(values))} scrollToFirstError>
        <Form.Item name="on" label={t("term.field.on")} rules={need}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="place" label={t("term.field.place")} rules={need}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="mode" label={t("term.field.mode")}>
          <Radio.Group options={modes} />
        </Form.Item>
        <Form.Item name="open" valuePropName="checked">
          <Checkbox>{t("term.field.open")}</Checkbox>
        </Form.Item>
        <Rows name="attendance" title={t("term.attendance")} fresh={{ present: true }}>
          {(at) => (
            <>
              <Cell at={at} name="name" word="term.field.name" />
              <Cell at={at} name="role" word="term.field.role" of={["member", ["person", ...ROLES]]} />
              <Cell at={at} name="note" word="term.field.note" optional width={180} />
              <Cell at={at} name="present" word="term.field.present" yes />
            </>
          )}
        </Rows>
        <Form.Item name="guardian" label={t("term.field.guardian") + t("term.optional")}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        {step.isError && <Failure error={step.error} />}
      </Form>
    </Modal>
  );
}
