/** No correction is running any more: the page is closed, and help is offered. */
import { Button, Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Heading } from "../kit/heading.tsx";
import { machine } from "./arrive.ts";
import { Card } from "./card.tsx";

export default function Closed() {
  const { t } = useTranslation();
  const back = machine();
  return (
    <Flex vertical gap="middle">
      <Heading tab={t("own.name")}>{t("own.closed")}</Heading>
      <Card title={t("own.closed.title")}>
        <p className="own-words">{t("own.closed.text")}</p>
      </Card>
      <Card title={t("own.closed.help")} actions={<Button block href="tel:12348">{t("own.call.12348")}</Button>}>
        <p className="own-words">{t("own.closed.help.text")}</p>
      </Card>
      <Typography.Paragraph type="secondary">{t("own.closed.papers")}</Typography.Paragraph>
      {back && <Button block type="primary" href={back}>{t("own.back.machine")}</Button>}
    </Flex>
  );
}
