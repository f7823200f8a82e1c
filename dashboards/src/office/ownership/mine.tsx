/** What is wrong and was told to whoever is signed in, or is theirs. */
import { Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useOwed } from "../../kit/owed.tsx";
import { Things } from "./board.tsx";

export function Mine() {
  const { t } = useTranslation();
  const read = useOwed();
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("owned.mine.note")}</Typography.Text>
      <Things read={read} none={t("owned.none.mine")} />
    </Flex>
  );
}
