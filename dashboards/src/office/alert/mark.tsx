/** How an alert stands, in words and a colour: yellow only while it is open on a person. */
import { Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Alert } from "./use.ts";

function colour(one: Alert): string | undefined {
  if (one.state === "open") return one.about === "person" ? "warning" : "processing";
  return undefined;
}

export function Mark({ one }: { one: Alert }) {
  const { t } = useTranslation();
  const tint = colour(one);
  return (
    <Flex wrap gap={4}>
      <Tag {...(tint && { color: tint })}>{one.outcome ? t(`alert.outcome.${one.outcome}`) : t(`alert.state.${one.state}`)}</Tag>
      {one.late && <Tag color={one.about === "person" ? "warning" : "error"}>{t("alert.late")}</Tag>}
      {one.cleared_at && <Tag>{t("alert.cleared")}</Tag>}
    </Flex>
  );
}
