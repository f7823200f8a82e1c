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
import { Tickets } from "./sharing/tickets.tsx";
import { Unreached } from "./sharing/told.tsx";

export default function Sharing() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const keeps = useMay("administer");
  const serves = useMay("work_matters"); // no paper and no row about anybody: tickets, and matters passed on
  const sent = { key: "sent", label: t("sharing.sent"), children: <Sent /> };
  const parts = serves ? [{ key: "tickets", label: t("sharing.tickets"), children: <Tickets /> }, sent] : [
    ...(keeps ? [] : [
      sent,
      { key: "came", label: t("sharing.came"), children: <Came /> },
      { key: "files", label: t("sharing.files"), children: <Files /> },
    ]),
    { key: "partners", label: t("sharing.partners"), children: <Partners /> },
  ];
  const part = query.get("part") ?? parts[0]?.key;
  return (
    <Flex vertical gap={12}>
      <Heading tab={t(serves ? "sharing.platforms" : "sharing.title")} />
      <Typography.Text type="secondary">{t(serves ? "sharing.platforms.note" : "sharing.note")}</Typography.Text>
      {!serves && <Unreached />}
      <Tabs destroyOnHidden activeKey={part} onChange={(key) => setQuery({ part: key })} items={parts} />
    </Flex>
  );
}
