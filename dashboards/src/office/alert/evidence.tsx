/** What an alert rests on, in words, and what explains it. */
import { Alert as Note, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../../kit/session.tsx";
import { placeOf, sayEvidence } from "./say.ts";
import type { Record } from "./use.ts";

const PARTS: { [why: string]: string } = { leave: "leave", travel: "leave", ban_entry: "ban_entry" };

function Explained({ one }: { one: Record }) {
  const { t } = useTranslation();
  const part = PARTS[one.explained_by] ?? "reporting";
  const words = t("alert.explained", { why: t(`excluded.${one.explained_by}` as "excluded.leave") });
  const link = one.person && <Link style={{ textDecoration: "underline" }} to={`/people/${one.person.id}?part=${part}`}>{t("alert.explained.open")}</Link>;
  return <Note type="info" showIcon style={{ marginTop: 8 }} title={words} description={link} />;
}

export function Evidence({ one }: { one: Record }) {
  const { t } = useTranslation();
  const sees = useMay("see_people");
  return (
    <div>
      <Typography.Title level={2} style={{ fontSize: 15 }}>{t("alert.evidence")}</Typography.Title>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {one.evidence.map((line, at) => {
          const place = sees || line["device"] ? placeOf(line) : null;
          return <li key={at}>{sayEvidence(t, line)} {place && <Link style={{ textDecoration: "underline" }} to={place}>{t("alert.look")}</Link>}</li>;
        })}
      </ul>
      {one.explained_by && <Explained one={one} />}
      {one.escalated.length > 0 && <Note type="info" style={{ marginTop: 8 }} title={t("alert.escalated", { n: one.escalated.length })} description={<Link style={{ textDecoration: "underline" }} to={`/alerts?tab=office&stand=all&id=${one.escalated[0]}`}>{t("alert.look")}</Link>} />}
    </div>
  );
}
