/** Heads by the minute against who was seen; the table under it says the same in words. */
import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { Drawn } from "../../kit/chart.tsx";

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface Props {
  labels: string[];
  heads: (number | null)[];
  seen: number | null;
  /** The words of the two lines. */
  words: [heads: string, seen: string];
}

function option({ labels, heads, seen, words }: Props) {
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 32, bottom: 8, outerBoundsMode: "same" as const },
    legend: { top: 0 },
    tooltip: { trigger: "axis" as const },
    xAxis: { type: "category" as const, data: labels },
    yAxis: { type: "value" as const, minInterval: 1, min: 0 },
    series: [
      { type: "line" as const, name: words[0], data: heads, color: "#1677ff", symbol: "circle", symbolSize: 4, connectNulls: false },
      { type: "line" as const, name: words[1], data: labels.map(() => seen), color: "#389e0d", symbol: "none", lineStyle: { type: "dashed" as const } },
    ],
  };
}

export function HeadsChart(props: Props) {
  return <Drawn option={option(props)} height={220} />;
}
