/** The fields of a form from their description, each with its label. */
import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs, isDayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import type { Field, Values } from "./steps.ts";

/** What is typed may not be blank; a rule that says so for a day would take the day for no text. */
const TYPED: readonly Field["kind"][] = ["line", "text"];

function Entry({ one, ...rest }: { one: Field; value?: never; onChange?: () => void; id?: string }) {
  const { t } = useTranslation();
  if (one.kind === "day") return <DatePicker {...rest} style={{ width: "100%" }} />;
  if (one.kind === "months") return <InputNumber {...rest} min={1} max={600} precision={0} style={{ width: "100%" }} />;
  if (one.kind === "text") return <Input.TextArea {...rest} maxLength={1000} autoSize={{ minRows: 2, maxRows: 8 }} />;
  if (one.of) {
    const [words, codes] = one.of;
    return <Select {...rest} options={codes.map((value) => ({ value, label: sayCode(t, words, value) }))} />;
  }
  return <Input {...rest} maxLength={200} autoComplete="off" />;
}

export function Fields({ fields, prefix }: { fields: readonly Field[]; prefix?: string }) {
  const { t } = useTranslation();
  return fields.map((one) => (
    <Form.Item
      key={one.name}
      name={prefix ? [prefix, one.name] : one.name}
      label={t(one.word)}
      extra={one.kind === "months" ? t("intake.months.hint") : undefined}
      rules={one.optional ? [] : [{ required: true, message: t("term.need"), ...(TYPED.includes(one.kind) && { whitespace: true }) }]}
    >
      <Entry one={one} />
    </Form.Item>
  ));
}

/** What was filled in as the collector takes it: days as text, nothing where nothing was filled in. */
export function plain(values: Values): Values {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, isDayjs(value) ? value.format("YYYY-MM-DD") : value]));
}

/** What is known already, as the fields take it. */
export function filled(fields: readonly Field[], known: object | null): Record<string, Dayjs | string | number | undefined> {
  const values = (known ?? {}) as Record<string, string | number | null | undefined>;
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = values[name] ?? undefined;
      return [name, kind === "day" && typeof value === "string" ? dayjs(value) : value];
    }),
  );
}
