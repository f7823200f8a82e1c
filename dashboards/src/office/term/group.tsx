/** Form the correction group, or form it anew. */
import { Form, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { Failure } from "../../kit/states.tsx";
import { Cell } from "./cell.tsx";
import { Hint, type StepProps } from "./form.tsx";
import { Rows } from "./rows.tsx";
import type { Values } from "./steps.ts";
import { useStep } from "./use.ts";

export const ROLES = ["staff", "social_worker", "village", "police", "unit", "school", "family", "guardian", "volunteer"] as const;

export default function GroupForm({ person, record, close }: StepProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const step = useStep(person, "group", close);
  const members = record.term?.group?.members ?? [{ role: "staff" }, {}];
  return (
    <Modal open width={920} title={t("term.group")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={step.isPending}>
      <Hint action="group" />
      <Form form={form} initialValues={{ members }} onFinish={step.mutate} scrollToFirstError>
        <Rows name="members" title={t("term.members")}>
          {(at) => (
            <>
              <Cell at={at} name="name" word="term.field.name" width={110} />
              <Cell at={at} name="role" word="term.field.role" of={["member", ROLES]} />
              <Cell at={at} name="gender" word="term.field.gender" of={["gender", ["female", "male"]]} width={80} />
              <Cell at={at} name="duty" word="term.field.duty" />
              <Cell at={at} name="phone" word="term.field.phone" optional width={110} />
              <Cell at={at} name="specialist" word="term.field.specialist" yes />
            </>
          )}
        </Rows>
        {step.isError && <Failure error={step.error} />}
      </Form>
    </Modal>
  );
}
