/** Who is on duty at each office this week; nobody named means any of its officers. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Select, Table, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { useSent } from "./use.ts";

type Office = Api<"OfficeDuty">;
type Day = Api<"DutyDay">;

function Named({ one, day }: { one: Office; day: Day }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const [changes, city] = [useMay("change_people"), useMay("decide_city")];
  const sent = useSent((staff: string | null) => answer(api.POST("/api/duty", { body: { office: one.office, day: day.day, staff } })));
  if (!changes && !city) return <>{one.officers.find((who) => who.id === day.staff)?.name ?? t("alert.duty.any")}</>;
  return (
    <Select<string | null> size="small" style={{ width: 130 }} aria-label={`${area(one.office)} ${day.day}`} allowClear value={day.staff} placeholder={t("duty.any")} loading={sent.isPending}
      onChange={(staff?: string | null) => sent.mutate(staff ?? null)} options={one.officers.map((who) => ({ value: who.id, label: who.name }))} />
  );
}

export function Duty() {
  const { t, i18n } = useTranslation();
  const area = useAreaName();
  const read = useQuery({ queryKey: ["duty"], queryFn: () => answer(api.GET("/api/duty")) });
  const weekday = (day: string) => new Date(`${day}T12:00:00+08:00`).toLocaleDateString(i18n.language.startsWith("zh") ? "zh-CN" : "en-GB", { timeZone: "Asia/Shanghai", weekday: "short" });
  const columns = (rows: Office[]): TableColumnsType<Office> => [
    { title: t("alert.office"), render: (_, one) => area(one.office) },
    ...(rows[0]?.days ?? []).map((day, at) => ({
      title: `${day.day.slice(5)} ${weekday(day.day)}`,
      render: (_: unknown, one: Office) => one.days[at] && <Named one={one} day={one.days[at]} />,
    })),
  ];
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("duty.text")}</Typography.Text>
      <Shown read={read}>
        {(rows) => <Table size="small" rowKey="office" columns={columns(rows)} dataSource={rows} pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty description={t("duty.none")} /> }} />}
      </Shown>
    </Flex>
  );
}
