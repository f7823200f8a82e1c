/** Marks of a call: whose number, how far it got. */
import { Flex, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Call } from "./use.ts";

export function From({ one }: { one: Pick<Call, "number" | "place" | "elsewhere"> }) {
  const { t } = useTranslation();
  return (
    <Flex wrap gap={4} align="center">
      <Typography.Text>{one.number || t("hotline.withheld")}</Typography.Text>
      {one.place && <Typography.Text type="secondary">{one.place}</Typography.Text>}
      {one.elsewhere && <Tag color="warning">{t("hotline.elsewhere")}</Tag>}
    </Flex>
  );
}

/** What is said where a list is empty, dark enough to read. */
export function Nothing({ said }: { said: string }) {
  return <Typography.Text type="secondary">{said}</Typography.Text>;
}

export function StateMark({ one }: { one: Call }) {
  const { t } = useTranslation();
  if (one.missed) return <Tag color="error">{t("hotline.missed")}</Tag>;
  return <Tag color={one.state === "ended" ? "default" : "processing"}>{t(one.outgoing && one.state === "ended" ? "hotline.outgoing" : `hotline.state.${one.state}`)}</Tag>;
}
