/** The group classes, the latest first; one of them opens with its list. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Space, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { When } from "../../kit/when.tsx";
import { Attendance } from "./attendance.tsx";
import { ClassForm } from "./classform.tsx";

type One = Api<"ClassItem">;

function Marks({ one }: { one: One }) {
  const { t } = useTranslation();
  return (
    <Space size={4} wrap>
      {one.title}
      {one.minors && <Tag>{t("edu.class.minors")}</Tag>}
      {one.cancelled_at && <Tag color="warning">{t("edu.class.cancelled")}</Tag>}
    </Space>
  );
}

function All({ open }: { open: (id: string) => void }) {
  const { t } = useTranslation();
  const paging = usePaging();
  const { page, size } = paging;
  const read = useQuery({
    queryKey: ["classes", page],
    queryFn: () => answer(api.GET("/api/education/classes", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  const columns: TableColumnsType<One> = [
    { title: t("edu.class.when"), render: (_, one) => <When at={one.starts_at} stacked /> },
    { title: t("edu.course.title"), render: (_, one) => <Marks one={one} /> },
    { title: t("edu.class.place"), dataIndex: "place", responsive: ["md"] },
    { title: t("edu.class.teacher"), dataIndex: "teacher", responsive: ["lg"] },
    { title: t("act.actions"), render: (_, one) => <Button size="small" onClick={() => open(one.id)}>{t("edu.class.list")}</Button> },
  ];
  return (
    <List read={read} columns={columns} none={t("edu.class.none")} />
  );
}

export function Classes() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const [planning, setPlanning] = useState(false);
  const open = query.get("class");
  if (open) return <Attendance key={open} session={open} back={() => setQuery({ tab: "classes" })} />;
  return (
    <Flex vertical gap="small">
      <Button type="primary" icon={<PlusOutlined />} style={{ alignSelf: "start" }} onClick={() => setPlanning(true)}>{t("edu.class.add")}</Button>
      <All open={(id) => setQuery({ tab: "classes", class: id })} />
      {planning && <ClassForm close={() => setPlanning(false)} />}
    </Flex>
  );
}
