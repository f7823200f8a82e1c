/** One alert: what it asks, on what it rests, by which rule, and what a human said. */
import { Descriptions, Drawer, Flex, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useAreaName } from "../../kit/area.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { Answer, Outcome, Take } from "./answering.tsx";
import { Evidence } from "./evidence.tsx";
import { History } from "./history.tsx";
import { Mark } from "./mark.tsx";
import { type Record, useAlert } from "./use.ts";

function ByRule({ one }: { one: Record }) {
  const { t, i18n } = useTranslation();
  const { title_zh, title_en, hours, source, to_confirm } = one.by_rule;
  return (
    <>
      {i18n.language.startsWith("zh") ? title_zh : title_en}<br />
      {t("alert.version", { n: one.rule_version, hours })} · {source} {to_confirm && <Tag>{t("alert.confirm")}</Tag>}
    </>
  );
}

function Facts({ one }: { one: Record }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const person = one.person && <Link style={{ textDecoration: "underline" }} to={`/people/${one.person.id}`}>{one.person.name}</Link>;
  return (
    <Descriptions size="small" bordered column={1} styles={{ label: { whiteSpace: "nowrap" } }} items={[
      { key: "state", label: t("alert.state"), children: <Mark one={one} /> },
      ...(person ? [{ key: "person", label: t("alert.person"), children: person }] : []),
      { key: "office", label: t("alert.office"), children: area(one.office) },
      { key: "duty", label: t("alert.duty"), children: one.on_duty || t("alert.duty.any") },
      ...(one.outcome ? [] : [{ key: "deadline", label: t("alert.deadline"), children: <When at={one.deadline} /> }]),
      { key: "rule", label: t("alert.by.rule"), children: <ByRule one={one} /> },
    ]} />
  );
}

export function Opened({ id, show }: { id: string; show: (id: string | null) => void }) {
  const { t } = useTranslation();
  const read = useAlert(id);
  const [changes, city] = [useMay("change_people"), useMay("decide_city")];
  const title = read.data ? t(`alert.rule.${read.data.rule}`) : t("alert.title");
  return (
    <Drawer open onClose={() => show(null)} size={560} title={title} styles={{ wrapper: { maxWidth: "100vw" } }}>
      <Shown read={read}>
        {(one) => (
          <Flex vertical gap={16}>
            <Facts one={one} />
            <Evidence one={one} />
            <Outcome one={one} />
            {!one.outcome && (changes || city) && <><Take one={one} /><Answer one={one} /></>}
            <History one={one} />
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}
