/** Who asked, when, and where it belongs; who may be the same person. */
import { Button, Card, Empty, Flex, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { Facts } from "../../kit/facts.tsx";
import { When } from "../../kit/when.tsx";
import { OneLine } from "./dialogs.tsx";
import { Party, Verdict } from "./links.tsx";
import { NextMark } from "./marks.tsx";
import type { Record } from "./use.ts";

export function About({ one }: { one: Record }) {
  const { t } = useTranslation();
  const area = useAreaName();
  return (
    <Facts title={t("matter.who")} columns={1} facts={[
      [t("matter.who"), one.party ? <Party one={one.party} /> : `${t("matter.nobody")} · ${t(`matter.channel.${one.channel}`)}`],
      [t("matter.area"), area(one.township ?? one.area)],
      [t("matter.owner"), one.owner || t("matter.owner.none")],
      [t("matter.first"), one.first_owner || "—"],
      [t("matter.opened"), <When at={one.opened_at} />],
      one.answered_at ? [t("matter.answered"), <When at={one.answered_at} />] : [t("matter.answer_by"), <When at={one.answer_by} />],
      one.closed_at ? [t("matter.closed"), <When at={one.closed_at} />] : one.close_by ? [t("matter.close_by"), <When at={one.close_by} />] : null,
    ]} />
  );
}

export function Links({ one }: { one: Record }) {
  const { t } = useTranslation();
  const [offering, setOffering] = useState(false);
  if (!one.party) return null;
  return (
    <Card size="small" title={t("matter.tab.links")} extra={<Button size="small" type="link" onClick={() => setOffering(true)}>{t("link.offer")}</Button>}>
      {one.links.length === 0 && <Typography.Text type="secondary">{t("link.none")}</Typography.Text>}
      <Flex vertical gap={8}>
        {one.links.map((link) => {
          const other = link.one.id === one.party?.id ? link.other : link.one;
          return <Flex key={other.id} wrap gap={8} align="center" justify="space-between"><Party one={other} /><Typography.Text type="secondary">{t(`link.${link.reason}`)}</Typography.Text><Verdict one={link} /></Flex>;
        })}
      </Flex>
      {offering && (
        <OneLine one={one} title={t("link.offer")} label={t("link.offer.number")} pattern={/^\d{4}-\d{6,12}$/} close={() => setOffering(false)}
          send={(number) => answer(api.POST("/api/matters/{matter}/links", { params: { path: { matter: one.id } }, body: { number } }))} />
      )}
    </Card>
  );
}

export function History({ one }: { one: Record }) {
  const { t } = useTranslation();
  if (!one.party) return null;
  return (
    <Card size="small" title={t("matter.history")}>
      {one.history.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("matter.history.none")} />}
      <Flex vertical gap={8}>
        {one.history.map((line) => (
          <Flex key={line.id} wrap gap={8} justify="space-between">
            <Link to={`/matters/${line.id}`} style={{ textDecoration: "underline" }}>{line.number} {t(`matter.kind.${line.kind}`)}</Link>
            <NextMark one={line} />
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}
