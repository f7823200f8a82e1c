/** Alerts in both directions, what each office lets lie, and how often a rule is wrong. */
import { Flex, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Board, Rates } from "./alert/board.tsx";
import { Alerts } from "./alert/list.tsx";

export default function AlertsPage() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const figures = useMay("see_statistics");
  const items = [
    { key: "person", label: t("alert.tab.person"), children: <Alerts about="person" /> },
    { key: "office", label: t("alert.tab.office"), children: <Alerts about="office" /> },
    ...(figures ? [{ key: "board", label: t("alert.tab.board"), children: <Board /> }, { key: "rates", label: t("alert.tab.rates"), children: <Rates /> }] : []),
  ];
  return (
    <Flex vertical gap={8}>
      <Heading tab={t("alert.title")} />
      <Typography.Text type="secondary">{t("alert.text")}</Typography.Text>
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "person"} items={items} onChange={(tab) => setQuery({ tab }, { replace: true })} />
    </Flex>
  );
}
