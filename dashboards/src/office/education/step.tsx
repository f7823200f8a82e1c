/** One step of a course: something to read, to hear or see, or a question. */
import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { RecordingField } from "./recording.tsx";

const KINDS = ["text", "recording", "quiz"] as const;

function Words({ step, name, label, rows }: { step: number; name: string; label: string; rows: number }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={[step, name]} label={label} rules={[{ required: true, whitespace: true, message: t("edu.need") }]}>
      <Input.TextArea rows={rows} maxLength={8000} />
    </Form.Item>
  );
}

function Line({ step, name, label }: { step: number; name: string; label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={[step, name]} label={label} rules={[{ required: true, whitespace: true, message: t("edu.need") }]}>
      <Input maxLength={300} autoComplete="off" />
    </Form.Item>
  );
}

function Options({ step }: { step: number }) {
  const { t } = useTranslation();
  return (
    <Form.List name={[step, "options"]} initialValue={["", ""]}>
      {(fields, { add, remove }) => (
        <Flex vertical>
          {fields.map((field, n) => (
            <Form.Item key={field.key} label={t("step.option", { n: n + 1 })} required>
              <Flex gap={8}>
                <Form.Item name={field.name} noStyle rules={[{ required: true, whitespace: true, message: t("edu.need") }]}>
                  <Input maxLength={300} aria-label={t("step.option", { n: n + 1 })} />
                </Form.Item>
                {fields.length > 2 && (
                  <Button icon={<MinusCircleOutlined />} aria-label={t("step.option.remove", { n: n + 1 })} onClick={() => remove(field.name)} />
                )}
              </Flex>
            </Form.Item>
          ))}
          {fields.length < 6 && <Button icon={<PlusOutlined />} onClick={() => add("")} style={{ marginBottom: 12 }}>{t("step.option.add")}</Button>}
        </Flex>
      )}
    </Form.List>
  );
}

function Right({ step }: { step: number }) {
  const { t } = useTranslation();
  const options: string[] = Form.useWatch(["steps", step, "options"], Form.useFormInstance()) ?? [];
  const choices = options.map((option, value) => ({ value, label: `${value + 1}. ${option ?? ""}` }));
  return (
    <Form.Item name={[step, "right"]} label={t("step.right")} rules={[{ required: true, type: "number", max: Math.max(0, options.length - 1), message: t("edu.need") }]}>
      <Select options={choices} />
    </Form.Item>
  );
}

export function StepFields({ step }: { step: number }) {
  const { t } = useTranslation();
  const type: (typeof KINDS)[number] = Form.useWatch(["steps", step, "type"], Form.useFormInstance()) ?? "text";
  return (
    <>
      <Form.Item name={[step, "type"]} label={t("step.type")} rules={[{ required: true }]}>
        <Select options={KINDS.map((value) => ({ value, label: t(`step.${value}`) }))} />
      </Form.Item>
      {type === "text" && <><Line step={step} name="title" label={t("step.title")} /><Words step={step} name="text" label={t("step.words")} rows={6} /></>}
      {type === "recording" && <><RecordingField step={step} /><Words step={step} name="words" label={t("step.transcript")} rows={4} /></>}
      {type === "quiz" && (
        <>
          <Line step={step} name="question" label={t("step.question")} />
          <Options step={step} />
          <Right step={step} />
          <Words step={step} name="why" label={t("step.why")} rows={2} />
        </>
      )}
    </>
  );
}
