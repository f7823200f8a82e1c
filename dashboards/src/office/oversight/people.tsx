/** The people of the area with their terms; a record opens with the reason of inspection. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Input, Select, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { sayCode } from "../../kit/code.ts";
import { pager, usePaging } from "../../kit/paging.ts";
import { Shown } from "../../kit/states.tsx";
import { useTownshipName } from "../../kit/townships.ts";
import { fourFour } from "../../kit/write.ts";

type Line = Api<"InspectionLine">;
const STATES = ["expected", "received", "declared", "active", "released", "terminated", "moved_out"] as const;
type State = (typeof STATES)[number];

export function useLineColumns(): TableColumnsType<Line> {
  const { t } = useTranslation();
  const township = useTownshipName();
  return [
    { title: t("due.col.name"), render: (_, one) => <Link to={`/people/${one.person}`}>{one.name}</Link> },
    { title: t("due.col.number"), render: (_, one) => fourFour(one.number), responsive: ["md"] },
    { title: t("due.col.township"), render: (_, one) => township(one.township), responsive: ["sm"] },
    { title: t("inspection.sentence"), render: (_, one) => one.sentence ? sayCode(t, "sentence", one.sentence) : t("word.none") },
    { title: t("inspection.state"), render: (_, one) => one.state ? sayCode(t, "state", one.state) : t("word.none") },
    { title: t("inspection.category"), render: (_, one) => one.category ? sayCode(t, "category", one.category) : "", responsive: ["lg"] },
    { title: t("inspection.term"), render: (_, one) => one.starts_on ? `${one.starts_on} – ${one.ends_on}` : "", responsive: ["md"] },
    { title: t("inspection.ended"), render: (_, one) => one.ended_on ?? "", responsive: ["lg"] },
  ];
}

function useInspected(q: string, state: State | null, page: number, size: number) {
  return useQuery({
    queryKey: ["inspection", "people", q, state, page],
    queryFn: () => answer(api.GET("/api/inspection/people", { params: { query: { q, state, page, size } } })),
    placeholderData: (before) => before,
  });
}

export function InspectedPeople() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const q = query.get("q") ?? "";
  const asked = query.get("state");
  const state = STATES.find((one) => one === asked) ?? null;
  const paging = usePaging();
  const columns = useLineColumns();
  const find = (next: Record<string, string>) => setQuery({ tab: "people", ...(q && { q }), ...(state && { state }), ...next });
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12}>
        <Input.Search aria-label={t("people.find")} placeholder={t("people.find")} defaultValue={q} allowClear maxLength={60} style={{ width: 260 }} onSearch={(text) => find({ q: text.trim() })} />
        <Select aria-label={t("inspection.state")} placeholder={t("inspection.state")} allowClear value={state} style={{ width: 160 }} options={STATES.map((value) => ({ value, label: sayCode(t, "state", value) }))} onChange={(value?: State) => setQuery({ tab: "people", ...(q && { q }), ...(value && { state: value }) })} />
      </Flex>
      <Shown read={useInspected(q, state, paging.page, paging.size)}>
        {(list) => (
          <Table size="small" rowKey="person" columns={columns} dataSource={list.items} pagination={pager(t, list, paging)} locale={{ emptyText: <Empty description={t("people.none.found")} /> }} />
        )}
      </Shown>
    </Flex>
  );
}
