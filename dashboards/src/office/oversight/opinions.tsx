/** Opinions as lines, and one beside them with its reply. */
import { Alert, Button, Descriptions, Drawer, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { pager, type Paging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { ReplyForm } from "./reply.tsx";

type Item = Api<"OpinionItem">;

function State({ one }: { one: Item }) {
  const { t } = useTranslation();
  if (one.adopted) return <Tag color={one.late ? "warning" : "success"}>{t(`adopted.${one.adopted}`)}</Tag>;
  return <Tag {...(one.late && { color: "warning" })}>{t(one.late ? "oversight.late" : "oversight.open")}</Tag>;
}

function useColumns(open: (one: Item) => void): TableColumnsType<Item> {
  const { t } = useTranslation();
  const area = useAreaName();
  return [
    { title: t("opinion.reference"), dataIndex: "reference" },
    { title: t("opinion.kind"), render: (_, one) => t(`opinion.${one.kind}`), responsive: ["md"] },
    { title: t("complaint.about"), render: (_, one) => area(one.about) },
    { title: t("opinion.raised"), render: (_, one) => <When at={one.raised_at} stacked />, responsive: ["md"] },
    { title: t("oversight.by"), dataIndex: "reply_by" },
    { title: t("oversight.state"), render: (_, one) => <State one={one} /> },
    {
      title: t("act.actions"),
      render: (_, one) => (
        <Button size="small" {...(one.mine && !one.adopted && { type: "primary" as const })} onClick={() => open(one)}>
          {t(one.mine && !one.adopted ? "opinion.reply" : "oversight.open.one")}
        </Button>
      ),
    },
  ];
}

function OneOpinion({ one, close }: { one: Item; close: () => void }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const facts = [
    [t("complaint.about"), area(one.about)],
    [t("opinion.raised"), <span key="raised">{one.raised_by} <When at={one.raised_at} /></span>],
    [t("oversight.by"), one.reply_by],
    [t("oversight.state"), <State key="state" one={one} />],
    ...(one.replied_at ? [[t("opinion.replied"), <span key="by">{one.replied_by} <When at={one.replied_at} /></span>]] : []),
  ] as const;
  return (
    <Drawer open onClose={close} title={`${t(`opinion.${one.kind}`)} ${one.reference}`} size={560}>
      <Flex vertical gap={12}>
        <Descriptions size="small" bordered column={1} items={facts.map(([label, children], key) => ({ key, label, children }))} />
        {one.paper && <a href={`/api/papers/${one.paper}/pdf`} target="_blank" rel="noreferrer">{t("conduct.paper")}</a>}
        <Typography.Paragraph style={{ whiteSpace: "pre-wrap" }}>{one.words}</Typography.Paragraph>
        {one.person && <Link to={`/people/${one.person.id}`}>{one.person.name}</Link>}
        {one.reply && <Alert type="success" title={t("opinion.reply.words")} description={<span style={{ whiteSpace: "pre-wrap" }}>{one.reply}</span>} />}
        {one.reasons && <Alert type="warning" title={t("opinion.reasons")} description={<span style={{ whiteSpace: "pre-wrap" }}>{one.reasons}</span>} />}
        {one.mine && !one.adopted && <ReplyForm id={one.id} />}
      </Flex>
    </Drawer>
  );
}

export function OpinionTable({ list, paging }: { list: Api<"Page_OpinionItem_">; paging: Paging }) {
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
        locale={{ emptyText: <Empty description={t("opinion.none")} /> }}
      />
      {open && <OneOpinion key={open.id} one={open} close={() => choose(null)} />}
    </>
  );
}
