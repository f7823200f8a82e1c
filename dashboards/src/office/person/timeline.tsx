/** The whole story of a person, newest first: acts, visits, papers, and who looked when asked for. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Checkbox, Empty, Flex, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { What } from "./entry.tsx";

export type Entry = Api<"TimelineEntry">;
type Source = Entry["source"];
const SOURCES: readonly Source[] = ["act", "visit", "paper", "view"];

function useStory(person: string, show: Source[]) {
  return useInfiniteQuery({
    queryKey: ["timeline", person, show],
    queryFn: ({ pageParam: after }) =>
      answer(api.GET("/api/people/{person}/timeline", {
        params: { path: { person }, query: { show, ...(after && { after }) } },
      })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    gcTime: 0,
  });
}

function By({ one }: { one: Entry }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const who = one.by === "staff" || one.author ? one.author : t(`by.${one.by}`);
  return <>{who}{one.acting_body && <><br />{area(one.acting_body)}</>}</>;
}

function useColumns(): TableColumnsType<Entry> {
  const { t } = useTranslation();
  return [
    { title: t("timeline.on"), width: 110, render: (_, one) => one.on },
    { title: t("timeline.what"), render: (_, one) => <What one={one} /> },
    { title: t("timeline.by"), render: (_, one) => <By one={one} />, responsive: ["sm"] },
    { title: t("timeline.at"), render: (_, one) => <When at={one.at} stacked />, responsive: ["lg"] },
  ];
}

export function Timeline({ person }: { person: string }) {
  const { t } = useTranslation();
  const [show, setShow] = useState<Source[]>(["act", "visit", "paper"]);
  const read = useStory(person, show);
  const columns = useColumns();
  const kinds = SOURCES.map((value) => ({ value, label: t(`timeline.${value}`) }));
  return (
    <Flex vertical gap={12}>
      <Checkbox.Group aria-label={t("timeline.show")} options={kinds} value={show} onChange={(next) => next.length > 0 && setShow(next)} />
      <Shown read={read}>
        {({ pages }) => (
          <>
            <Table
              size="small"
              rowKey={(one) => `${one.source} ${one.id}`}
              columns={columns}
              dataSource={pages.flatMap((one) => one.items)}
              pagination={false}
              locale={{ emptyText: <Empty description={t("timeline.none")} /> }}
            />
            {read.hasNextPage && (
              <Button loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>{t("act.more")}</Button>
            )}
          </>
        )}
      </Shown>
    </Flex>
  );
}
