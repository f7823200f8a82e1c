/** Plan a session at one of the own posts. */
import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay, useMe } from "../../kit/session.tsx";
import { absolute } from "../../kit/time.ts";
import { Who } from "../education/who.tsx";
import { type Kind, KINDS, useSent } from "./use.ts";

interface Filled {
  kind: Kind;
  title?: string;
  post: string;
  starts: Dayjs;
  minutes: number;
  private: boolean;
  record: boolean;
  sound: boolean;
  minors?: boolean;
  list?: string;
  people?: string[];
}

/** The picker's wall clock is Shanghai's, wherever the browser is. */
function moment(at: Dayjs): string {
  return `${at.format("YYYY-MM-DDTHH:mm")}:00+08:00`;
}

function body({ starts, minutes, list, people, title, kind, ...rest }: Filled): Api<"NewSession"> {
  const listed = kind === "class" ? { class_session: list ?? null } : kind === "service" ? { offer: list ?? null } : {};
  const times = { starts_at: moment(starts), ends_at: moment(starts.add(minutes, "minute")) };
  return { ...rest, ...times, ...listed, kind, title: title ?? "", people: list ? [] : people ?? [], minors: rest.minors ?? false };
}

/** The classes or services whose list can be taken. */
function useLists(kind: Kind | undefined): { value: string; label: string }[] {
  const may = useMay("educate");
  const query = { page: 1, size: 50 };
  const classes = useQuery({ enabled: may && kind === "class", queryKey: ["classes", "choose"], queryFn: () => answer(api.GET("/api/education/classes", { params: { query } })) });
  const offers = useQuery({ enabled: may && kind === "service", queryKey: ["offers", "choose"], queryFn: () => answer(api.GET("/api/education/offers", { params: { query } })) });
  if (kind === "class") return (classes.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.title} ${absolute(one.starts_at, 0)}` }));
  if (kind === "service") return (offers.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.title} ${one.on_day}` }));
  return [];
}

function People() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Filled>();
  const people = Form.useWatch("people", form) ?? [];
  return <Form.Item name="people" label={t("session.people")}><Who value={people} onChange={(next) => form.setFieldValue("people", next)} /></Form.Item>;
}

export function Planning({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [form] = Form.useForm<Filled>();
  const [kind, list] = [Form.useWatch("kind", form), Form.useWatch("list", form)];
  const [hidden, record] = [Form.useWatch("private", form), Form.useWatch("record", form)];
  const posts = useQuery({ queryKey: ["posts"], queryFn: () => answer(api.GET("/api/posts")) });
  const lists = useLists(kind);
  const places = (posts.data ?? []).filter((one) => !one.revoked_at).map((one) => ({ value: one.id, label: `${one.township_name} ${one.id}` }));
  const plan = useSent((filled: Filled) => answer(api.POST("/api/sessions", { body: body(filled) })), close);
  const need = [{ required: true, message: t("session.need") }];
  const start = { kind: "reception" as const, minutes: 60, private: true, record: true, sound: false };
  return (
    <Modal open title={t("session.add")} onCancel={close} okText={t("act.save")} onOk={() => form.submit()} confirmLoading={plan.isPending}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={plan.mutate} onValuesChange={(_, now) => (now.private || !now.record) && form.setFieldValue("sound", false)}>
        <Form.Item name="kind" label={t("session.kind")} rules={need}><Select options={KINDS.map((value) => ({ value, label: t(`session.kind.${value}`) }))} onChange={() => form.setFieldValue("list", undefined)} /></Form.Item>
        <Form.Item name="title" label={t("session.name")}><Input maxLength={80} /></Form.Item>
        <Form.Item name="post" label={t("session.post")} rules={need}><Select showSearch={{ optionFilterProp: "label" }} options={places} /></Form.Item>
        <Form.Item name="starts" label={t("session.begins")} rules={need}><DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" /></Form.Item>
        <Form.Item name="minutes" label={t("session.minutes")} rules={need}><InputNumber min={10} max={480} /></Form.Item>
        {lists.length > 0 && <Form.Item name="list" label={t("session.list.of")}><Select allowClear placeholder={t("session.list.own")} options={lists} /></Form.Item>}
        {!list && <People />}
        <Form.Item name="private" label={t("session.private")} valuePropName="checked"><Switch /></Form.Item>
        <Form.Item name="record" label={t("session.record")} valuePropName="checked"><Switch /></Form.Item>
        <Form.Item name="sound" label={t("session.sound")} valuePropName="checked"><Switch disabled={hidden || !record} /></Form.Item>
        {me.minors && <Form.Item name="minors" label={t("session.minors")} valuePropName="checked"><Switch /></Form.Item>}
      </Form>
    </Modal>
  );
}
