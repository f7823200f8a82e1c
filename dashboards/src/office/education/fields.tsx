/** Fields that a class and an offer of service share. */
import { Form, Input, InputNumber, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { useMe } from "../../kit/session.tsx";
import { useCounties } from "./use.ts";

export function TextField({ name, label, max, needed = true }: { name: string | (string | number)[]; label: string; max: number; needed?: boolean }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: needed, whitespace: needed, message: t("edu.need") }]}>
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
}

export function NumberField({ name, label, least, most }: { name: string; label: string; least: number; most: number }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t("edu.need") }]}>
      <InputNumber min={least} max={most} precision={0} style={{ width: "100%" }} />
    </Form.Item>
  );
}

export function CountyField() {
  const { t } = useTranslation();
  return (
    <Form.Item name="county" label={t("edu.county")} rules={[{ required: true, message: t("edu.need") }]}>
      <Select options={useCounties()} />
    </Form.Item>
  );
}

/** Only a specialist plans something for minors. */
export function MinorsField() {
  const { t } = useTranslation();
  const { minors } = useMe();
  return (
    <Form.Item name="minors" label={t("edu.minors")} extra={t("edu.minors.hint")} initialValue={false}>
      <Switch disabled={!minors} />
    </Form.Item>
  );
}
