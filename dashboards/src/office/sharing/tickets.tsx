/** The tickets of the platforms: how each stands, what is overdue, and the answers as a table. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Segmented, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { Due } from "../matter/marks.tsx";
import { TicketState } from "../matter/ticket.tsx";

type Line = Api<"TicketLine">;
const VIEWS = ["open", "late", "returned", "all"] as const;

function useColumns(): TableColumnsType<Line> {
  const { t } = useTranslation();
  return [
    { title: t("ticket.platform"), dataIndex: "platform" },
    { title: t("ticket.key"), render: (_, one) => (one.matter ? <Link to={`/matters/${one.matter}`} style={{ textDecoration: "underline" }}>{one.key}</Link> : one.key) },
    { title: t("ticket.state"), render: (_, one) => <TicketState state={one.state} late={one.late} /> },
    { title: t("ticket.due"), render: (_, one) => <Due at={one.answer_by} late={one.late} /> },
    { title: t("came.at"), render: (_, one) => <When at={one.taken_at} stacked />, responsive: ["md"] },
    { title: t("ticket.came.back"), render: (_, one) => one.returned_at && <When at={one.returned_at} stacked />, responsive: ["md"] },
    { title: t("ticket.to"), dataIndex: "refused_to", responsive: ["md"] },
    { title: t("ticket.stars"), dataIndex: "stars", responsive: ["md"] },
  ];
}

export function Tickets() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const [view, setView] = useState<(typeof VIEWS)[number]>("open");
  const columns = useColumns();
  const read = useQuery({
    queryKey: ["tickets", page, size, view],
    queryFn: () => answer(api.GET("/api/sharing/tickets", { params: { query: { page, size, view } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} justify="space-between">
        <Segmented value={view} onChange={setView} options={VIEWS.map((value) => ({ value, label: t(`ticket.view.${value}`) }))} />
        <Button href="/api/sharing/tickets.csv" download="tickets.csv">{t("ticket.table")}</Button>
      </Flex>
      <List<Line> read={read} none={t(`ticket.none.${view}`)} columns={columns} />
    </Flex>
  );
}
