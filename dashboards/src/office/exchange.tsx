/** The paper list comes in, and what a role may take out goes out. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Flex, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { useMay } from "../kit/session.tsx";
import { When } from "../kit/when.tsx";
import { Bring } from "./exchange/bring.tsx";
import { Left } from "./exchange/left.tsx";
import { Result } from "./exchange/result.tsx";
import { TakeOut } from "./exchange/takeout.tsx";

type Batch = Api<"ImportBatch">;
const COLOUR = { done: "success", partial: "warning", refused: "error" } as const;

function Files({ open }: { open: (id: string) => void }) {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["imports", page],
    queryFn: () => answer(api.GET("/api/imports", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Card size="small" title={t("exchange.files")}>
      <List<Batch>
        read={read}
        none={t("exchange.none")}
        columns={[
          { title: t("exchange.at"), render: (_, one) => <When at={one.at} /> },
          { title: t("exchange.file"), dataIndex: "file_name" },
          { title: t("exchange.by"), dataIndex: "by", responsive: ["md"] },
          { title: t("exchange.state"), render: (_, one) => <><Tag color={COLOUR[one.state]}>{t(`exchange.${one.state}`)}</Tag>{t("exchange.sum", { taken: one.taken, known: one.known, bad: one.bad })}</> },
          { render: (_, one) => <Button size="small" onClick={() => open(one.id)}>{t("exchange.rows")}</Button> },
        ]}
      />
    </Card>
  );
}

export default function Exchange() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string | null>(null);
  const brings = useMay("import_people");
  const takes = useMay("export_people");
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("exchange.title")} />
      {brings && <Bring made={setOpened} />}
      {opened !== null && <Result id={opened} key={opened} />}
      {brings && <Files open={setOpened} />}
      {takes && <TakeOut />}
      {takes && <Left />}
    </Flex>
  );
}
