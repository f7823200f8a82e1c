/** What was asked about me, and what a human found, in words. */
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../../kit/api.ts";
import { sayEvidence } from "../../office/alert/say.ts";
import { Card } from "../card.tsx";
import { sayMoment } from "../say.ts";

type One = Api<"OwnAlert">;

function Stand({ one }: { one: One }) {
  const { t } = useTranslation();
  if (one.outcome) return <Tag>{t(`alert.outcome.${one.outcome}`)}</Tag>;
  return <Tag>{t(one.explained_by ? "own.question.explained" : "own.question.open")}</Tag>;
}

export function Questions({ all }: { all: One[] }) {
  const { t, i18n } = useTranslation();
  if (all.length === 0) return null;
  return (
    <Card title={t("own.questions")}>
      <p className="own-words">{t("own.questions.text")}</p>
      <ul className="own-list">
        {all.map((one) => (
          <li className="own-item" key={`${one.rule} ${one.since}`}>
            <strong>{t(`alert.rule.${one.rule}`)}</strong> <Stand one={one} />
            <div className="own-soft">{sayMoment(one.since, i18n.language)}</div>
            {one.evidence.map((line, at) => <p className="own-words" key={at}>{sayEvidence(t, line)}</p>)}
            {one.cleared_at && <div className="own-soft">{t("alert.cleared")}</div>}
            {one.words && <p className="own-words">{t("own.question.found", { name: one.outcome_by })}：{one.words}</p>}
            <div className="own-soft">{t("alert.by.rule")}：{t("own.question.version", { n: one.rule_version })}</div>
          </li>
        ))}
      </ul>
      <Link to="/own/complaint">{t("own.question.object")}</Link>
    </Card>
  );
}
