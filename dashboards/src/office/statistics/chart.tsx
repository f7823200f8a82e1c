/** A bar chart; the table beside it says the same, so that it is hidden from readers of screens. */
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { Drawn } from "../../kit/chart.tsx";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export interface Series {
  name: string;
  values: (number | null)[];
  color: string;
}

interface Props {
  labels: string[];
  series: Series[];
  /** Bars that stand; else they lie, with room for long names. */
  upright: boolean;
  height: number;
}

function option({ labels, series, upright }: Props) {
  const names = { type: "category" as const, data: labels, inverse: !upright, axisTick: { show: false } };
  const numbers = { type: "value" as const, minInterval: 1 };
  return {
    animation: false,
    grid: { left: 8, right: 24, top: series.length > 1 ? 36 : 8, bottom: 8, outerBoundsMode: "same" as const },
    legend: { show: series.length > 1, top: 0 },
    tooltip: { trigger: "axis" as const },
    xAxis: upright ? { ...names, axisLabel: { rotate: labels.length > 14 ? 60 : 0 } } : numbers,
    yAxis: upright ? numbers : names,
    series: series.map(({ name, values, color }) => ({
      type: "bar" as const,
      name,
      data: values,
      color,
      barMaxWidth: 28,
      ...(series.length > 1 && { stack: "all" }),
    })),
  };
}

export function Chart(props: Props) {
  return <Drawn option={option(props)} height={props.height} />;
}
