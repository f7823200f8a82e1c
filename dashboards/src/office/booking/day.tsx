/** The visits of a day, and whether somebody came. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Empty, Radio, Table, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { Shown } from "../../kit/states.tsx";
import { shanghai } from "../../kit/time.ts";
import { useNow } from "../../kit/when.tsx";

type Visit = Api<"BookingItem">;

function Came({ one, day, code }: { one: Visit; day: string; code: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const complain = useComplain();
  const now = useNow();
  const note = useMutation({
    mutationFn: (came: boolean) =>
      answer(api.POST("/api/bookings/{booking}/came", { params: { path: { booking: one.id } }, body: { came } })),
    onSuccess: (noted) =>
      client.setQueryData<Visit[]>(["bookings", code, day], (list) => list?.map((old) => (old.id === noted.id ? noted : old))),
    onError: complain,
  });
  if (Date.parse(one.starts_at) > now) return <Typography.Text type="secondary">{t("booking.came.later")}</Typography.Text>;
  return (
    <Radio.Group
      aria-label={`${t("booking.came")} ${one.name}`}
      optionType="button"
      size="small"
      value={one.came}
      disabled={note.isPending}
      onChange={({ target }) => note.mutate(target.value as boolean)}
      options={[
        { value: true, label: t("booking.came.yes") },
        { value: false, label: t("booking.came.no") },
      ]}
    />
  );
}

export function DayTable({ code, day }: { code: string; day: string }) {
  const { t } = useTranslation();
  const read = useQuery({
    queryKey: ["bookings", code, day],
    queryFn: () => answer(api.GET("/api/points/{code}/bookings", { params: { path: { code }, query: { day } } })),
  });
  const columns: TableColumnsType<Visit> = [
    { title: t("booking.time"), render: (_, one) => shanghai(one.starts_at).format("HH:mm") },
    { title: t("booking.name"), dataIndex: "name" },
    { title: t("booking.phone"), render: (_, one) => (one.phone ? <a href={`tel:${one.phone}`}>{one.phone}</a> : t("word.none")) },
    {
      title: t("booking.matter"),
      render: (_, one) => (one.matter ? <Link to={`/matters/${one.matter}`}>{t("booking.matter.open")}</Link> : t("booking.matter.none")),
    },
    { title: t("booking.came"), render: (_, one) => <Came one={one} day={day} code={code} /> },
  ];
  return (
    <Shown read={read}>
      {(list) => (
        <Table
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={list}
          pagination={false}
          scroll={{ x: "max-content" }}
          locale={{ emptyText: <Empty description={t("booking.none")} /> }}
        />
      )}
    </Shown>
  );
}
