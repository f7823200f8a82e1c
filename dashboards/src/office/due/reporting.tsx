/** How one person reports: due days, reports that an officer takes, and excuses. */
import { Button, Card, Empty, Flex, Space, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../../kit/api.ts";
import { StatusMark, TimingMark } from "../../kit/marks.tsx";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { ExcuseForm, ReportForm, WithdrawForm } from "./reportforms.tsx";
import { useReporting } from "./use.ts";

type Reporting = Api<"Reporting">;

function DueDays({ days }: { days: Reporting["days"] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Reporting["days"][number]> = [
    { title: t("due.col.due"), dataIndex: "due_on", width: 110 },
    {
      title: t("due.col.status"),
      render: (_, one) => <><StatusMark value={one.status} />{one.excuse && <Tag>{t(`excluded.${one.excuse}`)}</Tag>}</>,
    },
    { title: t("due.col.timing"), render: (_, one) => <TimingMark value={one.timing} />, responsive: ["md"] },
    {
      title: t("reporting.channel"),
      render: (_, one) => one.checkin && <Link to={`/checkins/${one.checkin}`}>{t(`channel.${one.channel ?? "kiosk"}`)}</Link>,
    },
  ];
  return (
    <Card size="small" title={t("reporting.days")}>
      <Table
        size="small"
        rowKey="due_on"
        columns={columns}
        dataSource={days}
        pagination={false}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("reporting.none")} /> }}
      />
    </Card>
  );
}

function Excuses({ some, withdraw }: { some: Reporting["excuses"]; withdraw?: (id: string) => void }) {
  const { t } = useTranslation();
  if (some.length === 0) return <Card size="small" title={t("reporting.excuses")}>{t("reporting.excuses.none")}</Card>;
  return (
    <Card size="small" title={t("reporting.excuses")}>
      <Flex vertical gap={8}>
        {some.map((one) => (
          <Flex key={one.id} gap={8} justify="space-between" wrap>
            <span>
              {one.from_on} – {one.to_on} <Tag>{t(`excluded.${one.why}`)}</Tag> {one.evidence}{" "}
              <Typography.Text type="secondary">{one.author}</Typography.Text>
              {one.withdrawn_at && <Typography.Text type="secondary"> {t("reporting.withdrawn", { why: one.withdrawn_why })}</Typography.Text>}
            </span>
            {withdraw && !one.withdrawn_at && <Button size="small" onClick={() => withdraw(one.id)}>{t("reporting.withdraw")}</Button>}
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}

type Open = "report" | "excuse" | { withdraw: string };

export default function ReportPanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const read = useReporting(person);
  const may = useMay("change_people");
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Shown read={read}>
      {(one) => (
        <Flex vertical gap={12}>
          <Typography.Text>
            {one.every_days ? t("reporting.every", { days: one.every_days, next: one.next_due ?? "—" }) : t("people.next.none")}
          </Typography.Text>
          {may && (
            <Space wrap>
              <Button type="primary" onClick={() => setOpen("report")}>{t("reporting.take")}</Button>
              <Button onClick={() => setOpen("excuse")}>{t("reporting.excuse")}</Button>
            </Space>
          )}
          <DueDays days={one.days} />
          <Excuses some={one.excuses} {...(may && { withdraw: (id: string) => setOpen({ withdraw: id }) })} />
          {open === "report" && <ReportForm person={person} channels={one.channels} close={close} />}
          {open === "excuse" && <ExcuseForm person={person} close={close} />}
          {typeof open === "object" && <WithdrawForm person={person} excuse={open.withdraw} close={close} />}
        </Flex>
      )}
    </Shown>
  );
}
