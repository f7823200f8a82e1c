/** The sessions, the latest first, by day, kind and state. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, Flex, Grid, Select, type TableColumnsType } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useAreaName } from "../../kit/area.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { useMay } from "../../kit/session.tsx";
import { When } from "../../kit/when.tsx";
import { Figures, Mark } from "./mark.tsx";
import { Planning } from "./plan.tsx";
import { type Item, type Kind, KINDS, type State, STATES, useSessions } from "./use.ts";

function useColumns(): TableColumnsType<Item> {
  const { t } = useTranslation();
  const area = useAreaName();
  const wide = Grid.useBreakpoint().md ?? true;
  const name = (one: Item) => <Link style={{ textDecoration: "underline" }} to={`/sessions/${one.id}`}>{one.title || t(`session.kind.${one.kind}`)}</Link>;
  if (!wide) {
    return [
      { title: t("session.what"), render: (_, one) => <Flex vertical gap={4}>{name(one)}<When at={one.starts_at} stacked /><Mark one={one} /></Flex> },
      { title: t("session.figures"), render: (_, one) => <Figures one={one} /> },
    ];
  }
  return [
    { title: t("session.when"), render: (_, one) => <When at={one.starts_at} stacked /> },
    { title: t("session.what"), render: (_, one) => name(one) },
    { title: t("session.kind"), render: (_, one) => t(`session.kind.${one.kind}`), responsive: ["lg"] },
    { title: t("session.post"), render: (_, one) => <>{area(one.township)}<br />{one.post}</> },
    { title: t("session.figures"), render: (_, one) => <Figures one={one} /> },
    { title: t("session.state"), render: (_, one) => <Mark one={one} /> },
  ];
}

export function Sessions() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const [planning, setPlanning] = useState(false);
  const { page, size } = usePaging();
  const day = query.get("day") ?? undefined;
  const kind = (query.get("kind") ?? undefined) as Kind | undefined;
  const state = query.getAll("state") as State[];
  const read = useSessions({ ...(day && { day }), ...(kind && { kind }), ...(state.length > 0 && { state }) }, page, size);
  const put = (key: string, values: string[]) => {
    const next = new URLSearchParams(query);
    for (const one of [key, "page"]) next.delete(one);
    for (const one of values) next.append(key, one);
    setQuery(next, { replace: true });
  };
  return (
    <Flex vertical gap={8}>
      <Flex wrap gap={8} className="screen">
        <DatePicker aria-label={t("session.day")} placeholder={t("session.day")} value={day ? dayjs(day) : null} onChange={(_, text) => put("day", text ? [String(text)] : [])} />
        <Select<Kind> aria-label={t("session.kind")} placeholder={t("session.kind")} allowClear style={{ width: 140 }} value={kind ?? null} options={KINDS.map((value) => ({ value, label: t(`session.kind.${value}`) }))} onChange={(value?: Kind) => put("kind", value ? [value] : [])} />
        <Select<State[]> mode="multiple" aria-label={t("session.state")} placeholder={t("session.state")} allowClear style={{ minWidth: 200 }} value={state} options={STATES.map((value) => ({ value, label: t(`session.state.${value}`) }))} onChange={(value) => put("state", value)} />
        {useMay("change_people") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning(true)}>{t("session.add")}</Button>}
      </Flex>
      <List read={read} columns={useColumns()} none={t("session.none")} />
      {planning && <Planning close={() => setPlanning(false)} />}
    </Flex>
  );
}
