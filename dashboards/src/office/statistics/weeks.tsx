/** The reports of half a year by week, stacked by how they stand. */
import { Card, Col, Empty, Row, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Scroll } from "../../kit/scroll.tsx";
import { Chart } from "./chart.tsx";

type Week = Api<"ReportWeek">;
const COLOURS = {
  on_time: "#389e0d",
  late: "#d48806",
  open: "#597ef7",
  excused: "#8c8c8c",
  post_down: "#bfbfbf",
  overdue: "#cf1322",
} as const;
const COUNTS = Object.keys(COLOURS) as (keyof typeof COLOURS)[];

export function Weeks({ weeks }: { weeks: Week[] }) {
  const { t } = useTranslation();
  const series = COUNTS.map((one) => ({
    name: t(`count.${one}`),
    values: weeks.map((week) => week.counts[one]),
    color: COLOURS[one],
  }));
  const columns = [
    { title: t("statistics.week"), dataIndex: "monday", width: 100 },
    ...COUNTS.map((one) => ({
      title: t(`count.${one}`),
      render: (_: unknown, week: Week) => week.counts[one],
      align: "right" as const,
    })),
  ];
  return (
    <Card size="small" title={t("statistics.weeks")} style={{ breakInside: "avoid" }}>
      {weeks.length === 0 ? <Empty description={t("statistics.none")} image={Empty.PRESENTED_IMAGE_SIMPLE} /> : (
        <Row gutter={[12, 12]}>
          <Col xs={24} lg={10}><Chart labels={weeks.map((one) => one.monday.slice(5))} series={series} upright height={300} /></Col>
          <Col xs={24} lg={14}>
            <Scroll label={t("statistics.weeks")}>
              <Table size="small" rowKey="monday" pagination={false} columns={columns} dataSource={weeks.toReversed()} sticky scroll={{ x: 520 }} />
            </Scroll>
          </Col>
        </Row>
      )}
    </Card>
  );
}
