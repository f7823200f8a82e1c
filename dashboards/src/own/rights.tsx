/** The rights card: what everybody under correction may do, in plain words. */
import { Button, Flex } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { Card } from "./card.tsx";

const RIGHTS = ["dignity", "work", "reasons", "object", "look", "complain", "aid", "help"] as const;

export default function Rights() {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="middle">
      <Heading tab={t("own.place.rights")}>{t("own.rights.title")}</Heading>
      <Card
        title={t("own.rights.complain")}
        actions={
          <>
            <Link to="/own/complaint"><Button type="primary" block>{t("own.complaint.go")}</Button></Link>
            <Button block href="tel:12309">{t("own.call.12309")}</Button>
          </>
        }
      >
        <p className="own-words">{t("own.rights.complain.text")}</p>
      </Card>
      <Card title={t("own.rights.card")}>
        <ul>{RIGHTS.map((one) => <li key={one}>{t(`own.right.${one}`)}</li>)}</ul>
      </Card>
      <Card
        title={t("own.help.title")}
        actions={
          <>
            <Link to="/own/help"><Button block>{t("own.help.go")}</Button></Link>
            <Button block href="tel:12348">{t("own.call.12348")}</Button>
          </>
        }
      >
        <p className="own-words">{t("own.help.text")}</p>
      </Card>
    </Flex>
  );
}
