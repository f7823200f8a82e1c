/** What no place took yet, of all texts. */
import { useQuery } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { placeName } from "./place.ts";
import { Acts, State } from "./sent.tsx";

export function Failures() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["articles", "failures", page],
    queryFn: () => answer(api.GET("/api/deliveries", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  const columns: TableColumnsType<Api<"DeliveryItem">> = [
    { title: t("sent.place"), render: (_, one) => <Link to={`/articles/${one.article}`}>{placeName(t, one)}</Link> },
    { title: t("oversight.state"), render: (_, one) => <State one={one} /> },
    { title: t("sent.at"), render: (_, one) => <When at={one.changed_at} stacked />, responsive: ["sm"] },
    { title: t("act.actions"), render: (_, one) => <Acts one={one} /> },
  ];
  return <List read={read} columns={columns} none={t("sent.allwell")} />;
}
