/** The recording of a step: sent at once, named by its own hash, with its words beside it. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Flex, Form, Input, Tag, Typography, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";

const LARGEST = 50 * 1024 * 1024;
const TYPES = "audio/mpeg,audio/wav,audio/ogg,video/mp4,video/webm";

function send(file: File): Promise<Api<"Sent">> {
  const body = new FormData();
  body.append("file", file);
  return answer(api.POST("/api/education/media", { body: body as never, bodySerializer: (form: unknown) => form as FormData }));
}

interface Props {
  id?: string;
  value?: string;
  onChange?: (media: string) => void;
  kept: (sent: Api<"Sent">) => void;
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
    <Flex vertical gap={4} align="start">
      <Upload id={id} beforeUpload={take} showUploadList={false} accept={TYPES}>
        <Button icon={<UploadOutlined />} loading={sending.isPending}>{t("edu.step.file")}</Button>
      </Upload>
      {value && <Tag color="success">{t("edu.step.sent")}</Tag>}
      {large && <Typography.Text type="danger" role="alert">{t("problem.too_large")}</Typography.Text>}
      {sending.isError && <Failure error={sending.error} />}
    </Flex>
  );
}

export function Recording({ at }: { at: number }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const rules = [{ required: true, whitespace: true, message: t("edu.need") }];
  return (
    <>
      <Form.Item name={[at, "media"]} rules={rules}>
        <Send kept={(sent) => form.setFieldValue(["steps", at, "kind"], sent.kind)} />
      </Form.Item>
      <Form.Item name={[at, "kind"]} hidden><Input /></Form.Item>
      <Form.Item name={[at, "words"]} label={t("edu.step.transcript")} rules={rules}>
        <Input.TextArea rows={3} maxLength={8000} />
      </Form.Item>
    </>
  );
}
