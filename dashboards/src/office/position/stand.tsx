/** How a post stands on the map: a word and a shape; colour repeats them. */
import { Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import type { Mark } from "../../kit/map/layers.ts";

export type Stand = Api<"PostSpot">["stand"];

/** From the worst to the best: of several posts in one place the first is shown. */
export const STANDS: readonly Stand[] = ["offline", "silent", "stopped", "unknown", "online", "revoked"];

type Look = Required<Pick<Mark, "symbol" | "color">> & { path: string };
export const LOOKS: Record<Stand, Look> = {
  online: { symbol: "circle", color: "#389e0d", path: "M8 2a6 6 0 1 0 .01 0z" },
  silent: { symbol: "diamond", color: "#d46b08", path: "M8 1l7 7-7 7-7-7z" },
  offline: { symbol: "triangle", color: "#cf1322", path: "M8 2l7 12H1z" },
  stopped: { symbol: "rect", color: "#595959", path: "M2 2h12v12H2z" },
  unknown: { symbol: "emptyCircle", color: "#595959", path: "M8 3a5 5 0 1 0 .01 0z" },
  revoked: { symbol: "pin", color: "#8c8c8c", path: "M8 15L3 7a5 5 0 1 1 10 0z" },
};

function Shape({ of }: { of: Stand }) {
  const { path, color, symbol } = LOOKS[of];
  const hollow = symbol === "emptyCircle";
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" style={{ verticalAlign: "-2px", marginRight: 4 }}>
      <path d={path} fill={hollow ? "#fff" : color} stroke={color} strokeWidth={hollow ? 2 : 0} />
    </svg>
  );
}

export function StandMark({ value }: { value: Stand }) {
  const { t } = useTranslation();
  return <Tag><Shape of={value} />{t(`stand.${value}`)}</Tag>;
}

export function Legend() {
  return <Flex wrap gap={4} aria-hidden="true">{STANDS.map((one) => <StandMark key={one} value={one} />)}</Flex>;
}
