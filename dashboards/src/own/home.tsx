/** The first page: what is next, one thing on a card. */
import { Flex } from "antd";
import { useTranslation } from "react-i18next";
import { Heading } from "../kit/heading.tsx";
import { useSelf } from "./session.tsx";

export default function Home() {
  const { t } = useTranslation();
  const me = useSelf();
  return (
    <Flex vertical gap="middle">
      <Heading tab={t("own.name")}>{t("own.hello", { name: me.name })}</Heading>
    </Flex>
  );
}
