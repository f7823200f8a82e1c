/** One step of a measure in a dialog. */
import { App, DatePicker, Form, Input, Modal, Radio, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Failure } from "../../kit/states.tsx";
import type { Word } from "../../words/index.ts";
import { plain } from "../term/fields.tsx";
import type { Values } from "../term/steps.ts";
import { type Sanction, type Step, useStep } from "./use.ts";

const WAYS = ["direct", "left", "post", "electronic", "others"] as const;

function Text({ name, word, optional }: { name: string; word: Word; optional?: boolean }) {
  const { t } = useTranslation();
  const rules = optional ? [] : [{ required: true, whitespace: true, message: t("conduct.need") }];
  return (
    <Form.Item name={name} label={t(word)} rules={rules}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={name === "how" ? 500 : 2000} />
    </Form.Item>
  );
}

function Choice({ name, word, kind, codes }: { name: string; word: Word; kind: string; codes: readonly string[] }) {
  const { t } = useTranslation();
  const options = codes.map((value) => ({ value, label: t(`${kind}.${value}` as Word) }));
  return (
    <Form.Item name={name} label={t(word)} rules={[{ required: true, message: t("conduct.need") }]}>
      <Radio.Group optionType="button" options={options} />
    </Form.Item>
  );
}

function Day() {
  const { t } = useTranslation();
  return <Form.Item name="on" label={t("conduct.on")} rules={[{ required: true, message: t("conduct.need") }]}><DatePicker style={{ width: "100%" }} /></Form.Item>;
}

function Notice() {
  const { t } = useTranslation();
  return (
    <>
      <Day />
      <Form.Item name="way" label={t("conduct.way")}><Select options={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))} /></Form.Item>
      <Text name="how" word="conduct.how" />
      <Form.Item name="proof" label={t("conduct.proof")}><Input maxLength={200} autoComplete="off" /></Form.Item>
      <Form.Item name="witness" label={t("conduct.witness")}><Input maxLength={60} autoComplete="off" /></Form.Item>
    </>
  );
}

function Answer() {
  const outcome = Form.useWatch("outcome");
  return (
    <>
      <Choice name="outcome" word="conduct.outcome" kind="result" codes={["upheld", "changed", "withdrawn"]} />
      <Text name="findings" word="conduct.findings" />
      {outcome === "changed" && <Text name="changed_to" word="conduct.changed" />}
    </>
  );
}

function Decide() {
  const { t } = useTranslation();
  const options = [{ value: true, label: t("conduct.granted") }, { value: false, label: t("conduct.refused") }];
  return (
    <>
      <Form.Item name="granted" label={t("conduct.step.decide")} rules={[{ required: true, message: t("conduct.need") }]}>
        <Radio.Group optionType="button" options={options} />
      </Form.Item>
      <Text name="reasons" word="conduct.reasons" />
    </>
  );
}

const FIELDS: Record<Exclude<Step, "withdraw">, () => React.ReactNode> = {
  decide: () => <Decide />,
  tell: () => <Notice />,
  outcome: () => <><Choice name="outcome" word="conduct.outcome" kind="outcome" codes={["granted", "refused"]} /><Day /><Text name="document" word="conduct.document" /></>,
  objection: () => <Text name="text" word="conduct.objection.text" />,
  answer: () => <Answer />,
  refer: () => <Text name="why" word="conduct.why" />,
};

export function StepForm({ one, person, step, close }: { one: Sanction; person: string; step: Step; close: () => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Values>();
  const send = useStep(person, one.id, step, close);
  async function finish(values: Values): Promise<void> {
    const final = step === "decide" || step === "answer";
    if (!final || (await modal.confirm({ title: t("conduct.sure") }))) send.mutate(plain(values));
  }
  if (step === "withdraw") return null;
  return (
    <Modal open title={`${t(`measure.${one.measure}`)} · ${t(`conduct.step.${step}`)}`} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={send.isPending}>
      <Form form={form} layout="vertical" initialValues={{ on: dayjs(), way: "direct" }} onFinish={(values) => void finish(values)}>
        {FIELDS[step]()}
        {send.isError && <Failure error={send.error} />}
      </Form>
    </Modal>
  );
}
