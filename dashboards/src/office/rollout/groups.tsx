/** The groups of a new rollout, one card each; the first tries the bundle for all others. */
import { Button, Card, Checkbox, Flex, Form, InputNumber, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";

export interface GroupDraft {
  size: number;
  unit: "count" | "percent";
  success: number;
  errors: number;
  looked: boolean;
}

export const START: readonly GroupDraft[] = [
  { size: 1, unit: "count", success: 100, errors: 0, looked: true },
  { size: 20, unit: "percent", success: 90, errors: 10, looked: false },
  { size: 100, unit: "percent", success: 90, errors: 10, looked: false },
];
const NEXT: GroupDraft = { size: 100, unit: "percent", success: 90, errors: 10, looked: false };
const MOST = 20;

function One({ at }: { at: number }) {
  const { t } = useTranslation();
  const units = [{ value: "count", label: t("rollout.count") }, { value: "percent", label: t("rollout.percent") }];
  return (
    <>
      <Flex gap={12} wrap>
        <Form.Item label={t("rollout.size")} style={{ marginBottom: 8 }}>
          <Flex gap={4}>
            <Form.Item name={[at, "size"]} noStyle rules={[{ required: true, message: t("rollout.size") }]}><InputNumber aria-label={t("rollout.size")} min={1} max={10000} style={{ width: 80 }} /></Form.Item>
            <Form.Item name={[at, "unit"]} noStyle><Select aria-label={t("rollout.size")} options={units} style={{ width: 130 }} /></Form.Item>
          </Flex>
        </Form.Item>
        <Form.Item name={[at, "success"]} label={t("rollout.success")} rules={[{ required: true, message: t("rollout.success") }]} style={{ marginBottom: 8 }}>
          <InputNumber min={1} max={100} suffix="%" style={{ width: 130 }} />
        </Form.Item>
        <Form.Item name={[at, "errors"]} label={t("rollout.errors")} tooltip={t("rollout.errors.hint")} rules={[{ required: true, message: t("rollout.errors") }]} style={{ marginBottom: 8 }}>
          <InputNumber min={0} max={100} suffix="%" style={{ width: 130 }} />
        </Form.Item>
      </Flex>
      <Form.Item name={[at, "looked"]} valuePropName="checked" noStyle><Checkbox>{t("rollout.looked")}</Checkbox></Form.Item>
    </>
  );
}

export function Groups() {
  const { t } = useTranslation();
  return (
    <Form.Item label={t("rollout.groups")} extra={t("rollout.group.last")}>
      <Form.List name="groups">
        {(fields, { add, remove }) => (
          <Flex vertical gap={8}>
            {fields.map(({ key, name }) => (
              <Card
                key={key}
                size="small"
                title={<Typography.Text strong>{t("rollout.group", { n: name + 1 })}</Typography.Text>}
                extra={fields.length > 1 && <Button size="small" onClick={() => remove(name)} aria-label={t("rollout.group.drop")}>×</Button>}
              >
                <One at={name} />
              </Card>
            ))}
            {fields.length < MOST && <Button onClick={() => add(NEXT)}>{t("rollout.group.add")}</Button>}
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
