/** The rule book: what holds, by which source, and what waits for the legal office. */
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Flex, Input, Table, type TableColumnsType, Tabs, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { Closed } from "./rules/closed.tsx";
import { Levels } from "./rules/levels.tsx";
import { RuleDrawer } from "./rules/drawer.tsx";
import { useRuleTitle, useValue } from "./rules/value.ts";

type Item = Api<"RuleItem">;

export function Confirm({ open }: { open: boolean }) {
  const { t } = useTranslation();
  return <Tag color={open ? "warning" : "default"}>{t(open ? "rules.confirm" : "rules.confirmed")}</Tag>;
}

function useColumns(open: (name: string) => void): TableColumnsType<Item> {
  const { t } = useTranslation();
  const title = useRuleTitle();
  const value = useValue();
  return [
    {
      title: t("rules.rule"),
      render: (_, one) => (
        <>
          {title(one)}
          {one.note && <><br /><Typography.Text type="secondary">{one.note}</Typography.Text></>}
        </>
      ),
    },
    { title: t("rules.value"), render: (_, one) => <strong>{value(one)}</strong>, width: 170 },
    { title: t("rules.source"), dataIndex: "source", responsive: ["md"] },
    { title: t("rules.mark"), render: (_, one) => <><Confirm open={one.to_confirm} /> {t(`mark.${one.mark}`)}</>, responsive: ["lg"] },
    { title: t("rules.since"), dataIndex: "effective_from", responsive: ["md"], width: 110 },
    { width: 90, render: (_, one) => <Button size="small" onClick={() => open(one.name)}>{t("rules.history")}</Button> },
  ];
}

function Book({ items }: { items: Item[] }) {
  const { t } = useTranslation();
  const title = useRuleTitle();
  const [only, setOnly] = useState(false);
  const [part, setPart] = useState("");
  const [opened, setOpened] = useState<string | null>(null);
  const shown = items.filter(
    (one) => (!only || one.to_confirm) && `${title(one)} ${one.source} ${one.name}`.includes(part.trim()),
  );
  const open = items.filter((one) => one.to_confirm).length;
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center" className="screen">
        <Input.Search aria-label={t("rules.find")} placeholder={t("rules.find")} allowClear maxLength={60} onSearch={setPart} style={{ width: 260 }} />
        <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>{t("rules.only")}</Checkbox>
        <Typography.Text type="secondary">{t("rules.count", { all: items.length, open })}</Typography.Text>
      </Flex>
      <Table size="small" rowKey="name" columns={useColumns(setOpened)} dataSource={shown} pagination={false} />
      {opened !== null && <RuleDrawer name={opened} close={() => setOpened(null)} />}
    </Flex>
  );
}

export default function Rules() {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: ["rules"], queryFn: () => answer(api.GET("/api/rules")) });
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("rules.title")} />
      <Typography.Text type="secondary">{t("rules.note")}</Typography.Text>
      <Shown read={read}>
        {(book) => (
          <Tabs
            items={[
              { key: "rules", label: t("rules.rule"), children: <Book items={book.rules} /> },
              { key: "levels", label: t("rules.categories"), children: <Levels /> },
              { key: "days", label: t("rules.calendar"), children: <Closed /> },
            ]}
          />
        )}
      </Shown>
    </Flex>
  );
}
