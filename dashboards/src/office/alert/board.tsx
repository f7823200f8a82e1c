/** What each office has let lie, by age; every number leads to its alerts. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Segmented, Table, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { byOffice, type Heap } from "./heap.ts";
import type { About } from "./use.ts";

function useColumns(): TableColumnsType<Heap> {
  const { t } = useTranslation();
  const area = useAreaName();
  const to = (one: Heap, more: string, n: number) => {
    const rule = one.rule ? `&rule=${one.rule}` : "";
    return n ? <Link style={{ textDecoration: "underline" }} to={`/alerts?tab=${one.about}&office=${one.office}&alone=1${rule}${more}`}>{n}</Link> : 0;
  };
  const number = (word: "board.open" | "board.untaken" | "board.late" | "board.fresh" | "board.days" | "board.week", of: (one: Heap) => number, more = "") =>
    ({ title: t(word), align: "right" as const, render: (_: unknown, one: Heap) => to(one, more, of(one)), sorter: (one: Heap, other: Heap) => of(one) - of(other) });
  return [
    { title: t("alert.office"), render: (_, one) => (one.rule ? t(`alert.rule.${one.rule}`) : area(one.office)) },
    number("board.open", (one) => one.open),
    number("board.untaken", (one) => one.untaken, "&stand=open"),
    number("board.late", (one) => one.late, "&late=1"),
    number("board.fresh", (one) => one.open - one.over_a_day),
    number("board.days", (one) => one.over_a_day - one.over_a_week),
    number("board.week", (one) => one.over_a_week),
    { title: t("alert.duty"), render: (_, one) => (one.rule ? "" : one.on_duty || t("alert.duty.any")), responsive: ["lg"] },
    { title: t("board.oldest"), render: (_, one) => <When at={one.oldest} stacked />, responsive: ["md"] },
  ];
}

export function Board() {
  const { t } = useTranslation();
  const [about, setAbout] = useState<About>("office");
  const read = useQuery({ queryKey: ["board"], queryFn: () => answer(api.GET("/api/board")), refetchInterval: 60_000 });
  const columns = useColumns();
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("board.text")}</Typography.Text>
      <Segmented<About> aria-label={t("board.about")} value={about} onChange={setAbout} style={{ alignSelf: "start" }}
        options={(["office", "person"] as const).map((value) => ({ value, label: t(`alert.tab.${value}`) }))} />
      <Shown read={read}>
        {(rows) => (
          <Table size="small" rowKey={(one) => `${one.office} ${one.rule ?? ""}`} columns={columns} dataSource={byOffice(rows, about)} pagination={false}
            scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("board.none")} /> }} />
        )}
      </Shown>
    </Flex>
  );
}
