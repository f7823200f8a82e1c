/** All posts and whether they are well. */
import { useQuery } from "@tanstack/react-query";
import { Checkbox, Empty, Flex, Input, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { useColumns } from "./posts/columns.tsx";
import { needsAttention } from "./posts/marks.tsx";

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

function fits(one: Post, text: string): boolean {
  const words = [one.id, one.township_name, one.health?.bundle ?? "", one.health?.version ?? ""];
  return words.some((word) => word.toLowerCase().includes(text.trim().toLowerCase()));
}

function Fleet({ list }: { list: Post[] }) {
  const { t } = useTranslation();
  const columns = useColumns(list);
  const [text, setText] = useState("");
  const [only, setOnly] = useState(false);
  const n = list.filter(needsAttention).length;
  const shown = list.filter((one) => (!only || needsAttention(one)) && fits(one, text));
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center" wrap>
        <Heading tab={t("posts.title")} />
        {list.length > 0 && <Tag color={n ? "warning" : "success"}>{t(n ? "posts.attention" : "posts.well", { n })}</Tag>}
        <Input.Search aria-label={t("posts.find")} placeholder={t("posts.find")} allowClear value={text} onChange={(typed) => setText(typed.target.value)} style={{ width: 220 }} />
        <Checkbox checked={only} onChange={(ticked) => setOnly(ticked.target.checked)}>{t("posts.only")}</Checkbox>
      </Flex>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={shown}
        pagination={false}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: <Empty description={t(list.length ? "posts.nofit" : "posts.none")} /> }}
      />
    </Flex>
  );
}

export default function Posts() {
  return <Shown read={usePosts()}>{(list) => <Fleet list={list} />}</Shown>;
}
