/** The conduct of an area: whose numbers meet a condition, what waits, and what was decided. */
import { useQuery } from "@tanstack/react-query";
import { Flex, Segmented, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { When } from "../kit/when.tsx";
import { useCounted } from "./conduct/counted.ts";

const SHOWS = ["hints", "open", "tell", "objections", "all"] as const;
type Show = (typeof SHOWS)[number];
type State = Api<"AreaSanction">["state"];
const STATES: Partial<Record<Show, State[]>> = { open: ["proposed"], tell: ["decided"] };

function Who({ one }: { one: Api<"PersonBrief"> }) {
  return <Link to={`/people/${one.id}?part=conduct`}>{one.name}</Link>;
}

function Hints() {
  const { t } = useTranslation();
  const paging = usePaging();
  const query = { page: paging.page, size: paging.size };
  const read = useQuery({ queryKey: ["conduct_hints", query], queryFn: () => answer(api.GET("/api/conduct/hints", { params: { query } })) });
  const counted = useCounted();
  const columns: TableColumnsType<Api<"PersonHint">> = [
    { title: t("conduct.person"), render: (_, one) => <Who one={one.person} /> },
    { title: t("conduct.measure"), render: (_, one) => <Tag>{t(`measure.${one.measure}`)}</Tag> },
    { title: t("conduct.number"), render: (_, one) => counted(one) },
    { title: t("conduct.since"), dataIndex: "since", responsive: ["md"] },
    {
      title: t("conduct.rule"),
      responsive: ["md"],
      render: (_, one) => <>{one.source} {one.to_confirm && <Tag>{t("conduct.confirm")}</Tag>}</>,
    },
  ];
  return (
    <List read={read} columns={columns} none={t("conduct.hints.none")} rowKey={(one) => `${one.person.id} ${one.measure} ${one.ground} ${one.since}`} />
  );
}

function Measures({ show }: { show: Show }) {
  const { t } = useTranslation();
  const paging = usePaging();
  const state = STATES[show];
  const query = { page: paging.page, size: paging.size, objected: show === "objections", ...(state && { state }) };
  const read = useQuery({ queryKey: ["sanctions", query], queryFn: () => answer(api.GET("/api/conduct/sanctions", { params: { query } })) });
  const columns: TableColumnsType<Api<"AreaSanction">> = [
    { title: t("conduct.person"), render: (_, one) => <Who one={one.person} /> },
    { title: t("conduct.measure"), render: (_, one) => t(`measure.${one.measure}`) },
    { title: t("conduct.ground"), dataIndex: "ground_words", responsive: ["lg"] },
    { title: t("conduct.state"), render: (_, one) => <Tag>{t(`sanction.${one.state}`)}</Tag> },
    { title: t("conduct.proposed"), responsive: ["md"], render: (_, one) => <>{one.proposed_by} <When at={one.proposed_at} /></> },
    { title: t("conduct.decided"), responsive: ["md"], render: (_, one) => one.decided_at && <>{one.decided_by} <When at={one.decided_at} /></> },
  ];
  return (
    <List read={read} columns={columns} none={t("conduct.none")} />
  );
}

export default function ConductPage() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const show = SHOWS.find((one) => one === query.get("show")) ?? "hints";
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("conduct.title")}>{t("conduct.title")}</Heading>
      <div style={{ maxWidth: "100%", overflowX: "auto" }}>
        <Segmented
          aria-label={t("conduct.title")}
          value={show}
          options={SHOWS.map((value) => ({ value, label: t(`conduct.${value}`) }))}
          onChange={(next) => setQuery({ show: next }, { replace: true })}
        />
      </div>
      {show === "hints" ? <Hints /> : <Measures key={show} show={show} />}
      <Typography.Text type="secondary">{t("conduct.note")}</Typography.Text>
    </Flex>
  );
}
