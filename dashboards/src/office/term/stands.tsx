/** How a term stands: state, sentence, days, what lies over it, and its versions. */
import { Card, Collapse, Space, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { sayCode } from "../../kit/code.ts";
import { Facts } from "../../kit/facts.tsx";
import { When } from "../../kit/when.tsx";
import type { TermRecord } from "./steps.ts";

type Term = NonNullable<TermRecord["term"]>;
type Version = Term["versions"][number];
const SHOWN = [
  "state", "category", "ends_on", "overlays", "received_on", "declared_on", "offence", "sentence", "court",
  "judgment_no", "judged_on", "effective_on", "starts_on", "report_by", "ended_on", "end_reason",
] as const;
const KINDS: Record<string, string> = { state: "state", category: "category", sentence: "sentence", overlays: "overlay", end_reason: "end" };
const LABELS: Record<string, string> = { state: "term.state", end_reason: "term.field.reason" };

function Ended({ term }: { term: Term }) {
  const { t } = useTranslation();
  return <>{term.ended_on} {term.end_reason && sayCode(t, "end", term.end_reason)}</>;
}

function State({ term }: { term: Term }) {
  const { t } = useTranslation();
  return (
    <Space wrap size={4}>
      <Tag color={term.ended_on ? "default" : "processing"}>{t(`state.${term.state}`)}</Tag>
      {term.overlays.map((one) => <Tag key={one} color="warning">{t(`overlay.${one}`)}</Tag>)}
    </Space>
  );
}

function ReportBy({ term }: { term: Term }) {
  const { t } = useTranslation();
  const tag = term.late_days > 0
    ? <Tag color="warning">{t("term.late", { days: term.late_days })}</Tag>
    : <Tag>{t("term.in_time")}</Tag>;
  return <Space>{term.report_by}{tag}</Space>;
}

/** What a version changed against the one before, in words. */
function useDifference(): (one: Version, before: Version | undefined) => string {
  const { t } = useTranslation();
  function say(key: string, value: unknown): string {
    if (Array.isArray(value)) return value.map((each) => say(key, each)).join("、") || t("word.none");
    return typeof value === "string" ? sayCode(t, KINDS[key] ?? "", value) : t("word.none");
  }
  return (one, before) =>
    SHOWN.filter((key) => JSON.stringify(one.stood[key] ?? []) !== JSON.stringify(before?.stood[key] ?? []))
      .map((key) => `${t((LABELS[key] ?? `term.${key}`) as "term.state")}：${say(key, one.stood[key])}`)
      .join("；");
}

function Versions({ term }: { term: Term }) {
  const { t } = useTranslation();
  const difference = useDifference();
  const rows = term.versions.map((one, at) => ({ ...one, changed: difference(one, term.versions[at - 1]) })).reverse();
  const table = (
    <Table
      size="small"
      rowKey="version"
      pagination={false}
      dataSource={rows}
      columns={[
        { title: t("term.versions"), dataIndex: "version", render: (version: number) => t("term.version", { version }), width: 90 },
        { title: t("term.field.on"), render: (_, one) => <When at={one.at} />, width: 190 },
        { title: t("term.changed"), dataIndex: "changed" },
      ]}
    />
  );
  return <Card size="small" styles={{ body: { padding: 0 } }}><Collapse ghost size="small" items={[{ key: "v", label: t("term.versions"), children: table }]} /></Card>;
}

export function Stands({ term }: { term: Term }) {
  const { t } = useTranslation();
  return (
    <>
      <Facts
        title={t("term.title")}
        facts={[
          [t("term.state"), <State key="state" term={term} />],
          [t("term.category"), term.category ? `${sayCode(t, "category", term.category)} ${term.category_on ?? ""}` : t("term.not_yet")],
          [t("term.sentence"), t(`sentence.${term.sentence}`)],
          [t("term.offence"), term.offence],
          [t("term.court"), term.court],
          [t("term.judgment_no"), term.judgment_no],
          [t("term.starts_on"), term.starts_on],
          [t("term.ends_on"), <strong key="ends">{term.ends_on}</strong>],
          [t("term.report_by"), <ReportBy key="by" term={term} />],
          [t("term.received_on"), term.received_on ?? t("term.not_yet")],
          [t("term.declared_on"), term.declared_on ?? t("term.not_yet")],
          term.ended_on !== null && [t("term.ended_on"), <Ended key="ended" term={term} />],
        ]}
      />
      <Versions term={term} />
    </>
  );
}
