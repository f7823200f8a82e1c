/** The words and choices a step needs, each in a dialog of its own. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, Form, type FormInstance, Input, Modal, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { KINDS, type Record, URGENCIES, useCategories, useStep } from "./use.ts";

export interface Own {
  one: Record;
  title: string;
  close: () => void;
}

const OUTCOMES = ["advised", "resolved", "mediated", "referred_out", "aid_done", "aid_refused", "not_ours", "no_reply", "abusive"] as const;
const MOST = 2000;

interface Frame<T> extends Own {
  send: (given: T) => Promise<Record>;
  children: (form: FormInstance<T>) => ReactNode;
  first?: Partial<T>;
  blocked?: boolean;
}

/** A dialog around the fields of one step; a refusal stays in it, with what was typed. */
export function Asked<T extends object>({ one, title, close, send, children, first, blocked = false }: Frame<T>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<T>();
  const step = useStep(one.id, send, close);
  return (
    <Modal open title={title} onCancel={close} onOk={form.submit} okText={t("act.save")} okButtonProps={{ disabled: blocked }} confirmLoading={step.isPending}>
      <Form form={form} layout="vertical" onFinish={step.mutate} {...(first && { initialValues: first })}>
        {children(form)}
        {step.isError && <Failure error={step.error} />}
      </Form>
    </Modal>
  );
}

export function Words({ name = "said", label, extra, needed = true }: { name?: string; label: string; extra: string; needed?: boolean }) {
  const { t } = useTranslation();
  const rules = needed ? [{ required: true, whitespace: true, message: t("matter.need") }] : [];
  return <Form.Item name={name} label={label} extra={extra} rules={rules}><Input.TextArea rows={5} maxLength={MOST} showCount /></Form.Item>;
}

export function Say({ shown = false, send, ...own }: Own & { shown?: boolean; send: (said: string) => Promise<Record> }) {
  const { t } = useTranslation();
  return (
    <Asked<{ said: string }> {...own} send={({ said }) => send(said)}>
      {() => <Words label={t("matter.words")} extra={t(shown ? "matter.words.public" : "matter.words.inside")} />}
    </Asked>
  );
}

export function OneLine({ label, pattern, send, ...own }: Own & { label: string; pattern?: RegExp; send: (said: string) => Promise<Record> }) {
  const { t } = useTranslation();
  const rules = [{ required: true, whitespace: true, message: t("matter.need") }, ...(pattern ? [{ pattern, message: t("matter.need") }] : [])];
  return (
    <Asked<{ said: string }> {...own} send={({ said }) => send(said.trim())}>
      {() => <Form.Item name="said" label={label} rules={rules}><Input maxLength={120} /></Form.Item>}
    </Asked>
  );
}

export function Urgent(own: Own) {
  const { t } = useTranslation();
  const path = { params: { path: { matter: own.one.id } } };
  return (
    <Asked<Api<"UrgentWish">> {...own} first={{ urgent: own.one.urgent }} send={(body) => answer(api.POST("/api/matters/{matter}/urgent", { ...path, body }))}>
      {() => (
        <>
          <Form.Item name="urgent" label={t("matter.step.urgent.what")} rules={[{ required: true, message: t("matter.need") }]}>
            <Select options={URGENCIES.map((value) => ({ value, label: t(`matter.urgent.${value}`) }))} />
          </Form.Item>
          <Words name="reason" label={t("matter.reason")} extra={t("matter.words.inside")} />
        </>
      )}
    </Asked>
  );
}

export function HandOver(own: Own) {
  const { t } = useTranslation();
  const path = { params: { path: { matter: own.one.id } } };
  const read = useQuery({
    queryKey: ["matter", own.one.id, "colleagues"],
    queryFn: () => answer(api.GET("/api/matters/{matter}/colleagues", path)),
  });
  return (
    <Asked<Api<"HandOverWish">> {...own} send={(body) => answer(api.POST("/api/matters/{matter}/hand-over", { ...path, body }))}>
      {() => (
        <>
          <Form.Item name="to" label={t("matter.step.hand_over.to")} rules={[{ required: true, message: t("matter.need") }]}>
            <Select loading={read.isPending} options={(read.data ?? []).map((one) => ({ value: one.id, label: one.name }))} />
          </Form.Item>
          <Words name="reason" label={t("matter.reason")} extra={t("matter.words.inside")} />
          {read.isError && <Failure error={read.error} />}
        </>
      )}
    </Asked>
  );
}

export function Refer(own: Own) {
  const { t } = useTranslation();
  const { one } = own;
  const categories = useCategories();
  const path = { params: { path: { matter: one.id } } };
  return (
    <Asked<Api<"ReferWish">> {...own} first={{ kind: one.kind, category: one.category, to_city: false }} send={(body) => answer(api.POST("/api/matters/{matter}/refer", { ...path, body }))}>
      {() => (
        <>
          <Alert type="info" title={t("matter.step.refer.text")} style={{ marginBottom: 12 }} />
          <Form.Item name="kind" label={t("matter.kind")}><Select options={KINDS.map((value) => ({ value, label: t(`matter.kind.${value}`) }))} /></Form.Item>
          <Form.Item name="category" label={t("matter.category")}>
            <Select showSearch={{ optionFilterProp: "label" }} options={[...categories].map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          {one.area && <Form.Item name="to_city" valuePropName="checked"><Checkbox>{t("matter.step.refer.city")}</Checkbox></Form.Item>}
          <Words name="reason" label={t("matter.reason")} extra={t("matter.words.public")} />
        </>
      )}
    </Asked>
  );
}

export function Close(own: Own) {
  const { t } = useTranslation();
  const first = own.one.answered_at === null;
  const path = { params: { path: { matter: own.one.id } } };
  return (
    <Asked<Api<"CloseWish">> {...own} first={{ said: "" }} send={(body) => answer(api.POST("/api/matters/{matter}/close", { ...path, body }))}>
      {() => (
        <>
          <Form.Item name="outcome" label={t("matter.step.close.how")} rules={[{ required: true, message: t("matter.need") }]}>
            <Select options={OUTCOMES.map((value) => ({ value, label: t(`matter.outcome.${value}`) }))} />
          </Form.Item>
          <Words label={t("matter.step.close.said")} needed={first} extra={t(first ? "matter.step.close.first" : "matter.words.public")} />
        </>
      )}
    </Asked>
  );
}
