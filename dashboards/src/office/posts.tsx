/** All posts and whether they are well. */
import { useQuery } from "@tanstack/react-query";
import { Empty, Flex, Grid, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { Alarms, needsAttention, Part, Spool, StateMark } from "./posts/marks.tsx";

export type Post = Api<"Post">;

// a post that falls silent sends no word on the stream
const REFRESH_MS = 30_000;

export function usePosts() {
  return useQuery({
    queryKey: ["posts"],
    queryFn: () => answer(api.GET("/api/posts")),
    refetchInterval: REFRESH_MS,
  });
}

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

function useColumns(): TableColumnsType<Post> {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().md ?? true;
  const heard = (one: Post) => (one.health ? <When at={one.health.received_at} /> : t("word.never"));
  return wide
    ? [
        { title: t("post.post"), render: (_, one) => <Name one={one} /> },
        { title: t("post.state"), render: (_, one) => <StateMark one={one} /> },
        { title: t("post.heard"), render: (_, one) => heard(one) },
        { title: t("post.spool"), render: (_, one) => <Spool one={one} /> },
        { title: t("post.health"), render: (_, one) => <Parts one={one} /> },
        { title: t("post.alarms"), render: (_, one) => <Alarms one={one} /> },
        { title: t("signage.title"), render: (_, one) => one.signage?.text ?? "", responsive: ["xl"] },
      ]
    : [
        { title: t("post.post"), render: (_, one) => <Name one={one} /> },
        {
          title: t("post.state"),
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

export default function Posts() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Shown read={usePosts()}>
      {(list) => {
        const n = list.filter(needsAttention).length;
        return (
          <Flex vertical gap={12}>
            <Flex gap={12} align="center">
              <Heading tab={t("posts.title")} />
              {list.length > 0 && <Tag color={n ? "warning" : "success"}>{t(n ? "posts.attention" : "posts.well", { n })}</Tag>}
            </Flex>
            <Table
              size="small"
              rowKey="id"
              columns={columns}
              dataSource={list}
              pagination={false}
              locale={{ emptyText: <Empty description={t("posts.none")} /> }}
            />
          </Flex>
        );
      }}
    </Shown>
  );
}
