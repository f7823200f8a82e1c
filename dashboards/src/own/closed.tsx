/** No correction is running any more: the page is closed, and help is offered. */
import { Button, Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { machine } from "./arrive.ts";
import { Call } from "./call.tsx";
import { Card } from "./card.tsx";
import { Title } from "./title.tsx";

export default function Closed() {
  const { t } = useTranslation();
  const back = machine();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.closed")}</Title>
      <Card title={t("own.closed.title")}>
        <p className="own-words">{t("own.closed.text")}</p>
      </Card>
      <Card title={t("own.closed.help")} actions={<Call number="12348" />}>
        <p className="own-words">{t("own.closed.help.text")}</p>
      </Card>
      <Typography.Paragraph type="secondary">{t("own.closed.papers")}</Typography.Paragraph>
      {back && <Button block type="primary" href={back}>{t("own.back.machine")}</Button>}
    </Flex>
  );
}
