/** Who looked at a record and what for, and who did what with it. */
import { Card, Empty, Table, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import { When } from "../../kit/when.tsx";
import type { Person } from "../person.tsx";

type View = Person["viewed_by"][number];

export function Viewed({ one }: { one: Person }) {
  const { t } = useTranslation();
  const columns = [
    { key: "at", render: (_: unknown, view: View) => <When at={view.at} stacked /> },
    { key: "who", render: (_: unknown, view: View) => (
      <>
        {view.name || t("person.viewed.system")}
        <br />
        <Typography.Text type="secondary">
          {sayCode(t, "action", view.action)}
          {view.reason && ` · ${t(`reason.${view.reason}`)}`}
        </Typography.Text>
      </>
    ) },
  ];
  return (
    <Card size="small" title={t("person.viewed")} styles={{ body: { padding: 0 } }}>
      <Typography.Paragraph type="secondary" style={{ margin: "8px 12px" }}>{t("person.viewed.note")}</Typography.Paragraph>
      <Table
        size="small"
        showHeader={false}
        rowKey={(view) => `${view.at} ${view.name} ${view.action}`}
        columns={columns}
        dataSource={one.viewed_by}
        pagination={{ pageSize: 10, hideOnSinglePage: true, size: "small", showSizeChanger: false }}
        locale={{ emptyText: <Empty /> }}
      />
    </Card>
  );
}
