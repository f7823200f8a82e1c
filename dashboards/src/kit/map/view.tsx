/** A map without a network: the outlines of the districts, and what a page lays on them.
 *
 * It is hidden from readers of screens; the page says the same in a list beside it.
 */
import { MinusOutlined, PlusOutlined, ExpandOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { CustomChart, LinesChart, ScatterChart } from "echarts/charts";
import { GeoComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, registerMap, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import outline from "./benxi.json";
import { useMe } from "../session.tsx";
import { pointAt, type Point } from "./gcj.ts";
import type { Layer } from "./layers.ts";
import type { Box } from "./shapes.ts";
import { ground, within } from "./tiles.ts";

use([CustomChart, LinesChart, ScatterChart, GeoComponent, TooltipComponent, SVGRenderer]);
registerMap("benxi", outline as Parameters<typeof registerMap>[1]);

const STEP = 1.6;
const FLATTEN = 0.752; // a degree of longitude by one of latitude, at 41.2 degrees north
const WHOLE: Box = [[123.55, 41.6], [125.82, 40.78]];

interface Props {
  layers: readonly Layer[];
  /** What is seen at first; the whole city without it. */
  box?: Box | null;
  /** Pixels; less where the screen is narrow. */
  height: number;
  onPick?: (id: string) => void;
  /** Where on the ground somebody pressed. */
  onPlace?: (point: Point) => void;
}

/** The box widened to the form of its place, so that a circle stays round. */
function fitted([[west, north], [east, south]]: Box, wide: number, high: number): Box {
  const wanted = Math.max(wide, 1) / Math.max(high, 1);
  const across = (east - west) * FLATTEN;
  const up = north - south;
  const dx = Math.max((up * wanted - across) / FLATTEN, 0) / 2;
  const dy = Math.max(across / wanted - up, 0) / 2;
  return [[west - dx, north + dy], [east + dx, south - dy]];
}

function land(box: Box, place: HTMLElement | null, tiled: boolean) {
  return {
    map: "benxi",
    roam: true,
    aspectScale: FLATTEN,
    boundingCoords: fitted(box, place?.clientWidth ?? 1, place?.clientHeight ?? 1),
    left: 0,
    right: 0,
    top: 0,
    bottom: 0,
    scaleLimit: { min: 0.05, max: 400 },
    silent: true,
    z: 1,
    itemStyle: { areaColor: tiled ? "transparent" : "#f7f7f2", borderColor: "#8c8c8c", borderWidth: 1 },
    label: { show: true, color: "#595959", fontSize: 11 },
    emphasis: { disabled: true },
  };
}

type Heard = Pick<Props, "onPick" | "onPlace">;

function useChart(place: RefObject<HTMLDivElement | null>, box: Box, tiled: boolean, heard: Heard) {
  const chart = useRef<EChartsType>(null);
  const told = useRef(heard);
  told.current = heard;
  const seen = useRef(box);
  seen.current = box;
  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current, undefined, { renderer: "svg" });
    made.setOption({ animation: false, tooltip: { trigger: "item", confine: true, formatter: ({ name }: { name: string }) => safe(name) } });
    made.on("click", ({ data }) => {
      const { id } = (data ?? {}) as { id?: string };
      if (id) told.current.onPick?.(id);
    });
    made.getZr().on("click", ({ offsetX, offsetY }) => {
      const found = made.convertFromPixel("geo", [offsetX, offsetY]) as [number, number];
      told.current.onPlace?.(pointAt(found));
    });
    chart.current = made;
    const watch = new ResizeObserver(() => {
      made.resize();
      made.setOption({ geo: land(seen.current, place.current, tiled) });
    });
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [place, tiled]);
  const corners = JSON.stringify(box);
  useEffect(() => {
    chart.current?.setOption({ geo: land(JSON.parse(corners) as Box, place.current, tiled) }, { replaceMerge: ["geo", "series"] });
  }, [corners, place, tiled]);
  return chart;
}

/** The box that is seen now. */
function seenBy(chart: EChartsType): Box {
  const at = (x: number, y: number) => chart.convertFromPixel("geo", [x, y]) as [number, number];
  return [at(0, 0), at(chart.getWidth(), chart.getHeight())];
}

/** Draws the layers, and below them the ground of what is seen, as it is moved about. */
function useLayers(chart: RefObject<EChartsType | null>, layers: readonly Layer[], first: Box, tiled: boolean): () => void {
  const draw = useRef<(anew?: boolean) => void>(() => undefined);
  useEffect(() => {
    let shown = "";
    const made = chart.current;
    draw.current = (anew = false) => {
      const tiles = tiled && made ? within(seenBy(made), made.getWidth()) : [];
      const now = JSON.stringify(tiles);
      if (shown === now && !anew) return;
      shown = now;
      made?.setOption({ series: [ground(tiles), ...layers] }, { replaceMerge: ["series"] });
    };
    const moved = () => draw.current();
    moved();
    if (tiled) made?.on("georoam", moved);
    return () => {
      made?.off("georoam", moved);
    };
  }, [chart, layers, first, tiled]);
  return () => draw.current(true);
}

/** Names are written by people; a tooltip reads them as HTML. */
function safe(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`).replaceAll("\n", "<br>");
}

function Buttons({ by, whole }: { by: (zoom: number) => void; whole: () => void }) {
  const { t } = useTranslation();
  return (
    <Space.Compact orientation="vertical" className="screen" style={{ position: "absolute", right: 8, top: 8 }}>
      <Button size="small" icon={<PlusOutlined />} aria-label={t("map.closer")} onClick={() => by(STEP)} />
      <Button size="small" icon={<MinusOutlined />} aria-label={t("map.farther")} onClick={() => by(1 / STEP)} />
      <Button size="small" icon={<ExpandOutlined />} aria-label={t("map.reset")} onClick={whole} />
    </Space.Compact>
  );
}

export function MapView({ layers, box, height, ...heard }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const first = box ?? WHOLE;
  const { tiles } = useMe();
  const chart = useChart(place, first, tiles, heard);
  const draw = useLayers(chart, layers, first, tiles);
  const middle = () => ({ originX: (place.current?.clientWidth ?? 0) / 2, originY: (place.current?.clientHeight ?? 0) / 2 });
  const by = (zoom: number) => chart.current?.dispatchAction({ type: "geoRoam", componentType: "geo", geoIndex: 0, zoom, ...middle() });
  function whole(): void {
    chart.current?.setOption({ geo: { ...land(first, place.current, tiles), zoom: 1, center: null } }, { replaceMerge: ["geo"] });
    draw();
  }
  return (
    <div style={{ position: "relative", border: "1px solid #f0f0f0", background: "#fff" }}>
      <div ref={place} aria-hidden="true" style={{ height: `min(${height}px, 80vw)`, minWidth: 0 }} />
      <Buttons by={by} whole={whole} />
    </div>
  );
}
