/** How a post was over a day, a week or 90 days: lines that stop where nothing was said. */
import { useQuery } from "@tanstack/react-query";
import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { Card, Col, Empty, Flex, Row, Segmented, Table, Typography } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Drawn } from "../../kit/chart.tsx";
import { Shown } from "../../kit/states.tsx";
import { shanghai } from "../../kit/time.ts";

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

type Step = Api<"PostStep">;
type Span = "day" | "week" | "quarter";
const SPANS: readonly Span[] = ["day", "week", "quarter"];
const FIGURES = ["temperature", "spool_pending", "disk_free", "sharpness", "brightness", "wear", "cert_days"] as const;
type Figure = (typeof FIGURES)[number];
const GB = 1024 ** 3;
const REFRESH_MS = 60_000;

function value(step: Step, figure: Figure): number | null {
  const found = step[figure];
  return found !== null && figure === "disk_free" ? found / GB : found;
}

function written(at: string, span: Span): string {
  return shanghai(at).format(span === "day" ? "HH:mm" : "MM-DD HH:mm");
}

function option(steps: Step[], figure: Figure, span: Span) {
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 12, bottom: 8, outerBoundsMode: "same" as const },
    tooltip: { trigger: "axis" as const, valueFormatter: (shown: unknown) => (typeof shown === "number" ? shown.toFixed(1) : "–") },
    xAxis: { type: "category" as const, boundaryGap: false, data: steps.map((one) => written(one.at, span)), axisLabel: { hideOverlap: true } },
    yAxis: { type: "value" as const, scale: true },
    series: [{
      type: "line" as const,
      data: steps.map((one) => value(one, figure)),
      connectNulls: false,
      // a step between two gaps is no line: it shows as a dot
      showSymbol: true,
      showAllSymbol: true,
      symbolSize: 3,
      color: "#0958d9",
    }],
  };
}

function Line({ steps, figure, span }: { steps: Step[]; figure: Figure; span: Span }) {
  const { t } = useTranslation();
  const drawn = useMemo(() => option(steps, figure, span), [steps, figure, span]);
  return (
    <figure style={{ margin: 0 }}>
      <figcaption><Typography.Text type="secondary">{t(`history.${figure}`)}</Typography.Text></figcaption>
      <Drawn option={drawn} height={150} />
    </figure>
  );
}

interface Summary {
  figure: Figure;
  values: number[];
}

function Figures({ rows }: { rows: Summary[] }) {
  const { t } = useTranslation();
  const shown = (pick: (values: number[]) => number | undefined) => (_: unknown, one: Summary) => pick(one.values)?.toFixed(1) ?? "–";
  const columns = [
    { title: t("history.figure"), render: (_: unknown, one: Summary) => t(`history.${one.figure}`) },
    { title: t("history.least"), align: "right" as const, render: shown((values) => Math.min(...values)) },
    { title: t("history.most"), align: "right" as const, render: shown((values) => Math.max(...values)) },
    { title: t("history.last"), align: "right" as const, render: shown((values) => values.at(-1)) },
  ];
  return <Table size="small" rowKey="figure" pagination={false} columns={columns} dataSource={rows} />;
}

function Drawing({ steps, span }: { steps: Step[]; span: Span }) {
  const { t } = useTranslation();
  const heard = steps.filter((one) => one.reports > 0).length;
  const rows = FIGURES.map((figure) => ({ figure, values: steps.flatMap((one) => value(one, figure) ?? []) })).filter((one) => one.values.length > 0);
  if (heard === 0) return <Empty description={t("history.none")} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t("history.heard", { n: heard, all: steps.length })}</Typography.Text>
      <Row gutter={[12, 12]}>
        {rows.map((one) => <Col key={one.figure} xs={24} md={12}><Line steps={steps} figure={one.figure} span={span} /></Col>)}
      </Row>
      <Figures rows={rows} />
    </Flex>
  );
}

export function HistoryCard({ post }: { post: string }) {
  const { t } = useTranslation();
  const [span, setSpan] = useState<Span>("day");
  const read = useQuery({
    queryKey: ["history", post, span],
    queryFn: () => answer(api.GET("/api/posts/{post}/history", { params: { path: { post }, query: { span } } })),
    refetchInterval: REFRESH_MS,
    placeholderData: (before) => before,
  });
  const spans = SPANS.map((one) => ({ value: one, label: t(`history.${one}`) }));
  return (
    <Card size="small" title={t("history.title")} extra={<Segmented aria-label={t("history.span")} size="small" options={spans} value={span} onChange={setSpan} />}>
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{t("history.note")}</Typography.Text>
        <Shown read={read}>{(found) => <Drawing steps={found.steps} span={span} />}</Shown>
      </Flex>
    </Card>
  );
}
