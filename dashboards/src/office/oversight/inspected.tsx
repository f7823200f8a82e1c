/** Complaints and opinions as the prosecutor sees them: all of the area. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { usePaging } from "../../kit/paging.ts";
import { Shown } from "../../kit/states.tsx";
import { ComplaintTable } from "./complaints.tsx";
import { OpinionTable } from "./opinions.tsx";
import { RaiseOpinion } from "./raise.tsx";

export function InspectedComplaints() {
  const paging = usePaging();
  const { page, size } = paging;
  const read = useQuery({
    queryKey: ["inspection", "complaints", page],
    queryFn: () => answer(api.GET("/api/inspection/complaints", { params: { query: { page, size } } })),
  });
  return <Shown read={read}>{(list) => <ComplaintTable list={list} paging={paging} />}</Shown>;
}

export function InspectedOpinions() {
  const { t } = useTranslation();
  const [raising, setRaising] = useState(false);
  const paging = usePaging();
  const { page, size } = paging;
  const read = useQuery({
    queryKey: ["opinions", "inspection", page],
    queryFn: () => answer(api.GET("/api/inspection/opinions", { params: { query: { page, size } } })),
  });
  return (
    <Flex vertical gap={12} align="start">
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setRaising(true)}>{t("opinion.raise")}</Button>
      <div style={{ width: "100%" }}>
        <Shown read={read}>{(list) => <OpinionTable list={list} paging={paging} />}</Shown>
      </div>
      {raising && <RaiseOpinion close={() => setRaising(false)} />}
    </Flex>
  );
}
