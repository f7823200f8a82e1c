/** How a rollout and its boxes stand, in coloured words. */
import { Flex, Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";

type Line = Api<"RolloutLine">;
export type BoxState = Api<"RolloutBox">["state"];
export type Counts = { [state in BoxState]?: number };
type Colour = "success" | "warning" | "error" | "processing" | "default";

export const FAILED: readonly BoxState[] = ["went_back", "refused", "silent"];
const STATES: Record<Line["state"], Colour> = { running: "processing", paused: "warning", stopped: "error", finished: "success" };
const BOXES: Record<BoxState, Colour> = {
  pending: "default",
  ordered: "processing",
  fetching: "processing",
  staged: "processing",
  trying: "processing",
  proved: "success",
  went_back: "error",
  refused: "error",
  silent: "warning",
  left: "default",
};

export function total(counts: Counts, states?: readonly BoxState[]): number {
  return (Object.keys(counts) as BoxState[]).filter((one) => !states || states.includes(one)).reduce((sum, one) => sum + (counts[one] ?? 0), 0);
}

export function StateMark({ one }: { one: Pick<Line, "state" | "why"> }) {
  const { t } = useTranslation();
  return (
    <Flex gap={4} wrap>
      <Tag color={STATES[one.state]}>{t(`rollout.${one.state}`)}</Tag>
      {one.why && <Tag>{t(`rolloutwhy.${one.why}`)}</Tag>}
    </Flex>
  );
}

export function BoxMark({ state }: { state: BoxState }) {
  const { t } = useTranslation();
  return <Tag color={BOXES[state]}>{t(`boxstate.${state}`)}</Tag>;
}

/** Proved of those that did not leave, and the other states in words. */
export function Bar({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const all = total(counts) - (counts.left ?? 0);
  const proved = counts.proved ?? 0;
  const rest = (Object.keys(BOXES) as BoxState[]).filter((one) => counts[one]);
  return (
    <div style={{ minWidth: 160 }}>
      <Progress
        size="small"
        percent={all ? Math.floor((100 * proved) / all) : 0}
        status={total(counts, FAILED) ? "exception" : proved === all && all > 0 ? "success" : "normal"}
        format={() => `${proved}/${all}`}
        aria-label={`${t("boxstate.proved")} ${proved}/${all}`}
      />
      <Flex gap={4} wrap>
        {rest.map((one) => <Tag key={one} color={BOXES[one]}>{t(`boxstate.${one}`)} {counts[one]}</Tag>)}
      </Flex>
    </div>
  );
}
