/** What was made for a term: the group, the plan, the declaration; and the person's particulars. */
import { Card, Flex, Table, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Facts } from "../../kit/facts.tsx";
import type { TermRecord } from "./steps.ts";

type Term = NonNullable<TermRecord["term"]>;

function Group({ term }: { term: Term }) {
  const { t } = useTranslation();
  const { group } = term;
  return (
    <Card size="small" title={t("term.group")} extra={group && t("term.version", { version: group.version })}>
      {group ? (
        <Table
          size="small"
          rowKey={(one) => `${one.name} ${one.role}`}
          pagination={false}
          dataSource={group.members}
          columns={[
            { title: t("term.field.name"), dataIndex: "name" },
            { title: t("term.field.role"), render: (_, one) => t(`member.${one.role}`) },
            { title: t("term.field.gender"), render: (_, one) => t(`gender.${one.gender}`), responsive: ["md"] },
            { title: t("term.field.duty"), dataIndex: "duty" },
            { title: t("term.field.phone"), dataIndex: "phone", responsive: ["md"] },
            { title: t("term.field.specialist"), render: (_, one) => (one.specialist ? t("word.yes") : ""), responsive: ["md"] },
          ]}
        />
      ) : <Typography.Text type="secondary">{t("term.not_yet")}</Typography.Text>}
    </Card>
  );
}

function Plan({ term }: { term: Term }) {
  const { t } = useTranslation();
  const { plan } = term;
  if (!plan) return null;
  const title = `${t("term.plan")} · ${t("term.version", { version: plan.version })}`;
  return (
    <Facts
      title={title}
      columns={1}
      facts={[
        plan.reason !== "" && [t("term.field.why"), plan.reason],
        [t("term.field.assessment"), plan.assessment],
        [t("term.field.supervision"), plan.supervision.join("；")],
        [t("term.goals"), plan.goals.map((one) => `${one.need} → ${one.measure}（${one.by_whom}）`).join("；")],
        [t("term.field.person_says"), plan.person_says],
        [t("term.field.review_on"), plan.review_on],
      ]}
    />
  );
}

function Declaration({ term }: { term: Term }) {
  const { t } = useTranslation();
  const { declaration: one } = term;
  if (!one) return null;
  const there = one.attendance.map((each) => (
    <Tag key={`${each.name} ${each.role}`} style={{ margin: 0, whiteSpace: "normal" }} color={each.present ? "success" : "default"}>
      {each.name} · {t(`member.${each.role}`)} {!each.present && `（${t("word.no")}${each.note && ` · ${each.note}`}）`}
    </Tag>
  ));
  return (
    <Facts
      title={t("term.declare")}
      facts={[
        [t("term.field.on"), one.declared_on],
        [t("term.field.place"), `${one.place} · ${t(`mode.${one.mode}`)}`],
        [t("term.led_by"), one.led_by],
        [t("term.field.open"), t(one.open ? "word.yes" : "word.no")],
        one.guardian !== "" && [t("term.field.guardian"), one.guardian],
        [t("term.field.present"), <Flex key="there" wrap gap={4}>{there}</Flex>],
      ]}
    />
  );
}

function Particulars({ record }: { record: TermRecord }) {
  const { t } = useTranslation();
  const { particulars } = record;
  if (!particulars) return null;
  const names = ["phone", "address", "registered_home", "work", "family", "health", "guardian", "guardian_phone"] as const;
  return (
    <Facts
      title={`${t("term.particulars")} · ${t("term.version", { version: particulars.version })} · ${particulars.from_on}`}
      facts={names.map((name) => [t(`term.field.${name}`), particulars[name] || t("word.none")])}
    />
  );
}

export function Made({ record }: { record: TermRecord }) {
  return (
    <>
      {record.term && <Group term={record.term} />}
      {record.term && <Plan term={record.term} />}
      {record.term && <Declaration term={record.term} />}
      <Particulars record={record} />
    </>
  );
}
