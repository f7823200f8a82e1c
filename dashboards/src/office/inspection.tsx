/** The prosecutor's seat: read everything of the area, draw by lot, write opinions. */
import { Flex, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { InspectedComplaints, InspectedOpinions } from "./oversight/inspected.tsx";
import { Overdue } from "./oversight/overdue.tsx";
import { InspectedPeople } from "./oversight/people.tsx";
import { Draw } from "./oversight/sample.tsx";

const TABS = {
  people: InspectedPeople,
  sample: Draw,
  overdue: Overdue,
  complaints: InspectedComplaints,
  opinions: InspectedOpinions,
} as const;
type Tab = keyof typeof TABS;

export default function Inspection() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const asked = query.get("tab") ?? "people";
  const tab: Tab = asked in TABS ? (asked as Tab) : "people";
  const items = (Object.keys(TABS) as Tab[]).map((key) => {
    const Part = TABS[key];
    return { key, label: t(`inspection.${key}`), children: <Part />, destroyOnHidden: true };
  });
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("inspection.title")} />
      <Typography.Text type="secondary">{t("inspection.note")}</Typography.Text>
      <Tabs activeKey={tab} items={items} onChange={(key) => setQuery({ tab: key })} />
    </Flex>
  );
}
