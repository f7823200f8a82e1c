/** Am I positioned electronically, why and until when; and who looked where I was, in their words. */
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Card } from "../card.tsx";
import { sayDay, sayMoment } from "../say.ts";

function Order({ one }: { one: Api<"OwnPositioning"> }) {
  const { t, i18n } = useTranslation();
  const span = { from: sayDay(one.from_on, i18n.language), until: sayDay(one.until_on, i18n.language) };
  return (
    <li className="own-item">
      <strong>{t(`own.position.ground.${one.ground}`)}</strong> <Tag>{t(`own.position.${one.stands}`)}</Tag>
      <div>{t("own.position.span", span)}</div>
      {one.lift_why && <p className="own-words">{one.lift_why}</p>}
    </li>
  );
}

function Look({ one }: { one: Api<"OwnLook"> }) {
  const { i18n } = useTranslation();
  return (
    <li className="own-item">
      <strong>{one.name}</strong> “{one.reason}”
      <div className="own-soft">{sayMoment(one.at, i18n.language)}</div>
    </li>
  );
}

export function Positioning({ orders, looks }: { orders: Api<"OwnPositioning">[]; looks: Api<"OwnLook">[] }) {
  const { t } = useTranslation();
  if (orders.length === 0) return null;
  return (
    <Card title={t("own.position")}>
      <p className="own-words">{t("own.position.text")}</p>
      <ul className="own-list">{orders.map((one) => <Order key={`${one.from_on} ${one.stands}`} one={one} />)}</ul>
      <h3>{t("own.looks")}</h3>
      {looks.length === 0 && <p className="own-words">{t("own.looks.none")}</p>}
      <ul className="own-list">{looks.map((one) => <Look key={one.at} one={one} />)}</ul>
    </Card>
  );
}
