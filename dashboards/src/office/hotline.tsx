/** The hotline 12348: the seat and the call on it, call-backs, calls, quality, figures. */
import { Flex, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { Backs } from "./hotline/backs.tsx";
import { Calling } from "./hotline/call.tsx";
import { Calls } from "./hotline/calls.tsx";
import { Checks } from "./hotline/checks.tsx";
import { HotlineFigures } from "./hotline/figures.tsx";
import { Seat } from "./hotline/seat.tsx";
import { useDesk } from "./hotline/use.ts";

/** Asks while any tab is open, for a seat is rung only while its page asks. */
function Desk({ read }: { read: ReturnType<typeof useDesk> }) {
  return <Shown read={read}>{(desk) => <Flex vertical gap={8}><Seat desk={desk} /><Calling desk={desk} /></Flex>}</Shown>;
}

export default function Hotline() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const checks = useMay("check_calls");
  const desk = useDesk();
  const items = [
    { key: "desk", label: t("hotline.tab.desk"), children: <Desk read={desk} /> },
    { key: "backs", label: t("hotline.tab.backs"), children: <Backs /> },
    { key: "calls", label: t("hotline.tab.calls"), children: <Calls /> },
    ...(checks ? [{ key: "checks", label: t("hotline.tab.checks"), children: <Checks /> }] : []),
    { key: "figures", label: t("hotline.tab.figures"), children: <HotlineFigures /> },
  ];
  return (
    <Flex vertical gap={8}>
      <Heading tab={t("hotline.title")} />
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "desk"} items={items} onChange={(tab) => setQuery({ tab }, { replace: true })} />
    </Flex>
  );
}
