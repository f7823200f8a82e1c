/** What waits for a decision of one's level, the most urgent first; decided on this one screen. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Flex, Table, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { pager, usePaging } from "../kit/paging.ts";
import { Shown } from "../kit/states.tsx";
import { useColumns } from "./approvals/columns.tsx";
import { Decide } from "./approvals/decide.tsx";

export type Approval = Api<"ApprovalItem">;

function useApprovals(page: number, size: number) {
  return useQuery({
    queryKey: ["approvals", page],
    queryFn: () => answer(api.GET("/api/approvals", { params: { query: { page, size } } })),
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  });
}

function Mine({ list }: { list: Api<"ApprovalPage"> }) {
  const { t } = useTranslation();
  const columns = useColumns(list.today);
  if (list.own.length === 0) return null;
  return (
    <Card size="small" title={t("approval.mine")} styles={{ body: { padding: 0 } }}>
      <Typography.Paragraph type="secondary" style={{ margin: "8px 12px" }}>{t("approval.mine.text")}</Typography.Paragraph>
      <Table size="small" rowKey="id" columns={columns} dataSource={list.own} pagination={false} />
    </Card>
  );
}

function List({ list }: { list: Api<"ApprovalPage"> }) {
  const { t } = useTranslation();
  const paging = usePaging();
  const [query, setQuery] = useSearchParams();
  const open = query.get("id");
  const show = (id: string | null) => setQuery(id ? { id } : {}, { replace: true });
  const columns = useColumns(list.today, (one) => show(one.id));
  const chosen = list.items.find((one) => one.id === open);
  return (
    <>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={list.items}
        pagination={pager(t, list, paging)}
        locale={{ emptyText: <Empty description={t("approval.none")} /> }}
      />
      {chosen && <Decide key={chosen.id} one={chosen} today={list.today} close={() => show(null)} />}
      <Mine list={list} />
    </>
  );
}

export default function Approvals() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const read = useApprovals(page, size);
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("approval.title")} />
      <Shown read={read}>{(list) => <List list={list} />}</Shown>
    </Flex>
  );
}
