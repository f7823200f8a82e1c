/** Issued papers as lines. */
import { Empty, Flex, Table, type TableColumnsType, type TablePaginationConfig, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Line } from "./use.ts";

function State({ one }: { one: Line }) {
  const { t } = useTranslation();
  if (one.void_reason !== null) return <Tag color="error">{t("papers.void")}</Tag>;
  if (one.served_on) return <Tag color="success">{t("papers.served", { day: one.served_on })}</Tag>;
  return one.to_person ? <Tag color="warning">{t("papers.served.not")}</Tag> : <Tag>{t("papers.internal")}</Tag>;
}

function Named({ one, open }: { one: Line; open?: (paper: string) => void }) {
  const gone = one.void_reason !== null;
  if (open) return <Typography.Link delete={gone} onClick={() => open(one.id)}>{one.number}</Typography.Link>;
  const where = one.person ? `/people/${one.person.id}?part=papers&paper=${one.id}` : `/papers?paper=${one.id}`;
  return <Link to={where} style={gone ? { textDecoration: "line-through" } : undefined}>{one.number}</Link>;
}

function useColumns(people: boolean, open?: (paper: string) => void): TableColumnsType<Line> {
  const { t } = useTranslation();
  const who = (one: Line) => (one.person ? <Link to={`/people/${one.person.id}`} style={{ whiteSpace: "nowrap" }}>{one.person.name}</Link> : t("papers.person.none"));
  return [
    { title: t("papers.number"), render: (_, one) => <Flex vertical><Named one={one} open={open} /></Flex> },
    { title: t("papers.kind"), dataIndex: "title" },
    ...(people ? [{ title: t("papers.person"), render: (_: unknown, one: Line) => who(one) }] : []),
    { title: t("papers.day"), dataIndex: "issued_on", responsive: ["md"] },
    { title: t("papers.by"), dataIndex: "issued_by", responsive: ["lg"] },
    { title: t("papers.state"), render: (_, one) => <State one={one} /> },
  ];
}

interface Props {
  items: Line[];
  pagination: TablePaginationConfig | false;
  searched: boolean;
  people: boolean;
  open?: (paper: string) => void;
}

export function PaperTable({ items, pagination, searched, people, open }: Props) {
  const { t } = useTranslation();
  const none = <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(searched ? "papers.none.found" : "papers.none")} />;
  return (
    <Table size="small" rowKey="id" columns={useColumns(people, open)} dataSource={items} pagination={pagination} locale={{ emptyText: none }} />
  );
}
