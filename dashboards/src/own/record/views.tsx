/** Who looked at my record or worked on it, and why. */
import { Collapse } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { sayCode } from "../../kit/code.ts";
import { Card } from "../card.tsx";
import { sayMoment } from "../say.ts";

type One = Api<"OwnView">;
const FIRST = 5;

function List({ views }: { views: One[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className="own-list">
      {views.map((one, at) => (
        <li className="own-item" key={`${one.at} ${one.action} ${at}`}>
          <strong>{one.name || t("own.by.self")}</strong> {sayCode(t, "action", one.action)}
          {one.reason && <div>{t("own.view.why")}{t(`reason.${one.reason}`)}</div>}
          <div className="own-soft">{sayMoment(one.at, i18n.language)}</div>
        </li>
      ))}
    </ul>
  );
}

export function Views({ views }: { views: One[] }) {
  const { t } = useTranslation();
  const rest = views.slice(FIRST);
  return (
    <Card title={t("own.views")}>
      <p className="own-words">{t("own.views.text")}</p>
      <List views={views.slice(0, FIRST)} />
      {rest.length > 0 && (
        <Collapse ghost items={[{ key: "rest", label: t("own.more", { n: rest.length }), children: <List views={rest} /> }]} />
      )}
    </Card>
  );
}
