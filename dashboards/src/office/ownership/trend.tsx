/** The score of 90 days as a line, with its table for who cannot see it. */
import { LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { Card, Col, Empty, Row, Table, Tag } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Drawn } from "../../kit/chart.tsx";
import { Scroll } from "../../kit/scroll.tsx";

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

type Day = Api<"ScoreDay">;

function option(days: Day[], name: string) {
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 16, bottom: 8, outerBoundsMode: "same" as const },
    tooltip: { trigger: "axis" as const },
    xAxis: { type: "category" as const, data: days.map((one) => one.day.slice(5)), axisLabel: { hideOverlap: true } },
    yAxis: { type: "value" as const, min: 0, max: 100 },
    series: [{ type: "line" as const, name, step: "end" as const, data: days.map((one) => one.score), color: "#0958d9", symbolSize: 4 }],
  };
}

export function Trend({ days }: { days: Day[] }) {
  const { t } = useTranslation();
  const name = t("score.score");
  const drawn = useMemo(() => option(days, name), [days, name]);
  const columns = [
    { title: t("score.day"), dataIndex: "day" },
    { title: name, dataIndex: "score", align: "right" as const },
    { title: "", render: (_: unknown, one: Day) => one.failed && <Tag color="error">{t("score.failed")}</Tag> },
  ];
  return (
    <Card size="small" title={t("score.trend")} style={{ breakInside: "avoid" }}>
      {days.length === 0 ? <Empty description={t("score.none")} image={Empty.PRESENTED_IMAGE_SIMPLE} /> : (
        <Row gutter={[12, 12]}>
          <Col xs={24} lg={16}><Drawn option={drawn} height={260} /></Col>
          <Col xs={24} lg={8}>
            <Scroll label={t("score.trend")}><Table size="small" rowKey="day" pagination={false} sticky columns={columns} dataSource={days.toReversed()} /></Scroll>
          </Col>
        </Row>
      )}
    </Card>
  );
}
