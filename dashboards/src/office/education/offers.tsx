/** Service for the public: offers, who takes part, and what became of it. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { OfferForm } from "./offerform.tsx";
import { TakingPart } from "./takingpart.tsx";

type Offer = Api<"OfferItem">;

function useColumns(): TableColumnsType<Offer> {
  const { t } = useTranslation();
  return [
    { title: t("edu.offer.day"), dataIndex: "on_day" },
    { title: t("edu.course.title"), dataIndex: "title" },
    { title: t("edu.class.place"), dataIndex: "place", responsive: ["md"] },
    { title: t("edu.course.minutes"), dataIndex: "minutes", responsive: ["lg"] },
    { title: t("edu.offer.taken"), render: (_, one) => `${one.taken} / ${one.capacity}` },
  ];
}

export function Offers() {
  const { t } = useTranslation();
  const paging = usePaging();
  const [making, setMaking] = useState(false);
  const columns = useColumns();
  const { page, size } = paging;
  const read = useQuery({
    queryKey: ["offers", page],
    queryFn: () => answer(api.GET("/api/education/offers", { params: { query: { page, size } } })),
  });
  return (
    <Flex vertical gap="small">
      <Button type="primary" icon={<PlusOutlined />} style={{ alignSelf: "start" }} onClick={() => setMaking(true)}>
        {t("edu.offer.add")}
      </Button>
      <List read={read} columns={columns} none={t("edu.offer.none")} expandable={{ expandedRowRender: (one) => <TakingPart offer={one.id} /> }} />
      {making && <OfferForm close={() => setMaking(false)} />}
    </Flex>
  );
}
