/** A walk through one whole term, step by step, for whoever sees the house for the first time. */
import { Card, Flex, Steps, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { type Me, type Power, useMe } from "../kit/session.tsx";
import type { Word } from "../words/index.ts";

type Role = Me["role"];

interface Stop {
  name: Word;
  text: Word;
  path: string;
  power?: Power;
  roles: readonly Role[];
}

const OFFICERS: readonly Role[] = ["officer_township", "officer_county"];
const STOPS: readonly Stop[] = [
  { name: "tour.intake", text: "tour.intake.text", path: "/intake", power: "change_people", roles: OFFICERS },
  { name: "tour.today", text: "tour.today.text", path: "/today", power: "see_people", roles: OFFICERS },
  { name: "tour.person", text: "tour.person.text", path: "/people", power: "see_people", roles: OFFICERS },
  { name: "tour.due", text: "tour.due.text", path: "/due", power: "see_people", roles: OFFICERS },
  { name: "tour.approvals", text: "tour.approvals.text", path: "/approvals", power: "decide_leave", roles: [...OFFICERS, "head_county"] },
  { name: "tour.education", text: "tour.education.text", path: "/education", power: "educate", roles: ["educator", ...OFFICERS] },
  { name: "tour.conduct", text: "tour.conduct.text", path: "/conduct", power: "see_people", roles: OFFICERS },
  { name: "tour.papers", text: "tour.papers.text", path: "/papers", power: "see_people", roles: OFFICERS },
  { name: "tour.own", text: "tour.own.text", path: "/own", roles: [] },
  { name: "tour.inspection", text: "tour.inspection.text", path: "/inspection", power: "inspect", roles: ["prosecutor"] },
  { name: "tour.statistics", text: "tour.statistics.text", path: "/statistics", power: "see_statistics", roles: [...OFFICERS, "head_county"] },
  { name: "tour.rules", text: "tour.rules.text", path: "/rules", power: "see_rules", roles: [...OFFICERS, "administrator"] },
  { name: "tour.audit", text: "tour.audit.text", path: "/audit", power: "see_audit", roles: ["supervisor_city", "administrator"] },
];

function Way({ stop }: { stop: Stop }) {
  const { t } = useTranslation();
  const { powers } = useMe();
  if (!stop.power || powers.includes(stop.power)) {
    return <Link to={stop.path} aria-label={`${t("tour.open")} ${t(stop.name)}`}>{t("tour.open")}</Link>;
  }
  const roles = stop.roles.map((role) => t(`role.${role}`)).join("、");
  return <Typography.Text type="secondary">{t("tour.who", { roles })}</Typography.Text>;
}

export default function Tour() {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="middle">
      <Heading tab={t("tour.title")} />
      <Typography.Text>{t("tour.text")}</Typography.Text>
      <Card size="small">
        <Steps
          orientation="vertical"
          current={STOPS.length}
          status="process"
          items={STOPS.map((stop) => ({
            title: t(stop.name),
            status: "process",
            content: (
              <Flex vertical gap={4} style={{ paddingBottom: 12 }}>
                <span>{t(stop.text)}</span>
                <Way stop={stop} />
              </Flex>
            ),
          }))}
        />
      </Card>
    </Flex>
  );
}
