/** The columns of the list of posts: each can be sorted, state and version also filtered. */
import { Flex, Grid, type TableColumnsType, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { When } from "../../kit/when.tsx";
import type { Post } from "../posts.tsx";
import { Alarms, Cert, Disk, Heat, needsAttention, Part, Runs, Spool, StateMark } from "./marks.tsx";

type Columns = TableColumnsType<Post>;
const STATES = ["online", "offline", "stopped", "unknown", "silent", "revoked"] as const;

function Name({ one }: { one: Post }) {
  return (
    <Flex vertical>
      <Link to={`/posts/${one.id}`}>{one.township_name}</Link>
      <Typography.Text type="secondary" style={{ whiteSpace: "nowrap" }}>{one.id}</Typography.Text>
    </Flex>
  );
}

function Parts({ one }: { one: Post }) {
  if (!one.health) return null;
  return (
    <Flex wrap gap={4}>
      <Part named kind="camera" value={one.health.camera} />
      <Part named kind="sign" value={one.health.sign} />
      {one.clock && <Part named kind="confidence" value={one.clock.confidence} />}
      <Part named kind="kiosk" value={one.health.kiosk} />
    </Flex>
  );
}

/** A box that is silent is not what it said last. */
function stands(one: Post, state: (typeof STATES)[number]): boolean {
  if (one.revoked_at) return state === "revoked";
  return state === "silent" ? one.silent : one.state === state;
}

/** By a figure, what is unknown last. */
function by(figure: (one: Post) => number | null | undefined) {
  return (one: Post, other: Post) => (figure(one) ?? Infinity) - (figure(other) ?? Infinity);
}

const text = (figure: (one: Post) => string) => (one: Post, other: Post) => figure(one).localeCompare(figure(other));
const weight = (one: Post) => (one.revoked_at ? 2 : needsAttention(one) ? 0 : 1);

function useHeard() {
  const { t } = useTranslation();
  return (one: Post) => (one.health ? <When at={one.health.received_at} /> : t("word.never"));
}

function useNarrow(): Columns {
  const { t } = useTranslation();
  const heard = useHeard();
  return [
    { title: t("post.post"), render: (_, one) => <Name one={one} /> },
    {
      title: t("post.state"),
      sorter: by(weight),
      render: (_, one) => (
        <Flex vertical align="start" gap={4}>
          <StateMark one={one} />
          {heard(one)}
          <Parts one={one} />
          <Alarms one={one} />
        </Flex>
      ),
    },
  ];
}

function useWide(list: Post[]): Columns {
  const { t } = useTranslation();
  const heard = useHeard();
  const bundles = [...new Set(list.map((one) => one.health?.bundle ?? ""))].filter(Boolean).sort();
  const health = (one: Post, part: (health: NonNullable<Post["health"]>) => React.ReactNode) => one.health && part(one.health);
  const word = (state: (typeof STATES)[number]) => t(`post.${state}`);
  return [
    { title: t("post.post"), sorter: text((one) => one.township_name + one.id), fixed: "left", render: (_, one) => <Name one={one} /> },
    {
      title: t("post.state"),
      sorter: by(weight),
      filters: STATES.map((value) => ({ value, text: word(value) })),
      onFilter: (value, one) => stands(one, value as (typeof STATES)[number]),
      render: (_, one) => <StateMark one={one} />,
    },
    { title: t("post.heard"), sorter: text((one) => one.health?.received_at ?? ""), render: (_, one) => heard(one) },
    { title: t("post.alarms"), sorter: by((one) => -(one.health?.alarms.length ?? 0)), render: (_, one) => <Alarms one={one} /> },
    {
      title: t("post.runs"),
      sorter: text((one) => one.health?.bundle || one.health?.version || ""),
      filters: bundles.map((value) => ({ value, text: value })),
      onFilter: (value, one) => one.health?.bundle === value,
      render: (_, one) => health(one, (it) => <Runs health={it} />),
    },
    { title: t("post.cert"), sorter: by((one) => one.health?.cert_days), render: (_, one) => health(one, (it) => <Cert health={it} />) },
    { title: t("post.spool"), sorter: by((one) => -(one.health?.spool_pending ?? 0)), render: (_, one) => <Spool one={one} /> },
    { title: t("post.clock"), sorter: by((one) => -Math.abs(one.clock?.offset_s ?? 0)), render: (_, one) => (one.clock?.offset_s == null ? "" : `${one.clock.offset_s.toFixed(2)} s`) },
    { title: t("post.room"), sorter: by((one) => one.health && one.health.disk_free / (one.health.disk_size || Infinity)), render: (_, one) => health(one, (it) => <Disk health={it} />) },
    { title: t("post.temperature"), sorter: by((one) => -(one.health?.temperature ?? 0)), render: (_, one) => health(one, (it) => <Heat health={it} />) },
    { title: t("post.health"), render: (_, one) => <Parts one={one} /> },
  ];
}

export function useColumns(list: Post[]): Columns {
  const wide = Grid.useBreakpoint().md ?? true;
  const [broad, narrow] = [useWide(list), useNarrow()];
  return wide ? broad : narrow;
}
