/** What lies on the map, as series of ECharts; every point is shifted here and only here. */
import type { CustomSeriesOption, LinesSeriesOption, ScatterSeriesOption } from "echarts/charts";
import { drawn, type Point } from "./gcj.ts";
import type { Ring } from "./shapes.ts";

export type Layer = CustomSeriesOption | LinesSeriesOption | ScatterSeriesOption;

export interface Mark {
  id: string;
  /** What is said of it when it is pointed at. */
  name: string;
  at: Point;
  symbol?: "circle" | "rect" | "triangle" | "diamond" | "pin" | "emptyCircle";
  color?: string;
  size?: number;
  /** A short word beside it, and on which side. */
  tag?: string;
  side?: "right" | "top" | "bottom";
}

const ON_MAP = { coordinateSystem: "geo" as const, animation: false };
const INK = "#1f1f1f";

/** Places with a shape of their own, so that colour never says anything alone. */
export function marks(some: readonly Mark[], z = 5): Layer {
  return {
    ...ON_MAP,
    type: "scatter",
    z,
    data: some.map((one) => ({
      id: one.id,
      name: one.name,
      value: drawn(one.at),
      symbol: one.symbol ?? "circle",
      symbolSize: one.size ?? 12,
      itemStyle: { color: one.color ?? "#1677ff", borderColor: "#fff", borderWidth: 1 },
      label: { show: Boolean(one.tag), formatter: one.tag ?? "", position: one.side ?? "right", color: INK, textBorderColor: "#fff", textBorderWidth: 2 },
    })),
  };
}

/** A way that was taken. */
export function track(points: readonly Point[], color: string, dashed = false, width = 2): Layer {
  return {
    ...ON_MAP,
    type: "lines",
    polyline: true,
    silent: true,
    z: 3,
    lineStyle: { color, width, opacity: 1, type: dashed ? "dashed" : "solid" },
    data: points.length > 1 ? [{ coords: points.map(drawn) }] : [],
  };
}

/** An area with its edge. */
export function area(ring: Ring, color: string, { fill = 0.12, dashed = false, z = 2 } = {}): Layer {
  const corners = ring.map(drawn);
  return {
    ...ON_MAP,
    type: "custom",
    silent: true,
    z,
    data: [0],
    renderItem: (_, api) => ({
      type: "polygon",
      shape: { points: corners.map((one) => api.coord(one)) },
      style: { fill: color, fillOpacity: fill, stroke: color, lineWidth: 1.5, lineDash: dashed ? "dashed" : "solid" },
    }),
  };
}
