/** A stacked bar chart for a far eye: one instance for as long as the screen is on. */
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "./panels.tsx";
import type { Wall } from "./use.ts";

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

interface Series {
  name: string;
  values: number[];
  color: string;
}

function option(labels: string[], series: Series[], size: number) {
  const font = { fontSize: size, color: "#e6edf5" };
  return {
    animation: false,
    textStyle: font,
    grid: { left: 4, right: 8, top: size * 1.7, bottom: 4, outerBoundsMode: "same" as const },
    legend: { top: 0, textStyle: font, itemHeight: size * 0.6, itemWidth: size * 0.8, itemGap: size * 0.8 },
    xAxis: { type: "category" as const, data: labels, axisTick: { show: false }, axisLabel: { ...font, hideOverlap: true } },
    yAxis: { type: "value" as const, minInterval: 1, splitNumber: 2, axisLabel: font, splitLine: { lineStyle: { color: "#2c425c" } } },
    series: series.map(({ name, values, color }) => ({ type: "bar" as const, name, data: values, color, stack: "all" })),
  };
}

function Chart({ labels, series }: { labels: string[]; series: Series[] }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current, undefined, { renderer: "svg" });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    const size = place.current ? Number.parseFloat(getComputedStyle(place.current).fontSize) : 32;
    chart.current?.setOption(option(labels, series, size), true);
  }, [labels, series]);
  return <div ref={place} className="wall-chart" aria-hidden="true" />;
}

/** What the bars say, for who cannot see them. */
function Said({ labels, series }: { labels: string[]; series: Series[] }) {
  return (
    <div className="wall-said"><table>
      <thead><tr><td />{series.map((one) => <th key={one.name} scope="col">{one.name}</th>)}</tr></thead>
      <tbody>{labels.map((label, at) => <tr key={label}><th scope="row">{label}</th>{series.map((one) => <td key={one.name}>{one.values[at]}</td>)}</tr>)}</tbody>
    </table></div>
  );
}

function Trend({ title, labels, series }: { title: string; labels: string[]; series: Series[] }) {
  const { t } = useTranslation();
  return <Panel title={title}>{labels.length > 0 ? <><Chart labels={labels} series={series} /><Said labels={labels} series={series} /></> : <p className="wall-none">{t("wall.none")}</p>}</Panel>;
}

export function AlertDays({ wall }: { wall: Wall | null }) {
  const { t } = useTranslation();
  const days = wall?.days ?? [];
  const of = (key: "person" | "office", color: string) => ({ name: t(`wall.asked.${key}`), values: days.map((one) => one[key]), color });
  return <Trend title={t("wall.days")} labels={days.map((one) => one.day.slice(5))} series={[of("person", "#ffd666"), of("office", "#69b1ff")]} />;
}

export function ReportWeeks({ wall }: { wall: Wall | null }) {
  const { t } = useTranslation();
  const weeks = wall?.weeks ?? [];
  const of = (key: "on_time" | "late" | "overdue", color: string) => ({ name: t(`count.${key}`), values: weeks.map((one) => one.counts[key]), color });
  return <Trend title={t("wall.weeks")} labels={weeks.map((one) => one.monday.slice(5))} series={[of("on_time", "#95de64"), of("late", "#ffc069"), of("overdue", "#ff7875")]} />;
}
