/** The steps of a course in its form: text, recording, question. */
import { Button, Card, Flex, Form, Input, Space, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Recording } from "./recording.tsx";

type Step = Api<"CourseRecord">["steps"][number];

export interface Filled {
  type: Step["type"];
  title?: string;
  text?: string;
  kind?: "audio" | "video";
  media?: string;
  words?: string;
  question?: string;
  /** One answer a line, the right one first. */
  options?: string;
  why?: string;
}

/** A step as the form shows it. */
export function fill(one: Step): Filled {
  if (one.type !== "quiz") return one;
  const right = one.options[one.right] ?? "";
  const rest = one.options.filter((_, at) => at !== one.right);
  return { ...one, options: [right, ...rest].join("\n") };
}

/** The step of a filled form; the right answer takes its place among the others by their order. */
export function given(one: Filled): Step {
  if (one.type === "text") return { type: "text", title: one.title ?? "", text: one.text ?? "" };
  if (one.type === "recording") {
    return { type: "recording", kind: one.kind ?? "audio", media: one.media ?? "", words: one.words ?? "" };
  }
  const lines = (one.options ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  const options = [...lines].sort((a, b) => a.localeCompare(b, "zh-CN"));
  return { type: "quiz", question: one.question ?? "", options, right: options.indexOf(lines[0] ?? ""), why: one.why ?? "" };
}

function Body({ at, type }: { at: number; type: Filled["type"] }) {
  const { t } = useTranslation();
  const rules = [{ required: true, whitespace: true, message: t("edu.need") }];
  if (type === "recording") return <Recording at={at} />;
  if (type === "text") {
    return (
      <>
        <Form.Item name={[at, "title"]} label={t("edu.step.title")} rules={rules}><Input maxLength={300} /></Form.Item>
        <Form.Item name={[at, "text"]} label={t("edu.step.words")} rules={rules}><Input.TextArea rows={4} maxLength={8000} /></Form.Item>
      </>
    );
  }
  return (
    <>
      <Form.Item name={[at, "question"]} label={t("edu.step.question")} rules={rules}><Input maxLength={300} /></Form.Item>
      <Form.Item name={[at, "options"]} label={t("edu.step.options")} rules={rules}><Input.TextArea rows={3} maxLength={1800} /></Form.Item>
      <Form.Item name={[at, "why"]} label={t("edu.step.why")} rules={rules}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
    </>
  );
}

const TYPES: readonly Filled["type"][] = ["text", "recording", "quiz"];

export function Steps() {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  return (
    <Form.List name="steps">
      {(fields, { add, remove }) => (
        <Flex vertical gap="small" style={{ marginBottom: 16 }}>
          <Typography.Text strong>{t("edu.steps")}</Typography.Text>
          <Typography.Text type="secondary">{t("edu.steps.hint")}</Typography.Text>
          {fields.map(({ key, name }) => (
            <Card key={key} size="small" title={`${name + 1}`} extra={<Button size="small" onClick={() => remove(name)}>{t("edu.step.remove")}</Button>}>
              <Body at={name} type={form.getFieldValue(["steps", name, "type"]) as Filled["type"]} />
            </Card>
          ))}
          <Space wrap>
            {TYPES.map((type) => <Button key={type} onClick={() => add({ type })}>{t(`edu.step.${type}`)}</Button>)}
          </Space>
        </Flex>
      )}
    </Form.List>
  );
}
