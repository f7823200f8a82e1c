/** Before anything of a trajectory is shown: why somebody looks, in words that the person can read. */
import { Alert, Button, Card, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { useOpen } from "./days.ts";

export function Why({ person, order }: { person: string; order: string }) {
  const { t } = useTranslation();
  const open = useOpen(person, order);
  const need = { required: true, whitespace: true, min: 4, message: t("track.why.need") };
  return (
    <Card size="small" style={{ maxWidth: 640 }}>
      <Alert type="info" title={t("track.why.text")} style={{ marginBottom: 12 }} />
      <Form layout="vertical" onFinish={(given: Api<"WhyLook">) => open.mutate(given)}>
        <Form.Item name="reason" label={t("track.why")} rules={[need]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
        </Form.Item>
        {open.isError && <Failure error={open.error} />}
        <Button type="primary" htmlType="submit" loading={open.isPending}>{t("track.open")}</Button>
      </Form>
    </Card>
  );
}
