/** My record: the term, what was done and why, my papers, who looked and why. */
import { Button, Collapse, Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../kit/api.ts";
import { sayCode } from "../kit/code.ts";
import { Shown } from "../kit/states.tsx";
import { Card } from "./card.tsx";
import { useRecord } from "./read.ts";
import { Anomalies } from "./record/anomalies.tsx";
import { Measures } from "./record/measures.tsx";
import { Plan } from "./record/plan.tsx";
import { Questions } from "./record/questions.tsx";

import { Positioning } from "./record/positioning.tsx";
import { Views } from "./record/views.tsx";
import { sayDay } from "./say.ts";
import { TermFacts } from "./term.tsx";
import { Title } from "./title.tsx";

const FIRST = 5;

function Act({ one }: { one: Api<"OwnAct"> }) {
  const { t, i18n } = useTranslation();
  const who = one.by === "staff" ? one.author : t(`own.by.${one.by}`);
  return (
    <li className="own-item">
      <strong>{sayCode(t, "act", one.kind)}</strong>{" "}
      {one.corrected && <Tag>{t("own.act.corrected")}</Tag>}
      <div className="own-soft">{sayDay(one.on, i18n.language)} · {who}</div>
      {one.reasons && <p className="own-words">{t("own.act.reasons")}{one.reasons}</p>}
      {one.paper && <Download id={one.paper} />}
    </li>
  );
}

function Download({ id }: { id: string }) {
  const { t } = useTranslation();
  return <a href={`/own/api/papers/${id}`} download>{t("own.paper.get")}</a>;
}

function Paper({ one }: { one: Api<"OwnPaper"> }) {
  const { t, i18n } = useTranslation();
  return (
    <li className="own-item">
      <strong>{one.title}</strong> {one.void && <Tag color="warning">{t("own.paper.void")}</Tag>}
      <div className="own-soft">{one.number}</div>
      <div className="own-soft">
        {t(one.served_on ? "own.paper.served" : "own.paper.issued", { day: sayDay(one.served_on ?? one.issued_on, i18n.language) })}
      </div>
      <Download id={one.id} />
    </li>
  );
}

/** The newest few, and the rest behind one button. */
function Some<T>({ all, none, draw }: { all: T[]; none: string; draw: (one: T, at: number) => React.ReactNode }) {
  const { t } = useTranslation();
  if (all.length === 0) return <p className="own-words">{none}</p>;
  const rest = all.slice(FIRST);
  return (
    <>
      <ul className="own-list">{all.slice(0, FIRST).map(draw)}</ul>
      {rest.length > 0 && (
        <Collapse ghost items={[{ key: "rest", label: t("own.more", { n: rest.length }), children: <ul className="own-list">{rest.map(draw)}</ul> }]} />
      )}
    </>
  );
}

export default function Record() {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.place.record")}</Title>
      <Shown read={useRecord()}>
        {(record) => (
          <Flex vertical gap="middle">
            <Card title={t("own.term")}><TermFacts term={record.term} /></Card>
            {record.plan && <Plan plan={record.plan} />}
            <Measures />
            <Card title={t("own.acts")}>
              <Some all={record.acts} none={t("own.acts.none")} draw={(one, at) => <Act key={`${one.kind} ${one.on} ${at}`} one={one} />} />
            </Card>
            <Card title={t("own.papers")}>
              <Some all={record.papers} none={t("own.papers.none")} draw={(one) => <Paper key={one.id} one={one} />} />
            </Card>
            <Questions all={record.alerts} />
            <Anomalies all={record.anomalies} />
            <Positioning orders={record.positioning} looks={record.looks} />
            <Views views={record.views} />
          </Flex>
        )}
      </Shown>
      <Button block onClick={() => window.scrollTo({ top: 0 })}>{t("own.top")}</Button>
    </Flex>
  );
}
