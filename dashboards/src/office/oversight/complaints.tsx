/** Complaints as lines; each opens beside them. */
import { Button, Empty, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { pager, type Paging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { OneComplaint } from "./complaint.tsx";

type Item = Api<"ComplaintItem">;

export function ComplaintState({ one }: { one: Item }) {
  const { t } = useTranslation();
  if (one.outcome) return <Tag color="success">{t(`complaint.${one.outcome}`)}</Tag>;
  return <Tag {...(one.late && { color: "warning" })}>{t(one.late ? "oversight.late" : "oversight.open")}</Tag>;
}

function useColumns(open: (one: Item) => void): TableColumnsType<Item> {
  const { t } = useTranslation();
  const area = useAreaName();
  return [
    { title: t("audit.person"), render: (_, one) => one.person?.name ?? t("complaint.hidden") },
    { title: t("complaint.about"), render: (_, one) => area(one.about) },
    { title: t("complaint.topic"), render: (_, one) => t(`topic.${one.topic}`), responsive: ["md"] },
    { title: t("complaint.filed"), render: (_, one) => <When at={one.filed_at} stacked />, responsive: ["md"] },
    { title: t("oversight.by"), dataIndex: "answer_by" },
    { title: t("oversight.state"), render: (_, one) => <ComplaintState one={one} /> },
    {
      title: t("act.actions"),
      render: (_, one) => (
        <Button size="small" {...(one.mine && !one.outcome && { type: "primary" as const })} onClick={() => open(one)}>
          {t(one.mine && !one.outcome ? "complaint.answer" : "oversight.open.one")}
        </Button>
      ),
    },
  ];
}

export function ComplaintTable({ list, paging }: { list: Api<"Page_ComplaintItem_">; paging: Paging }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string | null>(null);
  const columns = useColumns((one) => choose(one.id));
  const open = list.items.find((one) => one.id === chosen);
  return (
    <>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={list.items}
        pagination={pager(t, list, paging)}
        locale={{ emptyText: <Empty description={t("complaint.none")} /> }}
      />
      {open && <OneComplaint key={open.id} one={open} close={() => choose(null)} />}
    </>
  );
}
