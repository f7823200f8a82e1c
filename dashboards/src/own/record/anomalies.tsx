/** What seemed unusual about my days under positioning, and what a human found. */
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { useOddWords } from "../../office/position/odd.ts";
import { Card } from "../card.tsx";

export function Anomalies({ all }: { all: Api<"OwnAnomaly">[] }) {
  const { t } = useTranslation();
  const say = useOddWords();
  if (all.length === 0) return null;
  return (
    <Card title={t("track.odd")}>
      <p className="own-words">{t("own.anomalies.text")}</p>
      <ul className="own-list">
        {all.map((one) => (
          <li className="own-item" key={`${one.day} ${one.code} ${one.first}`}>
            <strong>{one.day} {say(one).title}</strong> <Tag>{t(one.outcome ? `anomaly.outcome.${one.outcome}` : "own.question.open")}</Tag>
            <p className="own-words">{say(one).text}</p>
            {one.words && <p className="own-words">{one.words}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
