/** The files that came, and what is wrong with their rows, as the sender was told. */
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";

type Batch = Api<"BatchLine">;
const COLOUR = { taken: "success", partial: "warning", refused: "error" } as const;

function Faults({ batch, close }: { batch: Batch; close: () => void }) {
  const { t } = useTranslation();
  const read = useQuery({
    queryKey: ["batches", batch.id],
    queryFn: () => answer(api.GET("/api/sharing/batches/{batch}", { params: { path: { batch: batch.id } } })),
  });
  return (
    <Drawer open onClose={close} title={batch.key} size={560}>
      <Shown read={read}>
        {(found) => (
          <Table
            size="small"
            rowKey={(one) => `${one.place} ${one.heading}`}
            pagination={false}
            dataSource={found.faults}
            columns={[
              { title: t("batch.row"), dataIndex: "place" },
              { title: t("batch.heading"), dataIndex: "heading" },
              { title: t("batch.todo"), dataIndex: "todo" },
            ]}
          />
        )}
      </Shown>
    </Drawer>
  );
}

export function Files() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const [opened, setOpened] = useState<Batch>();
  const read = useQuery({
    queryKey: ["batches", page],
    queryFn: () => answer(api.GET("/api/sharing/batches", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <>
      <List<Batch>
        read={read}
        none={t("batch.none")}
        columns={[
          { title: t("batch.from"), dataIndex: "partner" },
          { title: t("batch.key"), dataIndex: "key" },
          { title: t("came.at"), render: (_, one) => <When at={one.received_at} stacked /> },
          { title: t("packet.state"), render: (_, one) => <Tag color={COLOUR[one.state]}>{t(`batch.${one.state}`, { bad: one.bad, total: one.total })}</Tag> },
          { title: t("batch.times"), dataIndex: "times", responsive: ["md"] },
          { title: t("act.actions"), render: (_, one) => one.bad > 0 && <Button size="small" onClick={() => setOpened(one)}>{t("batch.open")}</Button> },
        ]}
      />
      {opened && <Faults batch={opened} close={() => setOpened(undefined)} />}
    </>
  );
}
