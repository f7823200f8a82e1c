/** Exchange with police, procuratorate and court: what was sent, what came, and with whom. */
import { Flex, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Came } from "./sharing/came.tsx";
import { Files } from "./sharing/files.tsx";
import { Partners } from "./sharing/partners.tsx";
import { Sent } from "./sharing/sent.tsx";

export default function Sharing() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const keeps = useMay("administer");
  const parts = [
    ...(keeps ? [] : [
      { key: "sent", label: t("sharing.sent"), children: <Sent /> },
      { key: "came", label: t("sharing.came"), children: <Came /> },
      { key: "files", label: t("sharing.files"), children: <Files /> },
    ]),
    { key: "partners", label: t("sharing.partners"), children: <Partners /> },
  ];
  const part = query.get("part") ?? parts[0]?.key;
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("sharing.title")} />
      <Typography.Text type="secondary">{t("sharing.note")}</Typography.Text>
      <Tabs destroyOnHidden activeKey={part} onChange={(key) => setQuery({ part: key })} items={parts} />
    </Flex>
  );
}
