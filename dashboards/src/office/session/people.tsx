/** Who is expected, and how each was seen: at the kiosk, or by an officer's word. */
import { Button, Empty, Flex, Popconfirm, Space, Table, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { fourFour } from "../../kit/write.ts";
import { Who } from "../education/who.tsx";
import { clock, type Session, useSent } from "./use.ts";

type One = Api<"AttendingItem">;

function Seen({ one }: { one: One }) {
  const { t } = useTranslation();
  if (!one.kiosk_at && !one.marked) return <Typography.Text type="secondary">{t("session.seen.not")}</Typography.Text>;
  return (
    <Flex vertical>
      {one.kiosk_at && <span>{t("session.seen.kiosk", { time: clock(one.kiosk_at) })}</span>}
      {one.marked && <span>{t("session.seen.officer", { name: one.marked_by })}</span>}
    </Flex>
  );
}

/** What can be done about one of them now. */
function Act({ session, one }: { session: Session; one: One }) {
  const { t } = useTranslation();
  const path = { procedure: session.id };
  const mark = useSent((there: boolean) => answer(api.POST("/api/sessions/{procedure}/present", { params: { path }, body: { person: one.person.id, there } })));
  const remove = useSent(() => answer(api.DELETE("/api/sessions/{procedure}/expect/{person}", { params: { path: { ...path, person: one.person.id } } })));
  if (session.state === "planned") {
    return (
      <Popconfirm title={t("session.attending.remove")} onConfirm={() => remove.mutate(undefined)}>
        <Button size="small" loading={remove.isPending}>{t("session.attending.remove")}</Button>
      </Popconfirm>
    );
  }
  return <Button size="small" loading={mark.isPending} onClick={() => mark.mutate(!one.marked)}>{t(one.marked ? "session.unmark" : "session.mark")}</Button>;
}

function Add({ session }: { session: Session }) {
  const { t } = useTranslation();
  const [people, setPeople] = useState<string[]>([]);
  const add = useSent(
    () => answer(api.POST("/api/sessions/{procedure}/expect", { params: { path: { procedure: session.id } }, body: { people } })),
    () => setPeople([]),
  );
  return (
    <Space wrap className="screen">
      <Who value={people} onChange={setPeople} />
      <Button disabled={!people.length} loading={add.isPending} onClick={() => add.mutate(undefined)}>{t("session.attending.add")}</Button>
    </Space>
  );
}

export function People({ one }: { one: Session }) {
  const { t } = useTranslation();
  const listed = Boolean(one.class_session ?? one.offer);
  const may = useMay("change_people") && !listed && !["closed", "cancelled"].includes(one.state);
  const columns: TableColumnsType<One> = [
    { title: t("alert.person"), render: (_, each) => <>{each.person.name} <Typography.Text type="secondary">{fourFour(each.person.number)}</Typography.Text></> },
    { title: t("session.seen"), render: (_, each) => <Seen one={each} /> },
    ...(may ? [{ title: t("act.actions"), render: (_: unknown, each: One) => <Act session={one} one={each} /> }] : []),
  ];
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t("session.attending")}</Typography.Title>
      {listed && <Typography.Text type="secondary">{t("session.listed")}</Typography.Text>}
      {may && <Add session={one} />}
      <Table size="small" rowKey={(each) => each.person.id} columns={columns} dataSource={one.attending} pagination={false} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("session.attending.none")} /> }} />
    </Flex>
  );
}
