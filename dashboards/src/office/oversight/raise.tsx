/** The prosecutor raises an opinion or a notice of correction. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Modal, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreas } from "../../kit/area.ts";
import { Failure } from "../../kit/states.tsx";

type Given = Api<"NewOpinion">;
const KINDS = ["opinion", "correction"] as const;

function useRaise(close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Given) => answer(api.POST("/api/inspection/opinions", { body })),
    onSuccess: () => {
      void message.success(t("opinion.raised.done"));
      void client.invalidateQueries({ queryKey: ["opinions"] });
      close();
    },
  });
}

export function RaiseOpinion({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Given>();
  const raise = useRaise(close);
  const offices = useAreas([6, 9]);
  const need = [{ required: true, whitespace: true, message: t("oversight.need") }];
  return (
    <Modal open title={t("opinion.raise")} onCancel={close} onOk={form.submit} okText={t("opinion.raise.send")} confirmLoading={raise.isPending} mask={{ closable: false }}>
      <Form form={form} layout="vertical" initialValues={{ kind: "opinion" }} onFinish={raise.mutate}>
        <Form.Item name="kind" label={t("opinion.kind")}>
          <Radio.Group optionType="button" options={KINDS.map((value) => ({ value, label: t(`opinion.${value}`) }))} />
        </Form.Item>
        <Form.Item name="about" label={t("complaint.about")} rules={need}>
          <Select showSearch={{ optionFilterProp: "label" }} options={offices} />
        </Form.Item>
        <Form.Item name="reference" label={t("opinion.reference")} rules={need}><Input maxLength={60} /></Form.Item>
        <Form.Item name="words" label={t("opinion.words")} rules={need}><Input.TextArea rows={6} maxLength={4000} showCount /></Form.Item>
        {raise.isError && <Failure error={raise.error} />}
      </Form>
    </Modal>
  );
}
