/** Leave and frequent travel of the own area: what goes on first. */
import { Flex, Select, Switch, Tabs, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { LeaveActions, TravelActions } from "./leave/actions.tsx";
import { useLeaveColumns, useTravelColumns } from "./leave/columns.tsx";
import { type Phase, PHASES, useLeaves, useTravels } from "./leave/use.ts";

type Item = Api<"LeaveItem">;
type Often = Api<"TravelItem">;

function Leaves() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const phase = PHASES.find((one) => one === query.get("phase")) ?? null;
  const { page, size } = usePaging();
  const read = useLeaves(phase, page, size);
  const columns: TableColumnsType<Item> = [
    { title: t("leave.person"), render: (_, one) => <Link style={{ whiteSpace: "nowrap" }} to={`/people/${one.person.id}?part=leave`}>{one.person.name}</Link> },
    ...useLeaveColumns<Item>(),
    { title: t("leave.act"), render: (_, one) => <LeaveActions one={one} /> },
  ];
  const options = PHASES.map((value) => ({ value, label: t(`phase.${value}`) }));
  return (
    <Flex vertical gap={12}>
      <Select<Phase>
        aria-label={t("leave.phase")}
        placeholder={t("leave.phase")}
        allowClear
        value={phase}
        options={options}
        onChange={(next?: Phase) => setQuery(next ? { phase: next } : {})}
        style={{ width: 200 }}
      />
      <List read={read} columns={columns} none={t("leave.none")} />
    </Flex>
  );
}

function Travels() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const live = query.get("live") !== "no";
  const { page, size } = usePaging();
  const read = useTravels(live, page, size);
  const columns: TableColumnsType<Often> = [
    { title: t("leave.person"), render: (_, one) => <Link style={{ whiteSpace: "nowrap" }} to={`/people/${one.person.id}?part=leave`}>{one.person.name}</Link> },
    ...useTravelColumns<Often>(),
    { title: t("leave.act"), render: (_, one) => <TravelActions one={one} /> },
  ];
  return (
    <Flex vertical gap={12} align="stretch">
      <Flex>
        <Switch
          checked={live}
          checkedChildren={t("leave.live")}
          unCheckedChildren={t("leave.live.all")}
          aria-label={t("leave.live")}
          onChange={(next) => setQuery(next ? { tab: "travel" } : { tab: "travel", live: "no" })}
        />
      </Flex>
      <List read={read} columns={columns} none={t("leave.travel.none")} />
    </Flex>
  );
}

export default function LeavesPage() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const items = [
    { key: "leave", label: t("leave.tab"), children: <Leaves /> },
    { key: "travel", label: t("leave.travel"), children: <Travels /> },
  ];
  return (
    <Flex vertical gap={4}>
      <Heading tab={t("leave.title")} />
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "leave"} items={items} onChange={(tab) => setQuery({ tab })} />
    </Flex>
  );
}
