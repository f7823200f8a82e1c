/** Keep a document of the court: one file, bounded before it is sent. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Modal, Select, Upload, type UploadFile } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import type { StepProps } from "./form.tsx";
import { useAfter } from "./use.ts";

const KINDS = ["judgment", "ruling", "decision", "execution_notice", "assessment", "other"] as const;
const LARGEST = 10 * 1024 * 1024;
const MEDIA = ["application/pdf", "image/jpeg", "image/png"];
interface Filled {
  kind: (typeof KINDS)[number];
  files: UploadFile[];
}

function useUpload(person: string, close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const after = useAfter(person);
  return useMutation({
    mutationFn: ({ kind, files }: Filled) => {
      const file = files[0]?.originFileObj as File;
      return answer(api.POST("/api/people/{person}/documents", {
        params: { path: { person }, query: { kind, name: file.name.slice(0, 120) } },
        body: file as never,
        bodySerializer: (body: unknown) => body as File,
        headers: { "Content-Type": file.type },
      }));
    },
    onSuccess: () => {
      after();
      void message.success(t("term.saved"));
      close();
    },
  });
}

export default function UploadForm({ person, close }: StepProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Filled>();
  const [wrong, setWrong] = useState("");
  const upload = useUpload(person, close);
  function fits(file: File): boolean | string {
    const why = file.size > LARGEST ? t("term.file.large") : MEDIA.includes(file.type) ? "" : t("problem.unknown_file");
    setWrong(why);
    return why ? Upload.LIST_IGNORE : false;
  }
  const kinds = KINDS.map((value) => ({ value, label: t(`document.${value}`) }));
  return (
    <Modal open title={t("term.document")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={upload.isPending}>
      <Form form={form} layout="vertical" initialValues={{ kind: "judgment" }} onFinish={upload.mutate}>
        <Form.Item name="kind" label={t("term.field.kind")}>
          <Select options={kinds} />
        </Form.Item>
        <Form.Item
          name="files"
          label={t("term.field.file")}
          valuePropName="fileList"
          getValueFromEvent={(change: { fileList: UploadFile[] }) => change.fileList}
          rules={[{ required: true, message: t("term.file.choose") }]}
          {...(wrong && { validateStatus: "error" as const, help: wrong })}
        >
          <Upload beforeUpload={fits} maxCount={1} accept=".pdf,.jpg,.jpeg,.png">
            <Button icon={<UploadOutlined />}>{t("term.file.choose")}</Button>
          </Upload>
        </Form.Item>
        {upload.isError && <Failure error={upload.error} />}
      </Form>
    </Modal>
  );
}
