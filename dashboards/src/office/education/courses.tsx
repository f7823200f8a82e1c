/** The courses: drafts, published, withdrawn. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Empty, Flex, Space, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { CourseForm } from "./courseform.tsx";

type One = Api<"CourseItem">;
const COLOUR: Record<One["state"], string> = { draft: "default", published: "success", withdrawn: "warning" };

function Actions({ one, edit }: { one: One; edit: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const next = one.state === "published" ? "withdrawn" : "published";
  const turn = useMutation({
    mutationFn: () => answer(api.POST("/api/education/courses/{course}/state", { params: { path: { course: one.id } }, body: { state: next } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["courses"] }),
  });
  return (
    <Flex vertical gap={4}>
      <Space>
        <Button size="small" onClick={edit}>{t("edu.course.edit")}</Button>
        <Button size="small" loading={turn.isPending} onClick={() => turn.mutate()}>
          {t(next === "published" ? "edu.course.publish" : "edu.course.withdraw")}
        </Button>
      </Space>
      {turn.isError && <Failure error={turn.error} />}
    </Flex>
  );
}

export function Courses() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | "new" | null>(null);
  const read = useQuery({ queryKey: ["courses"], queryFn: () => answer(api.GET("/api/education/courses")) });
  const columns: TableColumnsType<One> = [
    { title: t("edu.course.title"), dataIndex: "title" },
    { title: t("edu.course.audience"), render: (_, one) => t(`edu.audience.${one.audience}`), responsive: ["md"] },
    { title: t("edu.course.minutes"), dataIndex: "minutes", align: "right", responsive: ["md"] },
    { title: t("edu.course.version"), dataIndex: "version", align: "right", responsive: ["lg"] },
    { title: t("edu.state"), render: (_, one) => <Tag color={COLOUR[one.state]}>{t(`edu.state.${one.state}`)}</Tag> },
    { title: t("act.actions"), render: (_, one) => <Actions one={one} edit={() => setOpen(one.id)} /> },
  ];
  return (
    <Flex vertical gap="small">
      <Button type="primary" icon={<PlusOutlined />} style={{ alignSelf: "start" }} onClick={() => setOpen("new")}>{t("edu.course.add")}</Button>
      <Shown read={read}>
        {(list) => <Table size="small" rowKey="id" columns={columns} dataSource={list} pagination={false} locale={{ emptyText: <Empty description={t("edu.course.none")} /> }} />}
      </Shown>
      {open && <CourseForm course={open === "new" ? null : open} close={() => setOpen(null)} />}
    </Flex>
  );
}
