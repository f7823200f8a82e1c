/** The texts in a state, the last changed first. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Segmented, Space, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { useMay } from "../../kit/session.tsx";
import { When } from "../../kit/when.tsx";
import { useColumns } from "./columns.tsx";

type Line = Api<"ArticleLine">;
const STATES = ["draft", "submitted", "published", "withdrawn"] as const;
const COLOUR: Record<Line["state"], string> = { draft: "default", submitted: "processing", published: "success", withdrawn: "warning" };

export function Marks({ one }: { one: Pick<Line, "state" | "live_version"> & Partial<Pick<Line, "returned" | "failed">> }) {
  const { t } = useTranslation();
  return (
    <Space size={4} wrap>
      <Tag color={COLOUR[one.state]}>{t(`article.${one.state}`)}</Tag>
      {one.state !== "published" && one.live_version !== null && <Tag color="success">{t("article.live")}</Tag>}
      {one.returned && <Tag color="warning">{t("article.returned")}</Tag>}
      {one.failed ? <Tag color="error">{t("article.failed", { n: one.failed })}</Tag> : null}
    </Space>
  );
}

export function Texts() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const go = useNavigate();
  const writes = useMay("write_texts");
  const named = new Map((useColumns().data ?? []).map((one) => [one.code, one.title_zh]));
  const { page, size } = usePaging();
  const state = STATES.find((one) => one === query.get("state"));
  const read = useQuery({
    queryKey: ["articles", "list", state, page],
    queryFn: () => answer(api.GET("/api/articles", { params: { query: { ...(state && { state }), page, size } } })),
    placeholderData: (before) => before,
  });
  const columns: TableColumnsType<Line> = [
    { title: t("article.title"), render: (_, one) => <Link to={`/articles/${one.id}`}>{one.title}</Link> },
    { title: t("oversight.state"), render: (_, one) => <Marks one={one} /> },
    { title: t("article.column"), render: (_, one) => named.get(one.column) ?? one.column, responsive: ["md"] },
    { title: t("article.author"), dataIndex: "author", responsive: ["lg"] },
    { title: t("article.changed"), render: (_, one) => <When at={one.changed_at} stacked />, responsive: ["sm"] },
  ];
  const options = [{ value: "", label: t("article.all") }, ...STATES.map((value) => ({ value, label: t(`article.${value}`) }))];
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} justify="space-between">
        <Segmented<string> options={options} value={state ?? ""} onChange={(next) => setQuery(next ? { state: next } : {})} aria-label={t("oversight.state")} />
        {writes && <Button type="primary" icon={<PlusOutlined />} onClick={() => void go("/articles/new")}>{t("article.new")}</Button>}
      </Flex>
      <List read={read} columns={columns} none={t("article.none")} />
    </Flex>
  );
}
