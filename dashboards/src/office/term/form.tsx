/** One plain step of a term in a dialog; what cannot be undone is asked twice. */
import { Alert, App, Form, Modal } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Failure } from "../../kit/states.tsx";
import type { Word } from "../../words/index.ts";
import { all } from "../../words/index.ts";
import { Fields, filled, plain } from "./fields.tsx";
import { type Action, fieldsOf, type TermRecord, type Values } from "./steps.ts";
import { useCategories, useStep } from "./use.ts";

export interface StepProps {
  person: string;
  record: TermRecord;
  close: () => void;
}

const FINAL: readonly Action[] = ["release", "terminate"];

function known(action: Action, record: TermRecord): object | null {
  if (action === "particulars") return record.particulars;
  return action === "correct" ? record.term : null;
}

/** What to know before one fills it in. */
export function Hint({ action }: { action: Action }) {
  const { t } = useTranslation();
  const word = `term.${action}.text`;
  if (!(word in all)) return null;
  const type = FINAL.includes(action) ? "warning" : "info";
  return <Alert type={type} title={t(word as Word)} style={{ marginBottom: 12 }} />;
}

export function StepForm({ person, record, close, action }: StepProps & { action: Exclude<Action, "document"> }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Values>();
  const step = useStep(person, action, close);
  const fields = fieldsOf(action, record.term, useCategories()) ?? [];
  const final = FINAL.includes(action);
  const start = { on: dayjs(record.today), ...(known(action, record) && filled(fields, known(action, record))) };
  async function send(values: Values): Promise<void> {
    if (final && !(await modal.confirm({ title: t("term.sure"), okButtonProps: { danger: true } }))) return;
    step.mutate(plain(values));
  }
  return (
    <Modal
      open
      title={t(`term.${action}`)}
      onCancel={close}
      onOk={form.submit}
      okText={t(final ? `term.${action}` : "act.save")}
      okButtonProps={{ danger: final }}
      confirmLoading={step.isPending}
    >
      <Hint action={action} />
      <Form form={form} layout="vertical" initialValues={start} onFinish={(values) => void send(values)} scrollToFirstError>
        <Fields fields={fields} />
        {step.isError && <Failure error={step.error} />}
      </Form>
    </Modal>
  );
}
