/** The latest hundred lists that left the area: when, by whom, to whom, what for, on which basis. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Table } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";

export function Left() {
  const { t } = useTranslation();
  const read = useQuery({
    queryKey: ["exports"],
    queryFn: () => answer(api.GET("/api/exports", { params: { query: { size: 100 } } })),
  });
  return (
    <Card size="small" title={t("exchange.left")}>
      <Shown read={read}>
        {(list) => (
          <Table<Api<"DisclosureItem">>
            size="small"
            rowKey="id"
            dataSource={list.items}
            pagination={false}
            locale={{ emptyText: <Empty description={t("exchange.left.none")} /> }}
            columns={[
              { title: t("exchange.at"), render: (_, one) => <When at={one.at} /> },
              { title: t("exchange.left.by"), dataIndex: "by", responsive: ["md"] },
              { title: t("exchange.recipient"), dataIndex: "recipient" },
              { title: t("exchange.reason"), dataIndex: "purpose" },
              { title: t("exchange.basis"), render: (_, one) => `${t(`exchange.basis.${one.basis}`)} ${one.document}`, responsive: ["md"] },
              { title: t("exchange.columns"), render: (_, one) => one.columns.map((column) => t(`exchange.column.${column}`)).join("、"), responsive: ["lg"] },
              { title: t("exchange.left.rows"), dataIndex: "rows", align: "right" },
            ]}
          />
        )}
      </Shown>
    </Card>
  );
}
