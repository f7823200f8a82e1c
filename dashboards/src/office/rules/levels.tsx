/** The categories, how often and by which ways each reports. */
import { useQuery } from "@tanstack/react-query";
import { Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";
import { Confirm } from "../rules.tsx";

export function Levels() {
  const { t, i18n } = useTranslation();
  const read = useQuery({ queryKey: ["categories"], queryFn: () => answer(api.GET("/api/categories")) });
  return (
    <Shown read={read}>
      {(found) => (
        <Table
          size="small"
          rowKey="code"
          pagination={false}
          dataSource={found}
          columns={[
            { title: t("rules.categories"), render: (_, one) => (i18n.language === "en" ? one.name_en : one.name_zh) },
            { title: t("rules.value"), render: (_, one) => t("rules.every", { n: one.every_days }) },
            { title: t("rules.channels"), render: (_, one) => one.channels.map((way) => <Tag key={way}>{t(`way.${way}`)}</Tag>) },
            { title: t("rules.source"), render: (_, one) => <>{one.rule_source} <Confirm open={one.to_confirm} /></>, responsive: ["md"] },
          ]}
        />
      )}
    </Shown>
  );
}
