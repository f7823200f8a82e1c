/** The rows of a day. Their order never depends on the status, so a row that changes stays put. */
import { Empty, Flex, Grid, Table, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Api } from "../../kit/api.ts";
import { useLive } from "../../kit/live.tsx";
import { ResultMark, StatusMark, TimingMark } from "../../kit/marks.tsx";
import { useTownshipName } from "../../kit/townships.ts";
import { When } from "../../kit/when.tsx";
import { fourFour } from "../../kit/write.ts";
import type { Filter } from "./bar.tsx";

type Row = Api<"DueRow">;
type Columns = TableColumnsType<Row>;

/** A list order that a new check-in does not change. */
export function ordered(rows: readonly Row[]): Row[] {
  const key = (row: Row) => `${row.due_on} ${row.township} ${row.number}`;
  return [...rows].sort((a, b) => key(a).localeCompare(key(b)));
}

function keyOf(row: Row): string {
  return `${row.person} ${row.due_on}`;
}

function place(row: Row): string {
  return row.checkin ? `/checkins/${row.checkin}` : `/people/${row.person}`;
}

function useWide(): Columns {
  const { t } = useTranslation();
  const township = useTownshipName();
  return [
    { title: t("due.col.name"), width: 90, render: (_, row) => <Link to={`/people/${row.person}`}>{row.name}</Link> },
    { title: t("due.col.number"), width: 100, render: (_, row) => fourFour(row.number) },
    { title: t("due.col.township"), width: 120, render: (_, row) => township(row.township) },
    { title: t("due.col.due"), width: 112, dataIndex: "due_on" },
    { title: t("due.col.status"), width: 110, render: (_, row) => <StatusMark value={row.status} /> },
    { title: t("due.col.result"), width: 120, render: (_, row) => <ResultMark route={row.route} verdict={row.verdict} /> },
    { title: t("due.col.timing"), width: 90, render: (_, row) => <TimingMark value={row.timing} /> },
    { title: t("due.col.at"), width: 220, render: (_, row) => row.captured_at && <When at={row.captured_at} /> },
    {
      className: "screen",
      width: 90,
      render: (_, row) => row.checkin && <Link to={`/checkins/${row.checkin}`}>{t("due.open")}</Link>,
    },
  ];
}

function useNarrow(): Columns {
  const { t } = useTranslation();
  const township = useTownshipName();
  return [
    {
      title: t("due.col.name"),
      render: (_, row) => (
        <Flex vertical>
          <Link to={`/people/${row.person}`}>{row.name}</Link>
          <Typography.Text type="secondary">{fourFour(row.number)}</Typography.Text>
          <Typography.Text type="secondary">{township(row.township)}</Typography.Text>
        </Flex>
      ),
    },
    {
      title: t("due.col.status"),
      render: (_, row) => (
        <Flex vertical align="start" gap={4}>
          <StatusMark value={row.status} />
          {row.checkin && (
            <Link to={`/checkins/${row.checkin}`} aria-label={t("due.open")}>
              <ResultMark route={row.route} verdict={row.verdict} />
            </Link>
          )}
          {row.captured_at ? <When at={row.captured_at} /> : <span>{row.due_on}</span>}
        </Flex>
      ),
    },
  ];
}

export function DueTable({ list, filter }: { list: Api<"DueList">; filter: Filter }) {
  const { t } = useTranslation();
  const { fresh } = useLive();
  const navigate = useNavigate();
  const [wide, narrow] = [useWide(), useNarrow()];
  const [focused, setFocused] = useState<string | null>(null);
  const isWide = Grid.useBreakpoint().md ?? true;
  const isFresh = (row: Row) => row.checkin !== null && fresh.has(row.checkin);
  // the filter may take a row away only when it has been seen to change and nobody is on it
  const stays = (row: Row) => isFresh(row) || keyOf(row) === focused;
  const rows = ordered(list.rows).filter((row) => filter === "all" || row.status === filter || stays(row));
  return (
    <Table
      size="small"
      rowKey={keyOf}
      columns={isWide ? wide : narrow}
      dataSource={rows}
      pagination={false}
      sticky={{ offsetHeader: 48 }}
      rowClassName={(row) => (isFresh(row) ? "fresh" : "")}
      onRow={(row) => ({
        style: { cursor: "pointer" },
        onFocus: () => setFocused(keyOf(row)),
        onBlur: () => setFocused(null),
        onClick: (event) => {
          if (!(event.target as Element).closest("a")) void navigate(place(row));
        },
      })}
      locale={{ emptyText: <Empty description={t(list.rows.length ? "due.none.filter" : "due.none")} /> }}
    />
  );
}
