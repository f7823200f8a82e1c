/** Texts by state, what failed outside, and the columns of the portal. */
import { Flex, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { Columns } from "./article/columns.tsx";
import { Failures } from "./article/failures.tsx";
import { Texts } from "./article/texts.tsx";

export default function Articles() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const items = [
    { key: "texts", label: t("article.texts"), children: <Texts /> },
    { key: "failures", label: t("article.failures"), children: <Failures /> },
    { key: "columns", label: t("article.columns"), children: <Columns /> },
  ];
  return (
    <Flex vertical gap={8}>
      <Heading tab={t("menu.articles")} />
      <Typography.Text type="secondary">{t("article.note")}</Typography.Text>
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "texts"} items={items} onChange={(tab) => setQuery({ tab })} />
    </Flex>
  );
}
