/** The minutes as a line and as a table, and what the box told of the session. */
import { Collapse, Flex, Table, Typography } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Word } from "../../words/index.ts";
import { all } from "../../words/index.ts";
import { HeadsChart } from "./chart.tsx";
import { clock, type Session } from "./use.ts";

function useChart(one: Session) {
  const { t } = useTranslation();
  const [heads, seen] = [t("session.heads"), t("session.chart.seen")];
  const told = JSON.stringify(one.minutes);
  // drawn again only when a minute has come, not with every reading
  return useMemo(() => {
    const minutes = JSON.parse(told) as Session["minutes"];
    return { labels: minutes.map(({ minute }) => clock(minute)), heads: minutes.map((each) => each.heads), seen: one.seen, words: [heads, seen] as [string, string] };
  }, [told, one.seen, heads, seen]);
}

function Minutes({ one }: { one: Session }) {
  const { t } = useTranslation();
  const columns = [
    { title: t("session.minute"), render: (_: unknown, each: Session["minutes"][number]) => clock(each.minute) },
    { title: t("session.heads"), render: (_: unknown, each: Session["minutes"][number]) => each.heads ?? t("session.minute.unknown") },
  ];
  const table = <Table size="small" rowKey="minute" columns={columns} dataSource={one.minutes} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }} />;
  return <Collapse size="small" ghost items={[{ key: "minutes", label: t("session.chart"), children: table }]} />;
}

export function Heads({ one }: { one: Session }) {
  const { t } = useTranslation();
  const chart = useChart(one);
  return (
    <section>
      <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t("session.chart")}</Typography.Title>
      <Typography.Text type="secondary">{t("session.figures.about")}</Typography.Text>
      {one.minutes.length ? <><HeadsChart {...chart} /><Minutes one={one} /></> : <p>{t("session.chart.none")}</p>}
    </section>
  );
}

/** A code of the box in words, or as it is. */
function sayWhy(t: (word: Word) => string, why: string): string {
  const word = `session.why.${why}`;
  return word in all ? t(word as Word) : why;
}

export function Log({ one }: { one: Session }) {
  const { t } = useTranslation();
  if (!one.facts.length) return null;
  return (
    <section>
      <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t("session.log")}</Typography.Title>
      <Flex vertical component="ul" style={{ margin: 0, paddingInlineStart: 20 }}>
        {one.facts.map(({ at, phase, why }) => (
          <li key={`${at} ${phase} ${why}`}>{clock(at)} {t(why === "sound" ? "session.fact.mute" : `session.fact.${phase}`)} {why && <Typography.Text type="secondary">{sayWhy(t, why)}</Typography.Text>}</li>
        ))}
      </Flex>
    </section>
  );
}
