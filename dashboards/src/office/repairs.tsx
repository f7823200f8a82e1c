/** Repairs of the posts and the spare parts. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Segmented, type TableColumnsType, Tabs, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { When } from "../kit/when.tsx";
import { RepairMark } from "./repair/marks.tsx";
import { NewRepair } from "./repair/new.tsx";
import { StockTab } from "./repair/stock.tsx";

type Item = Api<"RepairItem">;
const REFRESH_MS = 30_000;

function useColumns(): TableColumnsType<Item> {
  const { t } = useTranslation();
  return [
    { title: t("repair.kind"), render: (_, one) => <Link to={`/repairs/${one.id}`}>{t(`fault.${one.kind}`)}</Link> },
    { title: t("repair.post"), render: (_, one) => <>{one.township_name}<br /><Typography.Text type="secondary">{one.post}</Typography.Text></> },
    { title: t("repair.state"), render: (_, one) => <RepairMark one={one} /> },
    { title: t("repair.who"), render: (_, one) => one.assigned_to || t("repair.nobody"), responsive: ["md"] },
    { title: t("repair.opened"), render: (_, one) => <When at={one.opened_at} />, responsive: ["md"] },
    { title: t("repair.mend"), render: (_, one) => (one.closed_at ? "" : <When at={one.mend_by} />), responsive: ["lg"] },
    { title: t("repair.words"), dataIndex: "words", responsive: ["xl"] },
  ];
}

function Work() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const [open, setOpen] = useState(true);
  const [making, setMaking] = useState(false);
  const columns = useColumns();
  const read = useQuery({
    queryKey: ["repairs", open, page],
    queryFn: () => answer(api.GET("/api/repairs", { params: { query: { open, page, size } } })),
    placeholderData: (before) => before,
    refetchInterval: REFRESH_MS,
  });
  const which = [{ value: true, label: t("repairs.open") }, { value: false, label: t("repairs.closed") }];
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} justify="space-between" wrap>
        <Segmented aria-label={t("repair.state")} options={which} value={open} onChange={setOpen} />
        <Button type="primary" onClick={() => setMaking(true)}>{t("repair.new")}</Button>
      </Flex>
      <List read={read} columns={columns} none={t("repairs.none")} />
      {making && <NewRepair close={() => setMaking(false)} />}
    </Flex>
  );
}

export default function Repairs() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const tab = query.get("tab") ?? "work";
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("repairs.title")} />
      <Typography.Text type="secondary">{t("repairs.note")}</Typography.Text>
      <Tabs
        activeKey={tab}
        onChange={(key) => setQuery({ tab: key }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "work", label: t("repairs.tab.work"), children: <Work /> },
          { key: "stock", label: t("repairs.tab.stock"), children: <StockTab /> },
        ]}
      />
    </Flex>
  );
}
