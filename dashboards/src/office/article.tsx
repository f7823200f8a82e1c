/** One text: written, read, approved, published, and how it stands at each place. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Descriptions, Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { Acts } from "./article/acts.tsx";
import { useColumns } from "./article/columns.tsx";
import { Editor } from "./article/editor.tsx";
import { Previews } from "./article/previews.tsx";
import { Reading } from "./article/richtext.tsx";
import { moving, SentTable } from "./article/sent.tsx";
import { Marks } from "./article/texts.tsx";

type Item = Api<"ArticleItem">;
const MOVING_MS = 2_000;

function Facts({ one }: { one: Item }) {
  const { t } = useTranslation();
  const named = new Map((useColumns().data ?? []).map((column) => [column.code, column.title_zh]));
  const by = (name: string, at: string) => <span>{name} <When at={at} /></span>;
  const facts = [
    [t("oversight.state"), <Marks key="state" one={one} />],
    [t("article.column"), named.get(one.column) ?? one.column],
    [t("article.author"), by(one.author, one.created_at)],
    [t("article.changed"), by(one.changed_by, one.changed_at)],
    ...(one.submitted_at ? [[t("article.handed"), by(one.submitted_by, one.submitted_at)] as const] : []),
    [t("article.approvals"), `${one.approvals.map((who) => who.by).join("、") || t("word.none")}（${one.approvals.length} / ${one.needed}）`],
    ...(one.refreshed_at && one.live_version !== null ? [[t("article.live"), <When key="live" at={one.refreshed_at} />] as const] : []),
    ...(one.until_on ? [[t("article.until"), one.until_on] as const] : []),
  ];
  const items = facts.map(([label, children], key) => ({ key, label, children }));
  return <Descriptions size="small" bordered column={{ xs: 1, md: 2 }} items={items} />;
}

function Whole({ one }: { one: Item }) {
  const { t } = useTranslation();
  const heading = { fontSize: 16, margin: "8px 0 0" };
  return (
    <>
      <Facts one={one} />
      <Typography.Title level={2} style={heading}>{t("article.words")}</Typography.Title>
      <article className="sheet">
        <Typography.Title level={3} style={{ margin: 0 }}>{one.title}</Typography.Title>
        {one.lead && <Typography.Paragraph type="secondary">{one.lead}</Typography.Paragraph>}
        <Reading html={one.body} label={t("article.body")} />
      </article>
      <Typography.Title level={2} style={heading}>{t("cut.title")}</Typography.Title>
      <Previews cuts={one.cuts} />
      {one.deliveries.length > 0 && (
        <>
          <Typography.Title level={2} style={heading}>{t("sent.title")}</Typography.Title>
          <SentTable sent={one.deliveries} live={one.live_version} />
        </>
      )}
    </>
  );
}

function Notes({ one }: { one: Item }) {
  const { t } = useTranslation();
  return (
    <>
      {one.returned_why && <Alert type="warning" showIcon title={t("article.returned.by", { who: one.returned_by })} description={one.returned_why} />}
      {one.state === "withdrawn" && <Alert type="warning" showIcon title={one.withdrawn_by ? t("article.withdrawn.by", { who: one.withdrawn_by }) : t("article.over")} description={one.withdrawn_why} />}
      {one.live_version !== null && one.address && <Alert type="success" title={<>{t("article.at")} <a href={one.address} target="_blank" rel="noreferrer">{one.address}</a></>} />}
    </>
  );
}

function Article({ one, places }: { one: Item; places: Api<"Places"> }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const edits = one.may.includes("change") && query.get("write") === "1";
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("article.one")}>{one.title}</Heading>
      <Notes one={one} />
      {edits ? <Button style={{ alignSelf: "start" }} onClick={() => setQuery({})}>{t("article.read")}</Button> : <Acts one={one} change={() => setQuery({ write: "1" })} />}
      {edits ? <Editor one={one} places={places} /> : <Whole one={one} />}
    </Flex>
  );
}

export default function ArticlePage() {
  const { t } = useTranslation();
  const { id = "new" } = useParams();
  const go = useNavigate();
  const places = useQuery({ queryKey: ["articles", "places"], queryFn: () => answer(api.GET("/api/articles/places")) });
  const read = useQuery({
    queryKey: ["articles", "one", id],
    queryFn: () => answer(api.GET("/api/articles/{article}", { params: { path: { article: id } } })),
    enabled: id !== "new",
    refetchInterval: ({ state }) => (moving(state.data?.deliveries ?? []) ? MOVING_MS : false),
  });
  const fresh = (
    <Flex vertical gap={12}>
      <Heading tab={t("article.new")} />
      <Shown read={places}>{(found) => <Editor one={null} places={found} />}</Shown>
    </Flex>
  );
  return (
    <Flex vertical gap={8}>
      <Button type="link" style={{ alignSelf: "start", padding: 0 }} onClick={() => void go("/articles")}>← {t("menu.articles")}</Button>
      {id === "new" ? fresh : <Shown read={places}>{(found) => <Shown read={read}>{(one) => <Article key={one.id} one={one} places={found} />}</Shown>}</Shown>}
    </Flex>
  );
}
