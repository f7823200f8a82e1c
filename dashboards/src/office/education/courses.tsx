/** The courses: drafts, published, withdrawn. */
import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Empty, Flex, Space, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { Editor } from "./editor.tsx";
import { useChange, useCourses } from "./use.ts";

type One = Api<"CourseItem">;
const COLOUR: Record<One["state"], string> = { draft: "default", published: "success", withdrawn: "warning" };

function Actions({ one, edit }: { one: One; edit: () => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const turn = useChange((state: One["state"]) => (
    answer(api.POST("/api/education/courses/{course}/state", { params: { path: { course: one.id } }, body: { state } }))
  ));
  async function withdraw(): Promise<void> {
    const sure = await modal.confirm({ title: t("course.withdraw.ask"), content: t("course.withdraw.text") });
    if (sure) turn.mutate("withdrawn");
  }
  return (
    <Flex vertical gap={4}>
      <Space>
        <Button size="small" onClick={edit}>{t("course.edit")}</Button>
        {one.state === "published"
          ? <Button size="small" onClick={() => void withdraw()} loading={turn.isPending}>{t("course.withdraw")}</Button>
          : <Button size="small" type="primary" onClick={() => turn.mutate("published")} loading={turn.isPending}>{t("course.publish")}</Button>}
      </Space>
      {turn.isError && <Failure error={turn.error} />}
    </Flex>
  );
}

export function Courses() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const columns: TableColumnsType<One> = [
    { title: t("course.name"), dataIndex: "title" },
    { title: t("course.audience"), render: (_, one) => t(`audience.${one.audience}`), responsive: ["md"] },
    { title: t("edu.minutes"), dataIndex: "minutes", align: "right", responsive: ["md"] },
    { title: t("course.version"), dataIndex: "version", align: "right", responsive: ["lg"] },
    { title: t("course.state"), render: (_, one) => <Tag color={COLOUR[one.state]}>{t(`course.${one.state}`)}</Tag> },
    { title: t("act.actions"), render: (_, one) => <Actions one={one} edit={() => setOpen(one.id)} /> },
  ];
  return (
    <Flex vertical gap={12}>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")} style={{ alignSelf: "start" }}>{t("course.add")}</Button>
      <Shown read={useCourses()}>
        {(list) => <Table size="small" rowKey="id" columns={columns} dataSource={list} pagination={false} locale={{ emptyText: <Empty description={t("course.none")} /> }} />}
      </Shown>
      {open && <Editor key={open} id={open} close={() => setOpen(null)} />}
    </Flex>
  );
}
