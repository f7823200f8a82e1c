/** A drawn chart; a table beside it says the same, so that it is hidden from readers of screens.
 *
 * Whoever draws registers the kinds it needs with `use`. */
import { type EChartsCoreOption, init } from "echarts/core";
import { useEffect, useRef } from "react";

export function Drawn({ option, height }: { option: EChartsCoreOption; height: number }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, undefined, { renderer: "svg" });
    chart.setOption(option);
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} aria-hidden="true" style={{ height, minWidth: 0 }} />;
}
