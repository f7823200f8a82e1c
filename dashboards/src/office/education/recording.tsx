/** Send a recording; the step keeps its name, which is its own hash. */
import { CheckOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Flex, Form, Typography, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";

const LARGEST = 50 * 1024 * 1024;
type Sent = Api<"Sent">;

function send(file: File): Promise<Sent> {
  const body = new FormData();
  body.append("file", file);
  return answer(api.POST("/api/education/media", { body: body as never, bodySerializer: (form: unknown) => form as FormData }));
}

interface Props {
  id?: string;
  value?: string;
  onChange?: (media: string) => void;
  kept: (sent: Sent) => void;
}

function Send({ id, value, onChange, kept }: Props) {
  const { t } = useTranslation();
  const [large, setLarge] = useState(false);
  const sending = useMutation({
    mutationFn: send,
    onSuccess: (sent) => {
      kept(sent);
      onChange?.(sent.media);
    },
  });
  function take(file: File): boolean {
    setLarge(file.size > LARGEST);
    if (file.size <= LARGEST) sending.mutate(file);
    return false;
  }
  return (
    <Flex vertical gap={4}>
      <Upload id={id} beforeUpload={take} showUploadList={false} accept="audio/mpeg,audio/wav,audio/ogg,video/mp4,video/webm">
        <Button icon={value ? <CheckOutlined /> : <UploadOutlined />} loading={sending.isPending}>
          {t(value ? "step.media.kept" : "step.media.send")}
        </Button>
      </Upload>
      {large && <Typography.Text type="danger" role="alert">{t("step.media.large")}</Typography.Text>}
      {sending.isError && <Failure error={sending.error} />}
    </Flex>
  );
}

/** The field of a step that names its recording. */
export function RecordingField({ step }: { step: number }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  return (
    <>
      <Form.Item name={[step, "media"]} label={t("step.media")} rules={[{ required: true, message: t("step.media.need") }]}>
        <Send kept={(sent) => form.setFieldValue(["steps", step, "kind"], sent.kind)} />
      </Form.Item>
      <Form.Item name={[step, "kind"]} hidden><input type="hidden" /></Form.Item>
    </>
  );
}
