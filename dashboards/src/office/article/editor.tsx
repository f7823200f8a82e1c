/** Write a text: its words, where it goes, and how each place gets it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Col, DatePicker, Flex, Form, Input, Row, Select, Typography } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { asProblem } from "../../kit/problem.ts";
import { useMe } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { useColumns } from "./columns.tsx";
import { Conflict } from "./conflict.tsx";
import { drop, keep, type Kept, kept, same, type Words, wordsOf } from "./draft.ts";
import { PlanFields } from "./plan.tsx";
import { Previews } from "./previews.tsx";
import { RichText } from "./richtext.tsx";

type Item = Api<"ArticleItem">;
const NEW = "new";
const STILL_MS = 600; // of the keyboard, before a preview is asked for

const EMPTY: Words = {
  column: "news",
  title: "",
  lead: "",
  body: "",
  until_on: null,
  plan: { wechat: false, weibo: false, weibo_text: "", signs: [], sign_text: "" },
};

/** The value, once it has not changed for a while. */
function useStill<T>(value: T): T {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setStill(value), STILL_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return still;
}

function usePreview(words: Words, no: number) {
  const still = useStill(words);
  return useQuery({
    queryKey: ["articles", "preview", no, still],
    queryFn: () => answer(api.POST("/api/articles/preview", { body: { ...still, no } })),
    enabled: Boolean(still.title.trim()),
    placeholderData: (before) => before,
    gcTime: 10_000,
  });
}

function useSave(one: Item | null, done: (saved: Item) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ words, version }: { words: Words; version: number }) => {
      if (!one) return answer(api.POST("/api/articles", { body: words }));
      const params = { path: { article: one.id } };
      return answer(api.PUT("/api/articles/{article}", { params, body: { ...words, version } }));
    },
    onSuccess: (saved) => {
      client.setQueryData(["articles", "one", saved.id], saved);
      void client.invalidateQueries({ queryKey: ["articles", "list"] });
      done(saved);
    },
  });
}

function Fields({ places }: { places: Api<"Places"> }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const need = [{ required: true, whitespace: true, message: t("article.need") }];
  const options = (columns.data ?? []).map((one) => ({ value: one.code, label: one.shown ? one.title_zh : `${one.title_zh}（${t("column.hidden")}）` }));
  return (
    <>
      <Form.Item name="title" label={t("article.title")} rules={need}><Input maxLength={100} showCount /></Form.Item>
      <Row gutter={12}>
        <Col xs={24} sm={12}><Form.Item name="column" label={t("article.column")}><Select options={options} /></Form.Item></Col>
        <Col xs={24} sm={12}>
          <Form.Item
            name="until_on"
            label={t("article.until")}
            extra={t("article.until.note")}
            getValueProps={(day: string | null) => ({ value: day ? dayjs(day) : null })}
            normalize={(day: dayjs.Dayjs | null) => day?.format("YYYY-MM-DD") ?? null}
          >
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
        </Col>
      </Row>
      <Form.Item name="lead" label={t("article.lead")}><Input maxLength={200} showCount /></Form.Item>
      <Form.Item name="body" label={t("article.body")}><RichText /></Form.Item>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t("plan.title")}</Typography.Title>
      <PlanFields places={places} />
    </>
  );
}

function Unsaved({ found, take, forget }: { found: Kept; take: () => void; forget: () => void }) {
  const { t } = useTranslation();
  const action = (
    <Flex gap={8}>
      <Button size="small" type="primary" onClick={take}>{t("draft.take")}</Button>
      <Button size="small" onClick={forget}>{t("draft.drop")}</Button>
    </Flex>
  );
  return <Alert type="warning" showIcon title={<>{t("draft.found")} <When at={found.at} /></>} description={found.words.title} action={action} />;
}

export function Editor({ one, places }: { one: Item | null; places: Api<"Places"> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const go = useNavigate();
  const [form] = Form.useForm<Words>();
  const key = one?.id ?? NEW;
  const start = one ? wordsOf(one) : EMPTY;
  const [words, setWords] = useState(start);
  const [version, setVersion] = useState(one?.version ?? 0);
  const [found, setFound] = useState(() => kept(me.id, key));
  const [clash, setClash] = useState(false);
  const preview = usePreview(words, one?.no ?? 0);
  const save = useSave(one, (saved) => {
    drop(me.id, key);
    setVersion(saved.version);
    setFound(null);
    setClash(false);
    void message.success(t("draft.saved"));
    if (!one) void go(`/articles/${saved.id}`, { replace: true });
  });
  function typed(next: Words): void {
    setWords(next);
    keep(me.id, key, { version, words: next, at: new Date().toISOString() });
  }
  function show(next: Words, at: number): void {
    form.setFieldsValue(next);
    setWords(next);
    setVersion(at);
  }
  function store(at = version): void {
    save.mutate({ words, version: at }, { onError: (error) => setClash(asProblem(error).code === "text_moved_on") });
  }
  const offer = found && !same(found.words, words) ? found : null;
  return (
    <Flex vertical gap={12}>
      {offer && <Unsaved found={offer} take={() => { show(offer.words, offer.version || version); setFound(null); }} forget={() => { drop(me.id, key); setFound(null); }} />}
      <Row gutter={[24, 16]}>
        <Col xs={24} lg={13}>
          <Form form={form} layout="vertical" initialValues={start} onValuesChange={() => typed({ ...EMPTY, ...form.getFieldsValue(true) })} onFinish={() => store()}>
            <Fields places={places} />
            {save.isError && !clash && <div style={{ marginTop: 12 }}><Failure error={save.error} /></div>}
            <Flex gap={8} align="center" className="foot">
              <Button type="primary" htmlType="submit" loading={save.isPending}>{t("draft.save")}</Button>
              <Typography.Text type="secondary">{t(same(words, start) ? "draft.same" : "draft.typed")}</Typography.Text>
            </Flex>
          </Form>
        </Col>
        <Col xs={24} lg={11}>
          <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>{t("cut.title")}</Typography.Title>
          {preview.isError && <Failure error={preview.error} />}
          <Previews cuts={preview.data ?? []} />
        </Col>
      </Row>
      {clash && one && (
        <Conflict id={one.id} mine={words} close={() => setClash(false)} over={store} take={(theirs) => { show(wordsOf(theirs), theirs.version); setFound(kept(me.id, key)); setClash(false); }} />
      )}
    </Flex>
  );
}
