/** One typed field of a paper as a labelled entry. */
import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Checkbox, DatePicker, Flex, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { type Field, labelOf } from "./schema.ts";

interface EntryProps {
  field: Field;
  label?: string;
  value?: never;
  onChange?: () => void;
  id?: string;
}

function Entry({ field, label, ...rest }: EntryProps) {
  const { i18n } = useTranslation();
  const wide = { width: "100%" };
  const named = label ? { "aria-label": label, placeholder: label } : {};
  const side = i18n.language === "en" ? 1 : 0;
  if (field.kind === "day") return <DatePicker {...rest} {...named} style={wide} />;
  if (field.kind === "moment") return <DatePicker {...rest} {...named} showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={wide} />;
  if (field.kind === "number") return <InputNumber {...rest} {...named} min={field.least} max={field.most} precision={0} style={wide} />;
  if (field.kind === "choice") {
    const options = Object.entries(field.words).map(([value, pair]) => ({ value, label: pair[side] }));
    return <Select {...rest} {...named} options={options} />;
  }
  if (field.kind === "text" || field.kind === "lines") {
    const longest = field.kind === "text" ? field.longest : undefined;
    return <Input.TextArea {...rest} {...named} maxLength={longest} autoSize={{ minRows: 2, maxRows: 10 }} />;
  }
  return <Input {...rest} {...named} maxLength={field.longest} autoComplete="off" />;
}

function Rows({ field }: { field: Field }) {
  const { t, i18n } = useTranslation();
  return (
    <Form.List name={field.name}>
      {(rows, { add, remove }) => (
        <Card
          size="small"
          title={labelOf(field, i18n.language)}
          style={{ marginBottom: 16 }}
          extra={<Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>{t("paper.add")}</Button>}
        >
          {rows.map((row) => (
            <Flex key={row.key} gap={8} align="start" style={{ marginBottom: 8 }}>
              <Flex gap={8} wrap style={{ flex: 1 }}>
                {field.parts.map((part) => <Cell key={part.name} part={part} at={row.name} />)}
              </Flex>
              <Button
                type="text"
                icon={<MinusCircleOutlined />}
                aria-label={`${t("paper.remove")} ${row.name + 1}`}
                onClick={() => remove(row.name)}
              />
            </Flex>
          ))}
        </Card>
      )}
    </Form.List>
  );
}

function Cell({ part, at }: { part: Field; at: number }) {
  const { t, i18n } = useTranslation();
  const label = labelOf(part, i18n.language);
  if (part.kind === "yes") {
    return (
      <Form.Item name={[at, part.name]} valuePropName="checked" initialValue={false} style={{ margin: 0 }}>
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    );
  }
  return (
    <Form.Item name={[at, part.name]} rules={[{ required: true, message: t("paper.need") }]} style={{ margin: 0, flex: "1 1 150px" }}>
      <Entry field={part} label={label} />
    </Form.Item>
  );
}

export function PaperField({ field }: { field: Field }) {
  const { t, i18n } = useTranslation();
  const label = labelOf(field, i18n.language);
  if (field.kind === "rows") return <Rows field={field} />;
  if (field.kind === "yes") {
    return (
      <Form.Item name={field.name} valuePropName="checked">
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    );
  }
  const typed = field.kind === "line" || field.kind === "text" || field.kind === "lines";
  const notes = [field.kind === "lines" && t("paper.lines"), field.optional && t("paper.optional")].filter(Boolean);
  const rules = field.optional ? [] : [{ required: true, ...(typed && { whitespace: true }), message: t("paper.need") }];
  return (
    <Form.Item name={field.name} label={notes.length ? `${label}（${notes.join("，")}）` : label} rules={rules}>
      <Entry field={field} />
    </Form.Item>
  );
}
