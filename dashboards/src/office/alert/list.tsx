/** Alerts of one direction, what is open and late first. */
import { Button, Flex, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useAreaName } from "../../kit/area.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { duration, type Lang } from "../../kit/time.ts";
import { useNow, When } from "../../kit/when.tsx";
import { Filters, useWish } from "./filters.tsx";
import { Mark } from "./mark.tsx";
import { Opened } from "./opened.tsx";
import { type About, type Alert, useAlerts } from "./use.ts";

/** How long it has lain, or lay until somebody answered. */
function Age({ one }: { one: Alert }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const until = one.outcome_at ? Date.parse(one.outcome_at) : now;
  return <>{duration((until - Date.parse(one.raised_at)) / 1000, i18n.language as Lang)}</>;
}

function useColumns(about: About, show: (id: string) => void): TableColumnsType<Alert> {
  const { t } = useTranslation();
  const area = useAreaName();
  return [
    {
      title: t("alert.rule"),
      render: (_, one) => (
        <>
          <Button type="link" style={{ padding: 0, height: "auto", textDecoration: "underline" }} onClick={() => show(one.id)}>{t(`alert.rule.${one.rule}`)}</Button>
          {one.person && <><br />{one.person.name} <Typography.Text type="secondary">{one.person.number}</Typography.Text></>}
        </>
      ),
    },
    { title: t("alert.state"), render: (_, one) => <Mark one={one} /> },
    { title: t("alert.deadline"), render: (_, one) => (one.outcome ? "–" : <When at={one.deadline} stacked />) },
    { title: t("alert.age"), render: (_, one) => <Age one={one} />, responsive: ["sm"] },
    { title: t("alert.office"), render: (_, one) => area(one.office), responsive: ["md"] },
    { title: t("alert.duty"), render: (_, one) => one.on_duty || t("alert.duty.any"), responsive: ["lg"] },
    ...(about === "person" ? [{ title: t("alert.since"), render: (_: unknown, one: Alert) => <When at={one.since} stacked />, responsive: ["lg" as const] }] : []),
  ];
}

export function Alerts({ about, open, show }: { about: About; open: string | null; show: (id: string | null) => void }) {
  const { t } = useTranslation();
  const [wish, put] = useWish(about);
  const { page, size } = usePaging();
  const read = useAlerts(wish, page, size);
  return (
    <Flex vertical gap={8}>
      <Filters wish={wish} put={put} />
      <List read={read} columns={useColumns(about, show)} none={t("alert.none")} />
      {open && <Opened key={open} id={open} show={show} />}
    </Flex>
  );
}
