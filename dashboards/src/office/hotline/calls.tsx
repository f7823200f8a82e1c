/** The calls, newest first. */
import { useQuery } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { From, StateMark } from "./marks.tsx";
import type { Call } from "./use.ts";

export function useCallColumns(): TableColumnsType<Call> {
  const { t } = useTranslation();
  return [
    { title: t("hotline.began"), render: (_, one) => <When at={one.began_at} stacked /> },
    { title: t("hotline.from"), render: (_, one) => <From one={one} /> },
    { title: t("hotline.state"), render: (_, one) => <StateMark one={one} /> },
    { title: t("hotline.operator"), dataIndex: "operator" },
    { title: t("hotline.stars"), render: (_, one) => one.stars && t("matter.stars", { n: one.stars }) },
    { title: t("hotline.ticket"), render: (_, one) => (one.matter ? <Link to={`/matters/${one.matter}`} style={{ textDecoration: "underline" }}>{t(`hotline.ticket.${one.ticket ?? "new"}`)}</Link> : one.ticket ? t(`hotline.ticket.${one.ticket}`) : one.answered_at ? t("hotline.ticket.missing") : "") },
  ];
}

export function Calls() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["hotline", "calls", page],
    queryFn: () => answer(api.GET("/api/hotline/calls", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  return <List<Call> read={read} columns={useCallColumns()} none={t("hotline.calls.none")} />;
}
