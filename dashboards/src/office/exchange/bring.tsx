/** Choose a file and send it; what became of it is shown below. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Flex, Typography, Upload } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";

export function Bring({ made }: { made: (id: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const bring = useMutation({
    mutationFn: (file: File) =>
      answer(api.POST("/api/imports", {
        params: { query: { file_name: file.name.slice(-120) } },
        body: file as never,
        bodySerializer: (body) => body as never,
        headers: { "Content-Type": "application/octet-stream" },
      })),
    onSuccess: (found) => {
      for (const key of ["imports", "people", "due", "today"]) void client.invalidateQueries({ queryKey: [key] });
      made(found.id);
    },
  });
  return (
    <Card size="small" title={t("exchange.import")}>
      <Flex vertical gap={8}>
        <Typography.Text>{t("exchange.import.note")}</Typography.Text>
        <Flex gap={8} wrap align="center">
          <Button href="/api/imports/template" download="template.xlsx">{t("exchange.template")}</Button>
          <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={(file) => { bring.mutate(file); return false; }}>
            <Button type="primary" icon={<UploadOutlined />} loading={bring.isPending}>{t("exchange.choose")}</Button>
          </Upload>
          <Typography.Text type="secondary">{t("exchange.limit")}</Typography.Text>
        </Flex>
        {bring.isError && <Failure error={bring.error} />}
      </Flex>
    </Card>
  );
}

