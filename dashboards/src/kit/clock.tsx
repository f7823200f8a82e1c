/** How far a box trusts its own clock, in words. */
import { Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "./api.ts";

type Trust = Pick<Api<"Clocks">, "source" | "confidence" | "offset_s">;

export function Clock({ clock }: { clock: Trust }) {
  const { t } = useTranslation();
  const text = t("checkin.clock.text", {
    source: t(`clock.${clock.source}`),
    confidence: t(`confidence.${clock.confidence}`),
    offset: clock.offset_s === null ? t("word.unknown") : `${clock.offset_s.toFixed(2)} s`,
  });
  return <Typography.Text {...(clock.confidence === "poor" && { type: "warning" as const })}>{text}</Typography.Text>;
}
