/** Requests as lines: who, what, since when and until when. */
import { Button, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { sayCode } from "../../kit/code.ts";
import { useTownshipName } from "../../kit/townships.ts";
import { When } from "../../kit/when.tsx";
import type { Approval } from "../approvals.tsx";
import { LastDay } from "../today/duty.tsx";

/** With `open` each line can be decided on; without it the lines are somebody else's to decide. */
export function useColumns(today: string, open?: (one: Approval) => void): TableColumnsType<Approval> {
  const { t } = useTranslation();
  const township = useTownshipName();
  const act: TableColumnsType<Approval> = open
    ? [{ title: t("act.actions"), render: (_, one) => <Button size="small" type="primary" onClick={() => open(one)}>{t("approval.decide")}</Button> }]
    : [{ title: t("approval.level"), render: (_, one) => t(`level.${one.level}`) }];
  return [
    {
      title: t("audit.person"),
      render: (_, one) => (
        <>
          <Link to={`/people/${one.person.id}`} style={{ textDecoration: "underline" }}>{one.person.name}</Link>{" "}
          <Typography.Text type="secondary">{township(one.person.township)}</Typography.Text>
        </>
      ),
    },
    { title: t("approval.kind"), render: (_, one) => sayCode(t, "request", one.kind) },
    { title: t("approval.until"), render: (_, one) => <LastDay clock={one.decide_by ?? null} today={today} /> },
    { title: t("approval.asked"), render: (_, one) => <When at={one.asked_at} stacked />, responsive: ["md"] },
    { title: t("approval.by"), render: (_, one) => one.asked_by || t("by.person"), responsive: ["md"] },
    ...act,
  ];
}
