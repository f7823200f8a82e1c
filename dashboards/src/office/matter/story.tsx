/** What was done, the oldest first; what whoever asked does not read is marked. */
import { Card, Tag, Timeline, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import type { Word } from "../../words/index.ts";
import { When } from "../../kit/when.tsx";
import type { Record } from "./use.ts";

function Line({ act }: { act: Api<"MatterAct"> }) {
  const { t } = useTranslation();
  const by = act.by || t(act.by_party ? "matter.by.party" : "matter.by.clock");
  return (
    <>
      <strong>{t(`matter.act.${act.code}` as Word)}</strong>{" "}
      {!act.public && <Tag>{t("matter.inside")}</Tag>}
      <Typography.Text type="secondary">{by} · <When at={act.at} /></Typography.Text>
      {act.said && <Typography.Paragraph style={{ whiteSpace: "pre-wrap", margin: 0 }}>{act.said}</Typography.Paragraph>}
    </>
  );
}

export function Story({ one }: { one: Record }) {
  const { t } = useTranslation();
  const items = one.acts.map((act, at) => ({
    key: at,
    color: act.by_party ? "green" : act.public ? "blue" : "gray",
    content: <Line act={act} />,
  }));
  return <Card size="small" title={t("matter.story")}><Timeline items={items} style={{ marginTop: 8 }} /></Card>;
}
