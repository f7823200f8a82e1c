/** Make a paper void, with the reason. */
import { Alert, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { useDo } from "./use.ts";

export function VoidForm({ paper, close }: { paper: string; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const act = useDo(
    (body: { reason: string }) => answer(api.POST("/api/papers/{paper}/void", { params: { path: { paper } }, body })),
    () => t("paper.voided"),
    close,
  );
  return (
    <Modal open title={t("paper.void")} onCancel={close} onOk={form.submit} okText={t("paper.void")} okButtonProps={{ danger: true }} confirmLoading={act.isPending}>
      <Alert type="warning" title={t("paper.void.text")} style={{ marginBottom: 12 }} />
      <Form form={form} layout="vertical" onFinish={act.mutate}>
        <Form.Item name="reason" label={t("paper.reason")} rules={[{ required: true, whitespace: true, message: t("paper.need") }]}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
        {act.isError && <Failure error={act.error} />}
      </Form>
    </Modal>
  );
}
