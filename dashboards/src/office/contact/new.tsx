/** Write a visit, interview or call down, on a phone first: one column, large targets, a kept draft. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Flex, Form, Input, Radio, Switch, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { answer, api } from "../../kit/api.ts";
import { Heading } from "../../kit/heading.tsx";
import { asProblem } from "../../kit/problem.ts";
import { useMe } from "../../kit/session.tsx";
import { Failure } from "../../kit/states.tsx";
import { shanghai } from "../../kit/time.ts";
import { begun, contactOf, type Draft, drop, keep, kept } from "./draft.ts";
import { PersonPick } from "./pick.tsx";

const WAYS = ["home_visit", "interview", "phone", "video", "message", "through_others"] as const;
const REPORTS: readonly string[] = ["home_visit", "interview", "phone", "video"];

function Fields() {
  const { t } = useTranslation();
  const [way, outcome] = [Form.useWatch("way"), Form.useWatch("outcome")];
  const block = { size: "large", block: true, optionType: "button", buttonStyle: "solid" } as const;
  return (
    <>
      <Form.Item name="way" label={t("contact.way")}>
        <Radio.Group size="large" optionType="button" options={WAYS.map((value) => ({ value, label: t(`contact.${value}`) }))} />
      </Form.Item>
      <Form.Item name="outcome" label={t("contact.outcome")}>
        <Radio.Group {...block} options={(["reached", "not_reached"] as const).map((value) => ({ value, label: t(`contact.${value}`) }))} />
      </Form.Item>
      <Form.Item name="at" label={t("contact.at")} rules={[{ required: true, message: t("conduct.need") }]}><Input size="large" type="datetime-local" /></Form.Item>
      <Form.Item name="said" label={t("contact.said")} rules={[{ required: true, whitespace: true, message: t("contact.said.need") }]}>
        <Input.TextArea size="large" autoSize={{ minRows: 4, maxRows: 14 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="place" label={t("contact.place")}><Input size="large" maxLength={200} autoComplete="off" /></Form.Item>
      <Form.Item name="present" label={t("contact.present")}><Input size="large" maxLength={400} autoComplete="off" /></Form.Item>
      <Form.Item name="next_step" label={t("contact.next")}><Input.TextArea size="large" autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} /></Form.Item>
      {outcome === "reached" && REPORTS.includes(String(way)) && (
        <Form.Item name="is_report" label={t("contact.report")} extra={t("contact.report.text")}><Switch /></Form.Item>
      )}
    </>
  );
}

function useSave(staff: string, person: string) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (draft: Draft) => answer(api.POST("/api/contacts", { body: contactOf(draft) })),
    onSuccess: () => {
      drop(staff, person);
      void message.success(t("contact.saved"));
      void navigate(`/people/${person}?part=contact`);
    },
  });
}

function Write({ person }: { person: string }) {
  const { t } = useTranslation();
  const staff = useMe().login;
  const [form] = Form.useForm<Draft>();
  const save = useSave(staff, person);
  const now = () => begun(person, shanghai(Date.now()).format("YYYY-MM-DDTHH:mm"));
  const [start] = useState(() => kept(staff, person) ?? now());
  function anew(): void {
    drop(staff, person);
    form.setFieldsValue(now());
  }
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={start}
      onValuesChange={(_, all) => keep(staff, { ...start, ...all, person })}
      onFinish={() => save.mutate({ ...start, ...(form.getFieldsValue(true) as Draft), person })}
      scrollToFirstError
    >
      <Form.Item name="id" hidden><Input /></Form.Item>
      <Fields />
      <Typography.Paragraph type="secondary">{t("contact.kept")}</Typography.Paragraph>
      {save.isError && asProblem(save.error).status === 0 && <Alert type="warning" showIcon role="alert" title={t("contact.lost_network")} style={{ marginBottom: 12 }} />}
      {save.isError && asProblem(save.error).status !== 0 && <Failure error={save.error} />}
      <Flex gap={12} wrap>
        <Button type="primary" size="large" htmlType="submit" loading={save.isPending} style={{ flex: 1, minHeight: 52 }}>{t("contact.save")}</Button>
        <Button size="large" style={{ minHeight: 52 }} onClick={anew}>{t("contact.discard")}</Button>
      </Flex>
    </Form>
  );
}

export default function NewContact() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const person = query.get("person");
  return (
    <Flex vertical gap={12} style={{ maxWidth: 560, width: "100%", margin: "0 auto" }}>
      <Heading tab={t("contact.new")}>{t("contact.new")}</Heading>
      <PersonPick person={person} choose={(one) => setQuery({ person: one }, { replace: true })} />
      {person && <Write key={person} person={person} />}
      {person && <Link to={`/people/${person}?part=contact`}>{t("contact.title")}</Link>}
    </Flex>
  );
}
