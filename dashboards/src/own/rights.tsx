/** The rights card: what everybody under correction may do, in plain words. */
import { Button, Flex } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Call } from "./call.tsx";
import { Card } from "./card.tsx";
import { Title } from "./title.tsx";

const RIGHTS = ["dignity", "work", "reasons", "object", "look", "complain", "aid", "help"] as const;

export default function Rights() {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.rights.title")}</Title>
      <Card
        title={t("own.rights.complain")}
        actions={
          <>
            <Link to="/own/complaint"><Button type="primary" block>{t("own.complaint.go")}</Button></Link>
            <Call number="12309" />
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
            <Call number="12348" />
          </>
        }
      >
        <p className="own-words">{t("own.help.text")}</p>
      </Card>
    </Flex>
  );
}
