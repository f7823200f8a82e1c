/** Service for the public: offered, never ordered. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Flex, Space, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { pager, usePaging } from "../../kit/paging.ts";
import { Shown } from "../../kit/states.tsx";
import { Helpers } from "./helpers.tsx";
import { OfferForm } from "./offer.tsx";

type One = Api<"OfferItem">;

export function Service() {
  const { t } = useTranslation();
  const paging = usePaging();
  const [making, setMaking] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const { page, size } = paging;
  const read = useQuery({
    queryKey: ["education", "offers", page],
    queryFn: () => answer(api.GET("/api/education/offers", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  const columns: TableColumnsType<One> = [
    { title: t("offer.name"), render: (_, one) => <>{one.title} {one.minors && <Tag>{t("edu.minors")}</Tag>}</> },
    { title: t("offer.day"), dataIndex: "on_day" },
    { title: t("edu.place"), dataIndex: "place", responsive: ["md"] },
    { title: t("edu.minutes"), dataIndex: "minutes", align: "right", responsive: ["lg"] },
    { title: t("offer.abilities"), render: (_, one) => <Space wrap size={4}>{one.abilities.map((word) => <Tag key={word}>{word}</Tag>)}</Space>, responsive: ["lg"] },
    { title: t("offer.taken"), render: (_, one) => `${one.taken} / ${one.capacity}`, align: "right", responsive: ["md"] },
    { title: t("act.actions"), render: (_, one) => <Button size="small" onClick={() => setOpen(one.id)}>{t("offer.people")}</Button> },
  ];
  return (
    <Flex vertical gap={12}>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)} style={{ alignSelf: "start" }}>{t("offer.add")}</Button>
      <Shown read={read}>
        {(list) => (
          <Table size="small" rowKey="id" columns={columns} dataSource={list.items} pagination={pager(t, list, paging)} locale={{ emptyText: <Empty description={t("offer.none")} /> }} />
        )}
      </Shown>
      {making && <OfferForm close={() => setMaking(false)} />}
      {open && <Helpers id={open} close={() => setOpen(null)} />}
    </Flex>
  );
}
