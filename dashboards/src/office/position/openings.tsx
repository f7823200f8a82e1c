/** Who looked at the trajectory of a person and why; the person sees the same. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";

type Opening = Api<"OpeningItem">;

export function useOpenings(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["trajectory-openings", person],
    queryFn: () => answer(api.GET("/api/people/{person}/trajectory-openings", { params: { path: { person } } })),
  });
}

export function Openings({ person }: { person: string }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Opening> = [
    { title: t("pos.openings.at"), width: 210, render: (_, one) => <When at={one.opened_at} stacked /> },
    { title: t("pos.openings.by"), width: 140, dataIndex: "staff" },
    { title: t("track.why"), dataIndex: "reason" },
  ];
  return (
    <Card size="small" title={t("pos.openings")}>
      <Shown read={useOpenings(person)}>
        {(list) => (
          <Table
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={list}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("pos.openings.none")} /> }}
            scroll={{ x: "max-content" }}
          />
        )}
      </Shown>
    </Card>
  );
}
