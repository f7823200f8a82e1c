/** What was unusual under the orders of positioning, with its numbers, until a human said what it was. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Flex, Segmented, Space, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { useMay } from "../kit/session.tsx";
import { useTownshipName } from "../kit/townships.ts";
import { When } from "../kit/when.tsx";
import { fourFour } from "../kit/write.ts";
import { AnomalyForm } from "./position/anomaly.tsx";
import { useOddWords } from "./position/odd.ts";

type Anomaly = Api<"AnomalyItem">;
const STANDS = ["waiting", "answered", "all"] as const;
type Stand = (typeof STANDS)[number];

function Who({ one }: { one: Anomaly }) {
  const town = useTownshipName();
  return (
    <Flex vertical>
      <Link to={`/people/${one.person.id}?part=positioning`}>{one.person.name}</Link>
      <Typography.Text type="secondary">{fourFour(one.person.number)}<br />{town(one.person.township)}</Typography.Text>
    </Flex>
  );
}

/** The reason in words a person can check, with its numbers. */
function Reason({ one }: { one: Anomaly }) {
  const { title, text } = useOddWords()(one);
  return <div style={{ minWidth: 190, maxWidth: 480, whiteSpace: "normal" }}>{one.day} {title}<br /><Typography.Text type="secondary">{text}</Typography.Text></div>;
}

function Answered({ one }: { one: Anomaly }) {
  const { t } = useTranslation();
  return (
    <Flex vertical>
      <span><Tag>{t(`anomaly.outcome.${one.outcome ?? "explained"}`)}</Tag>{one.words}</span>
      {one.answered_at && <Typography.Text type="secondary">{one.answered_by} · <When at={one.answered_at} /></Typography.Text>}
    </Flex>
  );
}

function useColumns(say: (one: Anomaly) => void): TableColumnsType<Anomaly> {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const track = (one: Anomaly) => `/people/${one.person.id}/trajectory/${one.order}?from=${one.from_on}&until=${one.until_on}&day=${one.day}`;
  return [
    { title: t("pos.person"), render: (_, one) => <Who one={one} /> },
    { title: t("track.odd"), render: (_, one) => <Reason one={one} /> },
    {
      title: t("anomaly.answer"),
      render: (_, one) => one.outcome ? <Answered one={one} /> : (
        <Space wrap size={4}>
          <Link to={track(one)}>{t("pos.trajectory")}</Link>
          {may && <Button size="small" onClick={() => say(one)}>{t("anomaly.say")}</Button>}
        </Space>
      ),
    },
  ];
}

export default function JudgementPage() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const [saying, say] = useState<Anomaly>();
  const { page, size } = usePaging();
  const stand = STANDS.find((one) => one === query.get("stand")) ?? "waiting";
  const read = useQuery({
    queryKey: ["anomalies", stand, page, size],
    queryFn: () => answer(api.GET("/api/anomalies", { params: { query: { stand, page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("menu.judgement")} />
        <Segmented<Stand> aria-label={t("alert.state")} value={stand} onChange={(value) => setQuery({ stand: value }, { replace: true })}
          options={STANDS.map((value) => ({ value, label: t(`anomaly.stand.${value}`) }))} />
      </Flex>
      <Alert type="info" title={t("anomaly.text")} />
      <List read={read} columns={useColumns(say)} none={t(`anomaly.none.${stand === "waiting" ? "waiting" : "all"}`)} />
      {saying && <AnomalyForm one={saying} close={() => say(undefined)} />}
    </Flex>
  );
}
