/** Permits to travel often, for work or care. */
import { useTranslation } from "react-i18next";
import { useState } from "react";
import { Button, Tag } from "antd";
import { Card, Lines } from "../card.tsx";
import { useTravels } from "../read.ts";
import { sayDay } from "../say.ts";
import { AskTravel } from "./travelform.tsx";

export function Travels() {
  const { t, i18n } = useTranslation();
  const all = useTravels().data ?? [];
  const [asking, setAsking] = useState(false);
  if (asking) return <AskTravel close={() => setAsking(false)} />;
  return (
    <Card title={t("own.travel")} actions={<Button block onClick={() => setAsking(true)}>{t("own.travel.new")}</Button>}>
      <p className="own-words">{t("own.travel.text")}</p>
      {all.map((one) => (
        <div key={one.id}>
          <strong>{one.places}</strong> <Tag>{t(`own.travel.${one.state}`)}</Tag>
          <Lines lines={[
            [t("own.leave.from"), sayDay(one.from_on, i18n.language)],
            [t("own.leave.to"), sayDay(one.ended_on ?? one.until_on, i18n.language)],
            [t("own.travel.often"), one.frequency],
          ]} />
        </div>
      ))}
    </Card>
  );
}
