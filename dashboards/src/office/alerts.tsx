/** Alerts in both directions, what each office lets lie, who is on duty, how often a rule is wrong. */
import { Flex, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Board } from "./alert/board.tsx";
import { Duty } from "./alert/duty.tsx";
import { Alerts } from "./alert/list.tsx";
import { Rates } from "./alert/rates.tsx";

export default function AlertsPage() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const figures = useMay("see_statistics");
  const tab = query.get("tab") ?? (figures ? "person" : "office");
  const show = (id: string | null) => {
    const next = new URLSearchParams(query);
    id ? next.set("id", id) : next.delete("id");
    setQuery(next, { replace: true });
  };
  const list = (about: "person" | "office") => <Alerts about={about} open={query.get("id")} show={show} />;
  const office = { key: "office", label: t("alert.tab.office"), children: list("office") };
  const items = figures ? [
    { key: "person", label: t("alert.tab.person"), children: list("person") },
    office,
    { key: "board", label: t("alert.tab.board"), children: <Board /> },
    { key: "duty", label: t("alert.tab.duty"), children: <Duty /> },
    { key: "rates", label: t("alert.tab.rates"), children: <Rates /> },
  ] : [office];
  return (
    <Flex vertical gap={8}>
      <Heading tab={t("alert.title")} />
      <Typography.Text type="secondary">{t("alert.text")}</Typography.Text>
      <Tabs size="small" destroyOnHidden activeKey={tab} items={items} onChange={(key) => setQuery({ tab: key }, { replace: true })} />
    </Flex>
  );
}
