/** The files that came by wire or on a disc, and what is wrong with their rows, as the sender is told. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Empty, Flex, Modal, Table, Tag, Typography, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";

type Batch = Api<"BatchLine">;
const COLOUR = { taken: "success", partial: "warning", refused: "error" } as const;

/** How a file stands, in words. */
function Stands({ one }: { one: Batch }) {
  const { t } = useTranslation();
  return <Tag color={COLOUR[one.state]}>{t(`batch.${one.state}`, { bad: one.bad, total: one.total })}</Tag>;
}

/** What came of a file: to be printed, or to go back signed on the disc. */
function Made({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const answers = useMay("decide_county");
  const read = useQuery({
    queryKey: ["batches", id],
    queryFn: () => answer(api.GET("/api/sharing/batches/{batch}", { params: { path: { batch: id } } })),
  });
  const footer = (
    <Flex gap={8} justify="end" className="screen">
      {answers && <Button href={`/api/sharing/batches/${id}/signed`}>{t("disc.answer")}</Button>}
      <Button onClick={() => window.print()}>{t("act.print")}</Button>
    </Flex>
  );
  return (
    <Modal open onCancel={close} title={read.data ? `${read.data.batch.partner} ${read.data.batch.key}` : t("batch.made")} footer={footer} width={640}>
      <Shown read={read}>
        {(found) => (
          <Flex vertical gap={8} align="flex-start">
            <Stands one={found.batch} />
            <Table
              size="small"
              style={{ width: "100%" }}
              rowKey={(one) => `${one.place} ${one.heading}`}
              pagination={false}
              dataSource={found.faults}
              locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("batch.good")} /> }}
              columns={[
                { title: t("batch.row"), dataIndex: "place" },
                { title: t("batch.heading"), dataIndex: "heading" },
                { title: t("batch.todo"), dataIndex: "todo" },
              ]}
            />
          </Flex>
        )}
      </Shown>
    </Modal>
  );
}

/** Take a signed file from a disc. */
function Take({ made }: { made: (id: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: (file: File) =>
      answer(api.POST("/api/sharing/discs", {
        body: file as never,
        bodySerializer: (body) => body as never,
        headers: { "Content-Type": "application/octet-stream" },
      })),
    onSuccess: (found) => {
      for (const key of ["batches", "rows"]) void client.invalidateQueries({ queryKey: [key] });
      made(found.batch.id);
    },
  });
  return (
    <Flex vertical gap={8} align="flex-start" className="screen">
      <Upload accept=".p7m,.pem" showUploadList={false} beforeUpload={(file) => { take.mutate(file); return false; }}>
        <Button icon={<UploadOutlined />} loading={take.isPending}>{t("disc.take")}</Button>
      </Upload>
      <Typography.Text type="secondary">{t("disc.note")}</Typography.Text>
      {take.isError && <Failure error={take.error} />}
    </Flex>
  );
}

export function Files() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const takes = useMay("decide_county");
  const [opened, setOpened] = useState<string>();
  const read = useQuery({
    queryKey: ["batches", page],
    queryFn: () => answer(api.GET("/api/sharing/batches", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      {takes && <Take made={setOpened} />}
      <List<Batch>
        read={read}
        none={t("batch.none")}
        columns={[
          { title: t("batch.from"), dataIndex: "partner" },
          { title: t("batch.key"), dataIndex: "key" },
          { title: t("came.at"), render: (_, one) => <When at={one.received_at} stacked /> },
          { title: t("packet.state"), render: (_, one) => <Stands one={one} /> },
          { title: t("batch.times"), dataIndex: "times", responsive: ["md"] },
          { title: t("act.actions"), render: (_, one) => <Button size="small" onClick={() => setOpened(one.id)}>{t(one.bad > 0 ? "batch.open" : "batch.made")}</Button> },
        ]}
      />
      {opened && <Made id={opened} close={() => setOpened(undefined)} />}
    </Flex>
  );
}
