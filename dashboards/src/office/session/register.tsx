/** The register of who looked at what and why, newest first; one row opens with each look. */
import { Button, Descriptions, Drawer, Empty, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { bytes } from "../../kit/write.ts";
import { Player } from "./player.tsx";
import { type Callout, type CalloutLine, useCallout, useCallouts, useSent, waits } from "./use.ts";

function useWhat(): (one: CalloutLine) => string {
  const { t } = useTranslation();
  return (one) => `${t(`callout.kind.${one.kind}`)}${one.kind === "clip" ? ` ${one.first}–${one.last}` : ""}`;
}

function useColumns(show: (id: string) => void): TableColumnsType<CalloutLine> {
  const { t } = useTranslation();
  const what = useWhat();
  return [
    { title: t("callout.at"), render: (_, one) => <When at={one.asked_at} stacked /> },
    { title: t("callout.what"), render: (_, one) => <Button type="link" style={{ padding: 0 }} onClick={() => show(one.id)}>{what(one)}</Button> },
    { title: t("session.post"), dataIndex: "post", responsive: ["lg"] },
    { title: t("callout.by"), dataIndex: "by" },
    { title: t("callout.reason"), render: (_, one) => t(`callout.reason.${one.reason}`), responsive: ["md"] },
    { title: t("session.state"), render: (_, one) => <Tag>{t(one.ended_at ? "callout.over" : "callout.running")}</Tag> },
  ];
}

function Facts({ one }: { one: Callout }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const what = useWhat();
  return (
    <Descriptions size="small" bordered column={1} styles={{ label: { whiteSpace: "nowrap" } }} items={[
      { key: "what", label: t("callout.what"), children: `${what(one)} · ${one.post}` },
      { key: "by", label: t("callout.by"), children: `${one.by} · ${area(one.unit)}` },
      { key: "why", label: t("callout.reason"), children: <>{t(`callout.reason.${one.reason}`)}<br />{one.words}</> },
      { key: "at", label: t("callout.at"), children: <When at={one.asked_at} /> },
      { key: "until", label: t("callout.until"), children: <When at={one.ended_at ?? one.until} /> },
    ]} />
  );
}

function Pieces({ one }: { one: Callout }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Callout["pieces"][number]> = [
    { title: t("session.segments"), render: (_, each) => t("session.segment", { n: each.number }) },
    { title: t("session.state"), render: (_, each) => t(`callout.fate.${each.outcome}`) },
    { title: t("session.size"), render: (_, each) => (each.size ? bytes(each.size) : "–"), align: "right" },
  ];
  const stored = one.pieces.filter((each) => each.outcome === "stored").length;
  return (
    <>
      <Typography.Text>{t("callout.pieces", { n: stored, of: one.last - one.first + 1 })}{waits(one) && ` · ${t("callout.waits")}`}</Typography.Text>
      <Table size="small" rowKey="number" columns={columns} dataSource={one.pieces} pagination={false} locale={{ emptyText: <Empty description={t("callout.waits")} /> }} />
    </>
  );
}

function Views({ one }: { one: Callout }) {
  const { t } = useTranslation();
  return (
    <div>
      <Typography.Text>{t("callout.views", { n: one.views.length })}</Typography.Text>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {one.views.map(({ number, by, at }) => (
          <li key={`${number} ${at}`}>{number ? t("callout.view", { name: by, n: number }) : t("callout.view.live", { name: by })} · <When at={at} /></li>
        ))}
      </ul>
    </div>
  );
}

export function OpenedCallout({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const read = useCallout(id);
  const end = useSent(() => answer(api.POST("/api/callouts/{callout}/end", { params: { path: { callout: id } } })));
  return (
    <Drawer open onClose={close} size={640} title={t("session.tab.register")}>
      <Shown read={read}>
        {(one) => (
          <Flex vertical gap={16}>
            <Facts one={one} />
            {one.yours && one.pieces.some((each) => each.outcome === "stored") && <Player key={one.pieces.length} callout={id} />}
            {one.kind === "clip" && <Pieces one={one} />}
            <Views one={one} />
            {one.yours && <Button loading={end.isPending} onClick={() => end.mutate(undefined)}>{t("callout.end")}</Button>}
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}

export function Register({ session }: { session: string | null }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const { page, size } = usePaging();
  const read = useCallouts(session, page, size);
  const show = (id: string | null) => {
    const next = new URLSearchParams(query);
    if (id) next.set("callout", id);
    else next.delete("callout");
    setQuery(next, { replace: true });
  };
  const open = query.get("callout");
  return (
    <>
      <List read={read} columns={useColumns(show)} none={t("callout.none")} />
      {open && <OpenedCallout key={open} id={open} close={() => show(null)} />}
    </>
  );
}
