/** What each office has let lie, by age; and how often each rule was wrong. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";

type Lying = Api<"Lying">;
type Rate = Api<"RuleFigure">;

export function Board() {
  const { t } = useTranslation();
  const area = useAreaName();
  const read = useQuery({ queryKey: ["board"], queryFn: () => answer(api.GET("/api/board")), refetchInterval: 60_000 });
  const number = (key: "open" | "untaken" | "late" | "over_a_day" | "over_a_week", word: "board.open" | "board.untaken" | "board.late" | "board.day" | "board.week") =>
    ({ title: t(word), dataIndex: key, align: "right" as const, sorter: (one: Lying, other: Lying) => one[key] - other[key] });
  const columns: TableColumnsType<Lying> = [
    { title: t("alert.office"), render: (_, one) => area(one.office) },
    { title: t("alert.rule"), render: (_, one) => t(`alert.rule.${one.rule}`) },
    number("open", "board.open"),
    number("untaken", "board.untaken"),
    number("late", "board.late"),
    number("over_a_day", "board.day"),
    number("over_a_week", "board.week"),
    { title: t("board.oldest"), render: (_, one) => <When at={one.oldest} stacked />, responsive: ["md"] },
  ];
  return (
    <Shown read={read}>
      {(rows) => <Table size="small" rowKey={(one) => `${one.office} ${one.rule}`} columns={columns} dataSource={rows} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("board.none")} /> }} />}
    </Shown>
  );
}

export function Rates() {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: ["alert-figures"], queryFn: () => answer(api.GET("/api/alert-figures")) });
  const columns: TableColumnsType<Rate> = [
    { title: t("alert.rule"), render: (_, one) => t(`alert.rule.${one.rule}`) },
    { title: t("rate.version"), dataIndex: "version", align: "right" },
    { title: t("rate.raised"), dataIndex: "raised", align: "right" },
    { title: t("rate.explained"), dataIndex: "explained", align: "right" },
    { title: t("rate.open"), dataIndex: "open", align: "right" },
    { title: t("rate.decided"), dataIndex: "decided", align: "right" },
    { title: t("rate.false"), dataIndex: "false", align: "right" },
    { title: t("rate.rate"), align: "right", render: (_, one) => (one.false_rate === null ? "–" : `${Math.round(one.false_rate * 100)} % (${one.false}/${one.decided})`) },
  ];
  return (
    <Shown read={read}>
      {(rows) => <Table size="small" rowKey={(one) => `${one.rule} ${one.version} ${one.about}`} columns={columns} dataSource={rows} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("alert.none")} /> }} />}
    </Shown>
  );
}
