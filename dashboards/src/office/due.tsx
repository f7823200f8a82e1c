/** Who is due on a day and how each stands; rows move by themselves. */
import { useQuery } from "@tanstack/react-query";
import { Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { dayOf } from "../kit/time.ts";
import { useNow } from "../kit/when.tsx";
import { DueBar, type Filter } from "./due/bar.tsx";
import { DueTable } from "./due/table.tsx";

// the stream says when a row changes; this is for a day that turns and for a silent stream
const REFRESH_MS = 60_000;

function useDue(day: string | null) {
  return useQuery({
    queryKey: ["due", day],
    queryFn: () => answer(api.GET("/api/due", { params: { query: day ? { day } : {} } })),
    refetchInterval: REFRESH_MS,
    placeholderData: (before) => before,
  });
}

function Top({ list }: { list: Api<"DueList"> }) {
  const { t } = useTranslation();
  const today = list.day === list.today;
  return (
    <Heading tab={t("due.title")}>
      {today ? t("due.title") : t("due.title.day", { day: list.day })}
      {today && <Typography.Text type="secondary" style={{ marginLeft: 12 }}>{list.day}</Typography.Text>}
    </Heading>
  );
}

export default function Due() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const day = query.get("day");
  const filter = (query.get("status") ?? "all") as Filter;
  const today = dayOf(useNow());
  const read = useDue(day);

  function go(change: Record<string, string>): void {
    const next = { ...Object.fromEntries(query), ...change };
    if (next.status === "all") delete next.status;
    if (next.day === today) delete next.day;
    setQuery(next, { replace: true });
  }

  return (
    <Shown read={read}>
      {(list) => (
        <Flex vertical gap={12}>
          <Top list={list} />
          <DueBar list={list} day={day ?? today} today={today} filter={filter} go={go} />
          <DueTable list={list} filter={filter} />
          <Typography.Text type="secondary">{t("due.note")}</Typography.Text>
        </Flex>
      )}
    </Shown>
  );
}
