/** The clocks of a move, each with the office whose duty it is. */
import { Flex, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";

export function Clocks({ clocks }: { clocks: Api<"MoveClock">[] }) {
  const { t } = useTranslation();
  const days = (one: Api<"MoveClock">) => {
    if (one.done_on) return t("clock.done.on", { day: one.done_on });
    return one.due_on ? t("clock.due.on", { day: one.due_on }) : t("clock.open");
  };
  return (
    <Flex vertical gap={2} component="ul" style={{ margin: 0, padding: 0, listStyle: "none" }}>
      {clocks.map((one) => (
        <li key={one.step}>
          {t(`step.${one.step}`)} <Typography.Text type="secondary">{t(`side.${one.side}`)} · {days(one)}</Typography.Text>{" "}
          {one.overdue && <Tag color="warning">{t("clock.over")}</Tag>}
        </li>
      ))}
    </Flex>
  );
}
