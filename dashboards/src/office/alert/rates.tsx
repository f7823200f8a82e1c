/** How often each rule was wrong, in each of its versions; small numbers are shown as they are. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";

type Rate = Api<"RuleFigure">;
const FEW = 10; // of so few a share says little

export function Rates() {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: ["alert-figures"], queryFn: () => answer(api.GET("/api/alert-figures")) });
  const right = { align: "right" as const };
  const columns: TableColumnsType<Rate> = [
    { title: t("alert.rule"), render: (_, one) => t(`alert.rule.${one.rule}`) },
    { title: t("rate.about"), render: (_, one) => t(`alert.tab.${one.about}`) },
    { title: t("rate.version"), dataIndex: "version", ...right },
    { title: t("rate.raised"), dataIndex: "raised", ...right },
    { title: t("rate.explained"), dataIndex: "explained", ...right },
    { title: t("rate.open"), dataIndex: "open", ...right },
    { title: t("rate.decided"), dataIndex: "decided", ...right },
    { title: t("rate.false"), dataIndex: "false", ...right },
    {
      title: t("rate.rate"), ...right,
      render: (_, one) => (one.false_rate === null ? "–" : <>{Math.round(one.false_rate * 100)}% ({one.false}/{one.decided}) {one.decided < FEW && <Tag>{t("rate.few")}</Tag>}</>),
    },
  ];
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("rate.text")}</Typography.Text>
      <Shown read={read}>
        {(rows) => <Table size="small" rowKey={(one) => `${one.rule} ${one.version} ${one.about}`} columns={columns} dataSource={rows} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("alert.none")} /> }} />}
      </Shown>
    </Flex>
  );
}
