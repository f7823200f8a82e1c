/** Make the individual plan, or make it anew for a reason. */
import { DatePicker, Form, Input, Modal, Select } from "antd";
import { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { Failure } from "../../kit/states.tsx";
import { Cell } from "./cell.tsx";
import { plain } from "./fields.tsx";
import { Hint, type StepProps } from "./form.tsx";
import { Rows } from "./rows.tsx";
import { useStep } from "./use.ts";

export default function PlanForm({ person, record, close }: StepProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Record<string, unknown> & { review_on: Dayjs }>();
  const step = useStep(person, "plan", close);
  const before = record.term?.plan;
  const start = {
    assessment: before?.assessment,
    supervision: before?.supervision ?? [],
    goals: before?.goals ?? [{}],
    person_says: before?.person_says,
  };
  const need = [{ required: true, message: t("term.need") }];
  return (
    <Modal open width={720} title={t("term.plan")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={step.isPending}>
      <Hint action="plan" />
      <Form form={form} layout="vertical" initialValues={start} onFinish={(values) => step.mutate(plain(values))} scrollToFirstError>
        <Form.Item name="assessment" label={t("term.field.assessment")} rules={need}>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="supervision" label={t("term.field.supervision")} rules={need}>
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
        <Rows name="goals" title={t("term.goals")}>
          {(at) => (
            <>
              <Cell at={at} name="need" word="term.field.need" width={220} />
              <Cell at={at} name="measure" word="term.field.measure" width={220} />
              <Cell at={at} name="by_whom" word="term.field.by_whom" />
            </>
          )}
        </Rows>
        <Form.Item name="person_says" label={t("term.field.person_says")} rules={need}>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        <Form.Item name="review_on" label={t("term.field.review_on")} rules={need}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        {before && (
          <Form.Item name="reason" label={t("term.field.why")} rules={need}>
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 4 }} />
          </Form.Item>
        )}
        {step.isError && <Failure error={step.error} />}
      </Form>
    </Modal>
  );
}
