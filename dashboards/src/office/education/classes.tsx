/** The group classes, the latest first. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Flex, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { pager, usePaging } from "../../kit/paging.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { Plan } from "./plan.tsx";

type One = Api<"ClassItem">;

function Name({ one }: { one: One }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to={`/education/classes/${one.id}`}>{one.title}</Link>{" "}
      {one.minors && <Tag>{t("edu.minors")}</Tag>}
      {one.cancelled_at && <Tag color="warning">{t("class.cancelled")}</Tag>}
    </>
  );
}

export function Classes() {
  const { t } = useTranslation();
  const paging = usePaging();
  const [planning, setPlanning] = useState(false);
  const { page, size } = paging;
  const read = useQuery({
    queryKey: ["education", "classes", page],
    queryFn: () => answer(api.GET("/api/education/classes", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  const columns: TableColumnsType<One> = [
    { title: t("class.name"), render: (_, one) => <Name one={one} /> },
    { title: t("class.when"), render: (_, one) => <When at={one.starts_at} stacked /> },
    { title: t("edu.place"), dataIndex: "place", responsive: ["md"] },
    { title: t("class.teacher"), dataIndex: "teacher", responsive: ["lg"] },
    { title: t("edu.minutes"), dataIndex: "minutes", align: "right", responsive: ["lg"] },
    { title: t("edu.capacity"), dataIndex: "capacity", align: "right", responsive: ["lg"] },
  ];
  return (
    <Flex vertical gap={12}>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning(true)} style={{ alignSelf: "start" }}>{t("class.add")}</Button>
      <Shown read={read}>
        {(list) => (
          <Table size="small" rowKey="id" columns={columns} dataSource={list.items} pagination={pager(t, list, paging)} locale={{ emptyText: <Empty description={t("class.none")} /> }} />
        )}
      </Shown>
      {planning && <Plan close={() => setPlanning(false)} />}
    </Flex>
  );
}
