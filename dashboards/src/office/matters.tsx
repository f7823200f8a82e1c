/** The desk of the public legal service: the queue, who may be the same person, figures. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Tabs, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { Counter } from "./matter/counter.tsx";
import { Figures } from "./matter/figures.tsx";
import { OpenLinks } from "./matter/links.tsx";
import { Queue } from "./matter/queue.tsx";

export default function Matters() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const [entering, setEntering] = useState(false);
  const items = [
    { key: "queue", label: t("matter.tab.queue"), children: <Queue /> },
    { key: "links", label: t("matter.tab.links"), children: <OpenLinks /> },
    { key: "figures", label: t("matter.tab.figures"), children: <Figures /> },
  ];
  return (
    <Flex vertical gap={8}>
      <Flex wrap gap={12} align="center" justify="space-between">
        <Heading tab={t("matter.title")} />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEntering(true)}>{t("matter.counter")}</Button>
      </Flex>
      <Typography.Text type="secondary">{t("matter.note")}</Typography.Text>
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "queue"} items={items} onChange={(tab) => setQuery({ tab }, { replace: true })} />
      {entering && <Counter close={() => setEntering(false)} />}
    </Flex>
  );
}
