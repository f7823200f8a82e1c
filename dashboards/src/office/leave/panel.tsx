/** Leave and frequent travel of one person. */
import { Button, Card, Empty, Flex, Table, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { LeaveActions, TravelActions } from "./actions.tsx";
import { AskLeave, AskTravel } from "./ask.tsx";
import { useLeaveColumns, useTravelColumns } from "./columns.tsx";
import { type LeaveRecord, type Travel, useLeavesOf, useTravelsOf } from "./use.ts";

function Written({ parts }: { parts: ReactNode[] }) {
  return <Typography.Text type="secondary">{parts.filter(Boolean).join(" · ")}</Typography.Text>;
}

function Leaves({ person }: { person: string }) {
  const { t } = useTranslation();
  const read = useLeavesOf(person);
  const columns = [...useLeaveColumns<LeaveRecord>(), { title: t("leave.act"), render: (_: unknown, one: LeaveRecord) => <LeaveActions one={one} /> }];
  const said = (one: LeaveRecord) => <Written parts={[one.why, one.proof, one.urgency, one.late_why, t("leave.asked.on", { day: one.asked_on })]} />;
  return (
    <Shown read={read}>
      {(list) => (
        <Table
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={list}
          pagination={{ pageSize: 10, hideOnSinglePage: true, size: "small" }}
          expandable={{ expandedRowRender: said, defaultExpandedRowKeys: list.filter((one) => one.state === "asked").map((one) => one.id) }}
          locale={{ emptyText: <Empty description={t("leave.none")} /> }}
        />
      )}
    </Shown>
  );
}

function Travels({ person }: { person: string }) {
  const { t } = useTranslation();
  const read = useTravelsOf(person);
  const columns = [...useTravelColumns<Travel>(), { title: t("leave.act"), render: (_: unknown, one: Travel) => <TravelActions one={one} /> }];
  const said = (one: Travel) => <Written parts={[one.places, one.why, one.proof, t("leave.asked.on", { day: one.asked_on })]} />;
  return (
    <Shown read={read}>
      {(list) => (
        <Table
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={list}
          pagination={{ pageSize: 10, hideOnSinglePage: true, size: "small" }}
          expandable={{ expandedRowRender: said }}
          locale={{ emptyText: <Empty description={t("leave.travel.none")} /> }}
        />
      )}
    </Shown>
  );
}

export default function LeavePanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const [open, show] = useState<"leave" | "travel">();
  const close = () => show(undefined);
  const ask = may && <Button type="primary" size="small" onClick={() => show("leave")}>{t("leave.ask")}</Button>;
  const often = may && <Button size="small" onClick={() => show("travel")}>{t("leave.ask.travel")}</Button>;
  return (
    <Flex vertical gap={12}>
      <Card size="small" title={t("leave.tab")} extra={ask} styles={{ body: { padding: 0 } }}><Leaves person={person} /></Card>
      <Card size="small" title={t("leave.travel")} extra={often} styles={{ body: { padding: 0 } }}><Travels person={person} /></Card>
      {open === "leave" && <AskLeave person={person} close={close} />}
      {open === "travel" && <AskTravel person={person} close={close} />}
    </Flex>
  );
}
