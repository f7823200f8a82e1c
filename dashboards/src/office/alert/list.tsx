/** Alerts of one direction, what is open and late first. */
import { Button, Flex, Switch, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useAreaName } from "../../kit/area.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { Mark } from "./mark.tsx";
import { Opened } from "./opened.tsx";
import { type About, type Alert, useAlerts } from "./use.ts";

function useColumns(show: (id: string) => void): TableColumnsType<Alert> {
  const { t } = useTranslation();
  const area = useAreaName();
  return [
    {
      title: t("alert.rule"),
      render: (_, one) => <Button type="link" style={{ padding: 0 }} onClick={() => show(one.id)}>{t(`alert.rule.${one.rule}`)}</Button>,
    },
    { title: t("alert.person"), render: (_, one) => one.person?.name ?? "–" },
    { title: t("alert.office"), render: (_, one) => area(one.office), responsive: ["md"] },
    { title: t("alert.since"), render: (_, one) => <When at={one.since} stacked />, responsive: ["md"] },
    { title: t("alert.deadline"), render: (_, one) => <When at={one.deadline} stacked /> },
    { title: t("alert.state"), render: (_, one) => <Mark one={one} /> },
  ];
}

export function Alerts({ about }: { about: About }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const all = query.get("all") === "1";
  const { page, size } = usePaging();
  const read = useAlerts(about, all, page, size);
  const put = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(query);
    for (const [key, value] of Object.entries(changes)) value === null ? next.delete(key) : next.set(key, value);
    setQuery(next, { replace: true });
  };
  const columns = useColumns((id) => put({ id }));
  const open = query.get("id");
  return (
    <Flex vertical gap={8}>
      <label>
        <Switch size="small" checked={all} onChange={(on) => put({ all: on ? "1" : null, page: null })} /> {t("alert.all")}
      </label>
      <List read={read} columns={columns} none={t("alert.none")} />
      {open && <Opened key={open} id={open} close={() => put({ id: null })} />}
    </Flex>
  );
}
