/** The documents of a matter: sent by whoever asked, or added here. */
import { UploadOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Typography, Upload } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { When } from "../../kit/when.tsx";
import { bytes } from "../../kit/write.ts";
import { type Record, useStep } from "./use.ts";

function Add({ one }: { one: Record }) {
  const { t } = useTranslation();
  const complain = useComplain();
  const add = useStep(one.id, (file: File) => {
    const form = new FormData();
    form.append("file", file);
    return answer(api.POST("/api/matters/{matter}/documents", {
      params: { path: { matter: one.id } },
      body: { file: "" },
      bodySerializer: () => form,
    }));
  });
  return (
    <Upload showUploadList={false} accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.txt" beforeUpload={(file) => {
      add.mutate(file, { onError: complain });
      return false;
    }}>
      <Button size="small" icon={<UploadOutlined />} loading={add.isPending}>{t("matter.documents.add")}</Button>
    </Upload>
  );
}

export function Documents({ one }: { one: Record }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t("matter.documents")} extra={one.steps.includes("document") && <Add one={one} />}>
      <Flex vertical gap={8}>
        {one.documents.length === 0 && <Typography.Text type="secondary">{t("matter.documents.none")}</Typography.Text>}
        {one.documents.map((paper) => (
          <div key={paper.id}>
            <a href={`/api/matters/${one.id}/documents/${paper.id}`} download={paper.name} style={{ textDecoration: "underline", overflowWrap: "anywhere" }}>{paper.name}</a>{" "}
            <Typography.Text type="secondary">{bytes(paper.size)} · {paper.by_party ? t("matter.by.party") : ""} <When at={paper.at} /></Typography.Text>
          </div>
        ))}
        {one.steps.includes("document") && <Typography.Text type="secondary">{t("matter.documents.text")}</Typography.Text>}
      </Flex>
    </Card>
  );
}
