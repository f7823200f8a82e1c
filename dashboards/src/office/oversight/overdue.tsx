/** What offices had to do by a day that has passed. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Table, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { Shown } from "../../kit/states.tsx";

type Item = Api<"OverdueItem">;

export function Overdue() {
  const { t } = useTranslation();
  const area = useAreaName();
  const read = useQuery({ queryKey: ["inspection", "overdue"], queryFn: () => answer(api.GET("/api/inspection/overdue")) });
  const columns: TableColumnsType<Item> = [
    { title: t("inspection.duty"), render: (_, one) => t(`overdue.${one.kind}`) },
    { title: t("oversight.by"), dataIndex: "by" },
    { title: t("due.col.name"), render: (_, one) => one.person && one.name ? <Link to={`/people/${one.person}`}>{one.name}</Link> : "" },
    { title: t("inspection.place"), render: (_, one) => one.place ? area(one.place) : "", responsive: ["sm"] },
  ];
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t("inspection.overdue.note")}</Typography.Text>
      <Shown read={read}>
        {(list) => <Table size="small" rowKey={(one) => `${one.kind} ${one.id}`} columns={columns} dataSource={list} pagination={{ pageSize: 50, hideOnSinglePage: true }} locale={{ emptyText: <Empty description={t("inspection.overdue.none")} /> }} />}
      </Shown>
    </Flex>
  );
}
