/** The ticket of a call. What is typed is kept at once: a browser that dies loses nothing. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Flex, Form, Input, Select, Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useTownships } from "../../kit/townships.ts";
import { KINDS, URGENCIES, useCategories } from "../matter/use.ts";
import { type CallRecord, useSend } from "./use.ts";

type Given = Api<"TicketWish">;
const KEEP_MS = 800;
const NOTHING = ["wrong_number", "silent", "abusive"] as const;

/** Keep what is typed, a moment after the last key; the answer are numbers that help at once. */
function useDraft(call: string): [readonly string[], (typed: Partial<Given>) => void] {
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  const timer = useRef<number | undefined>(undefined);
  const { mutate } = useMutation({
    mutationFn: (body: Api<"DraftWish">) => answer(api.PUT("/api/hotline/calls/{call}/draft", { params: { path: { call } }, body })),
    onSuccess: (found) => setNumbers(found.numbers),
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  function keep(typed: Partial<Given>): void {
    window.clearTimeout(timer.current);
    const { kind = "", category = "", said = "", answer: told = "", name = "", township, urgent } = typed;
    timer.current = window.setTimeout(() => mutate({ kind, category, said, answer: told, name, township: township ?? "", urgent: urgent ?? "" }), KEEP_MS);
  }
  return [numbers, keep];
}

function Fields() {
  const { t } = useTranslation();
  const categories = useCategories();
  const towns = useTownships();
  const need = [{ required: true, whitespace: true, message: t("matter.need") }];
  return (
    <>
      <Form.Item name="kind" label={t("matter.kind")} rules={need}><Select options={KINDS.map((value) => ({ value, label: t(`matter.kind.${value}`) }))} /></Form.Item>
      <Form.Item name="category" label={t("matter.category")} rules={need}>
        <Select showSearch={{ optionFilterProp: "label" }} options={[...categories].map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="said" label={t("matter.said")} rules={need}><Input.TextArea rows={3} maxLength={2000} showCount /></Form.Item>
      <Form.Item name="answer" label={t("hotline.answer")}><Input.TextArea rows={3} maxLength={2000} showCount /></Form.Item>
      <Form.Item name="done" valuePropName="checked" label={null}><Checkbox>{t("hotline.done")}</Checkbox></Form.Item>
      <Form.Item name="urgent" label={t("matter.view.urgent")}><Select allowClear options={URGENCIES.map((value) => ({ value, label: t(`matter.urgent.${value}`) }))} /></Form.Item>
      <Form.Item name="name" label={t("matter.who")} extra={t("matter.counter.nobody")}><Input maxLength={60} autoComplete="off" /></Form.Item>
      <Form.Item name="township" label={t("matter.township")}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={towns.map((one) => ({ value: one.code, label: `${one.name} (${one.district})` }))} />
      </Form.Item>
    </>
  );
}

function useWritten() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  return (made: Api<"TicketMade">) => {
    if (!made.code) return;
    void modal.success({ title: made.number, content: <><Typography.Text copyable style={{ fontSize: 28, letterSpacing: 2 }}>{made.code}</Typography.Text><br />{t("hotline.code")}</> });
  };
}

function Instead({ call }: { call: CallRecord }) {
  const { t } = useTranslation();
  const path = { call: call.id };
  const none = useSend((why: (typeof NOTHING)[number]) => answer(api.POST("/api/hotline/calls/{call}/none", { params: { path }, body: { why } })));
  const known = useSend((body: Api<"KnownWish">) => answer(api.POST("/api/hotline/calls/{call}/known", { params: { path }, body })));
  return (
    <Flex vertical gap={8}>
      <Form layout="inline" onFinish={known.mutate}>
        <Form.Item name="number" label={t("hotline.known")} rules={[{ required: true, pattern: /^[0-9]{4}-[0-9]{6,12}$/, message: t("hotline.known.need") }]}><Input style={{ width: 140 }} maxLength={17} /></Form.Item>
        <Form.Item name="said" label={t("hotline.known.said")} rules={[{ required: true, whitespace: true, message: t("matter.need") }]}><Input maxLength={500} /></Form.Item>
        <Button htmlType="submit" loading={known.isPending}>{t("hotline.known.add")}</Button>
      </Form>
      <Flex wrap gap={8}>
        {NOTHING.map((why) => <Button size="small" key={why} loading={none.isPending} onClick={() => none.mutate(why)}>{t(`hotline.none.${why}`)}</Button>)}
      </Flex>
    </Flex>
  );
}

export function Ticket({ call }: { call: CallRecord }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Given>();
  const [numbers, keep] = useDraft(call.id);
  const write = useSend((body: Given) => answer(api.POST("/api/hotline/calls/{call}/ticket", { params: { path: { call: call.id } }, body })), useWritten());
  return (
    <Flex vertical gap={8}>
      {numbers.length > 0 && <Alert type="error" showIcon role="alert" title={t("matter.call", { numbers: numbers.join("、") })} />}
      <Form form={form} layout="vertical" initialValues={{ kind: "advice", ...call.draft }} onFinish={write.mutate} onValuesChange={(_, all: Partial<Given>) => keep(all)}>
        <Fields />
        <Button type="primary" htmlType="submit" loading={write.isPending}>{t("hotline.write")}</Button>
      </Form>
      <Instead call={call} />
    </Flex>
  );
}
