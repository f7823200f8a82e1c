/** What could not be read, kept whole until somebody has looked. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { When } from "../kit/when.tsx";
import { bytes } from "../kit/write.ts";
import { Kept } from "./quarantine/kept.tsx";
import { why } from "./quarantine/why.ts";

type Item = Api<"QuarantineItem">;

function useColumns(open: (id: number) => void): TableColumnsType<Item> {
  const { t } = useTranslation();
  return [
    { title: t("quarantine.at"), render: (_, one) => <When at={one.received_at} /> },
    { title: t("quarantine.reason"), render: (_, one) => t(why(one.reason)) },
    { title: t("quarantine.from"), render: (_, one) => one.device || t("quarantine.from.none"), responsive: ["md"] },
    { title: t("quarantine.topic"), render: (_, one) => <code>{one.topic}</code>, responsive: ["xl"] },
    { title: t("quarantine.seen"), dataIndex: "seen", align: "right", responsive: ["md"] },
    { title: t("quarantine.size"), render: (_, one) => bytes(one.size), align: "right", responsive: ["md"] },
    {
      render: (_, one) => (
        <Button size="small" onClick={() => open(one.id)}>{t("quarantine.open")}</Button>
      ),
    },
  ];
}

export default function Quarantine() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const [opened, setOpened] = useState<number | null>(null);
  const columns = useColumns(setOpened);
  const read = useQuery({
    queryKey: ["quarantine", page],
    queryFn: () => answer(api.GET("/api/quarantine", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("quarantine.title")} />
      <Typography.Text type="secondary">{t("quarantine.note")}</Typography.Text>
      <List read={read} columns={columns} none={t("quarantine.none")} />
      {opened !== null && <Kept id={opened} close={() => setOpened(null)} />}
    </Flex>
  );
}
