/** The documents of the court that were kept. */
import { Card, Table, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { When } from "../../kit/when.tsx";
import type { TermRecord } from "./steps.ts";

export function Documents({ record, person }: { record: TermRecord; person: string }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t("term.documents")}>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={record.documents}
        locale={{ emptyText: <Typography.Text type="secondary">{t("term.documents.none")}</Typography.Text> }}
        columns={[
          { title: t("term.field.file_name"), render: (_, one) => <a href={`/api/people/${person}/documents/${one.id}`}>{one.name}</a> },
          { title: t("term.field.kind"), render: (_, one) => t(`document.${one.kind}`) },
          { title: "KB", render: (_, one) => Math.ceil(one.size / 1024), responsive: ["md"] },
          { title: t("term.field.on"), render: (_, one) => <When at={one.at} />, responsive: ["md"] },
          { title: t("term.recorded_by"), dataIndex: "by", responsive: ["lg"] },
        ]}
      />
    </Card>
  );
}
