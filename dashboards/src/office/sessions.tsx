/** Sessions before the cameras of the posts, and the register of who looked at a recording. */
import { Flex, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { Sessions } from "./session/list.tsx";
import { Register } from "./session/register.tsx";

export default function SessionsPage() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const items = [
    { key: "list", label: t("session.tab.list"), children: <Sessions /> },
    { key: "register", label: t("session.tab.register"), children: <Register session={null} /> },
  ];
  return (
    <Flex vertical gap={8}>
      <Heading tab={t("session.title")} />
      <Typography.Text type="secondary">{t("session.text")}</Typography.Text>
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "list"} items={items} onChange={(tab) => setQuery({ tab }, { replace: true })} />
    </Flex>
  );
}
