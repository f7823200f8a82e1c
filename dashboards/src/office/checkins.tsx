/** All visits, newest first; those that wait for a decision by themselves. */
import { useQuery } from "@tanstack/react-query";
import { DatePicker, Flex, Segmented, type TableColumnsType } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { ResultMark, TimingMark } from "../kit/marks.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { useTownshipName } from "../kit/townships.ts";
import { When } from "../kit/when.tsx";

type Item = Api<"CheckInItem">;

function useCheckins(page: number, size: number) {
  const [query] = useSearchParams();
  const day = query.get("day") ?? undefined;
  const needs_review = query.get("show") === "all" ? undefined : true;
  const asked = { page, size, day, needs_review };
  return useQuery({
    queryKey: ["checkins", asked],
    queryFn: () => answer(api.GET("/api/checkins", { params: { query: asked } })),
    placeholderData: (before) => before,
  });
}

function useColumns(): TableColumnsType<Item> {
  const { t } = useTranslation();
  const township = useTownshipName();
  return [
    { title: t("due.col.name"), render: (_, one) => <Link to={`/checkins/${one.id}`}>{one.person.name}</Link> },
    { title: t("due.col.at"), render: (_, one) => <When at={one.captured_at} stacked /> },
    { title: t("due.col.result"), render: (_, one) => <ResultMark route={one.route} verdict={one.verdict} /> },
    { title: t("due.col.due"), render: (_, one) => one.due_on ?? t("checkin.due.none"), responsive: ["md"] },
    { title: t("due.col.timing"), render: (_, one) => <TimingMark value={one.timing} />, responsive: ["md"] },
    { title: t("checkin.live"), render: (_, one) => t(one.live ? "word.yes" : "word.no"), responsive: ["lg"] },
    { title: t("due.col.township"), render: (_, one) => township(one.person.township), responsive: ["lg"] },
    { title: t("checkin.device"), dataIndex: "device", responsive: ["lg"] },
  ];
}

function Bar() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const show = query.get("show") === "all" ? "all" : "review";
  const day = query.get("day");
  function go(next: { show: string; day: string | null }): void {
    setQuery({ ...(next.show === "all" && { show: "all" }), ...(next.day && { day: next.day }) }, { replace: true });
  }
  return (
    <Flex wrap gap={12} align="center">
      <Heading tab={t("checkins.title")} />
      <Segmented
        value={show}
        options={(["review", "all"] as const).map((value) => ({ value, label: t(`checkins.${value}`) }))}
        onChange={(value) => go({ show: value, day })}
      />
      <DatePicker
        placeholder={t("checkins.day")}
        value={day ? dayjs(day) : null}
        onChange={(value) => go({ show, day: value?.format("YYYY-MM-DD") ?? null })}
      />
    </Flex>
  );
}

export default function Checkins() {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const { page, size } = usePaging();
  const read = useCheckins(page, size);
  const columns = useColumns();
  const none = t(query.get("show") === "all" ? "checkins.none" : "checkins.none.review");
  return (
    <Flex vertical gap={12}>
      <Bar />
      <List read={read} columns={columns} none={none} />
    </Flex>
  );
}
