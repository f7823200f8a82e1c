/** The latest visits of one person. */
import { Card, Empty, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../../kit/api.ts";
import { ResultMark, TimingMark } from "../../kit/marks.tsx";
import { When } from "../../kit/when.tsx";
import type { Person } from "../person.tsx";

type Line = Api<"CheckInLine">;

function useStanding(): (one: Line) => string {
  const { t } = useTranslation();
  return (one) => {
    if (one.decision) return t("review.done", { decision: t(`decision.${one.decision}`) });
    if (one.needs_review) return t("due.review");
    return t(one.live ? "checkin.live.yes" : "checkin.live.no");
  };
}

export function Recent({ one }: { one: Person }) {
  const { t } = useTranslation();
  const standing = useStanding();
  const columns: TableColumnsType<Line> = [
    { title: t("due.col.at"), render: (_, line) => <Link to={`/checkins/${line.id}`}><When at={line.captured_at} /></Link> },
    { title: t("due.col.result"), render: (_, line) => <ResultMark route={line.route} verdict={line.verdict} /> },
    { title: t("due.col.due"), render: (_, line) => line.due_on ?? t("checkin.due.none"), responsive: ["md"] },
    { title: t("due.col.timing"), render: (_, line) => <TimingMark value={line.timing} />, responsive: ["md"] },
    { title: t("due.col.status"), render: (_, line) => standing(line), responsive: ["sm"] },
  ];
  return (
    <Card size="small" title={t("person.recent")} styles={{ body: { padding: 0 } }}>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={one.recent}
        pagination={false}
        locale={{ emptyText: <Empty description={t("person.recent.none")} /> }}
      />
    </Card>
  );
}
