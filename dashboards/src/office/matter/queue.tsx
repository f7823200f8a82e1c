/** The queue: what cannot wait first, then by its clock; all that narrows it is in the address. */
import { Flex, Grid, Input, Select, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useAreaName } from "../../kit/area.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { NextMark, UrgentMark } from "./marks.tsx";
import { type Kind, KINDS, type Line, useMatters, useWhat, type View, VIEWS, type Wish } from "./use.ts";

function useWish(): [Wish, (changes: { [name: string]: string | null }) => void] {
  const [query, setQuery] = useSearchParams();
  const wish = {
    view: VIEWS.find((one) => one === query.get("view")) ?? "open",
    kind: KINDS.find((one) => one === query.get("kind")) ?? null,
    text: query.get("text") ?? "",
  };
  function put(changes: { [name: string]: string | null }): void {
    const next = new URLSearchParams(query);
    next.delete("page");
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
    setQuery(next, { replace: true });
  }
  return [wish, put];
}

function What({ one }: { one: Line }) {
  const what = useWhat()(one);
  return (
    <div style={{ maxWidth: 420, whiteSpace: "normal" }}>
      <UrgentMark one={one} />
      <Link to={`/matters/${one.id}`} style={{ textDecoration: "underline" }}>{what}</Link>
      <Typography.Paragraph type="secondary" ellipsis={{ rows: 2 }} style={{ margin: 0 }}>{one.said}</Typography.Paragraph>
    </div>
  );
}

/** Everything of a matter in one cell, where a table of columns does not fit. */
function Card({ one }: { one: Line }) {
  const { t } = useTranslation();
  return (
    <Flex vertical gap={4}>
      <Typography.Text type="secondary">{one.number} · {t(`matter.channel.${one.channel}`)} · {one.name || t("matter.nobody")}</Typography.Text>
      <What one={one} />
      <NextMark one={one} />
      <Typography.Text type="secondary">{t("matter.owner")}: {one.owner || t("matter.owner.none")}</Typography.Text>
    </Flex>
  );
}

function useColumns(): TableColumnsType<Line> {
  const { t } = useTranslation();
  const area = useAreaName();
  const wide = Grid.useBreakpoint().md;
  if (wide === false) return [{ title: t("matter.what"), render: (_, one) => <Card one={one} /> }];
  return [
    { title: t("matter.number"), dataIndex: "number" },
    { title: t("matter.what"), render: (_, one) => <What one={one} /> },
    { title: t("matter.next"), render: (_, one) => <NextMark one={one} /> },
    { title: t("matter.owner"), render: (_, one) => one.owner || <Typography.Text type="warning">{t("matter.owner.none")}</Typography.Text> },
    { title: t("matter.who"), render: (_, one) => <>{one.name || t("matter.nobody")}<br /><Typography.Text type="secondary">{t(`matter.channel.${one.channel}`)}</Typography.Text></> },
    { title: t("matter.opened"), render: (_, one) => <><When at={one.opened_at} stacked /></> },
    { title: t("matter.area"), render: (_, one) => area(one.area), responsive: ["xl"] },
    { title: t("matter.rating"), render: (_, one) => one.satisfaction && t("matter.stars", { n: one.satisfaction }), responsive: ["xl"] },
  ];
}

function Filters({ wish, put }: { wish: Wish; put: (changes: { [name: string]: string | null }) => void }) {
  const { t } = useTranslation();
  return (
    <Flex wrap gap={8}>
      <Select<View> aria-label={t("matter.view")} value={wish.view} style={{ width: 130 }} onChange={(view) => put({ view, text: null })}
        options={VIEWS.map((value) => ({ value, label: t(`matter.view.${value}`) }))} />
      <Select<Kind> aria-label={t("matter.kind")} allowClear placeholder={t("matter.kind.all")} value={wish.kind} style={{ width: 170 }}
        onChange={(kind?: Kind) => put({ kind: kind ?? null })} options={KINDS.map((value) => ({ value, label: t(`matter.kind.${value}`) }))} />
      <Input.Search aria-label={t("matter.search")} placeholder={t("matter.search")} allowClear maxLength={60} defaultValue={wish.text} key={wish.text}
        style={{ width: 230 }} onSearch={(text) => put({ text: text.trim() })} />
    </Flex>
  );
}

export function Queue() {
  const { t } = useTranslation();
  const [wish, put] = useWish();
  const { page, size } = usePaging();
  const read = useMatters(wish, page, size);
  return (
    <Flex vertical gap={8}>
      <Filters wish={wish} put={put} />
      <List<Line> read={read} columns={useColumns()} none={t("matter.none")} />
    </Flex>
  );
}
