/** Complaints to hear: whoever is complained of is not shown them. */
import { useQuery } from "@tanstack/react-query";
import { Flex, Switch, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { usePaging } from "../kit/paging.ts";
import { Shown } from "../kit/states.tsx";
import { ComplaintTable } from "./oversight/complaints.tsx";

function useComplaints(onlyOpen: boolean, page: number, size: number) {
  return useQuery({
    queryKey: ["complaints", onlyOpen, page],
    queryFn: () => answer(api.GET("/api/complaints", { params: { query: { only_open: onlyOpen, page, size } } })),
    placeholderData: (before) => before,
  });
}

export default function Complaints() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const all = query.get("all") === "1";
  const paging = usePaging();
  const read = useComplaints(!all, paging.page, paging.size);
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("complaint.title")} />
        <label>
          <Switch size="small" checked={all} onChange={(on) => setQuery(on ? { all: "1" } : {})} /> {t("complaint.all")}
        </label>
      </Flex>
      <Typography.Text type="secondary">{t("complaint.note")}</Typography.Text>
      <Shown read={read}>{(list) => <ComplaintTable list={list} paging={paging} />}</Shown>
    </Flex>
  );
}
