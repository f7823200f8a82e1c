/** One alert: what it stands on, by which rule, who answers, and what a human says to it. */
import { Alert as Note, Button, Descriptions, Drawer, Flex, Form, Input, Radio, Select, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { Mark } from "./mark.tsx";
import { sayEvidence } from "./say.ts";
import { useAlert, useSent } from "./use.ts";

type Record = Api<"AlertRecord">;
const OUTCOMES = ["founded", "unfounded", "explained", "data_fault"] as const;
const FOLLOW = ["", "talk", "visit", "proposal"] as const;

function Facts({ one }: { one: Record }) {
  const { t, i18n } = useTranslation();
  const area = useAreaName();
  const rule = i18n.language.startsWith("zh") ? one.by_rule.title_zh : one.by_rule.title_en;
  return (
    <Descriptions size="small" bordered column={1} styles={{ label: { whiteSpace: "nowrap" } }} items={[
      { key: "state", label: t("alert.state"), children: <Mark one={one} /> },
      { key: "office", label: t("alert.office"), children: area(one.office) },
      { key: "person", label: t("alert.person"), children: one.person ? <Link style={{ textDecoration: "underline" }} to={`/people/${one.person.id}`}>{one.person.name}</Link> : "–" },
      { key: "since", label: t("alert.since"), children: <When at={one.since} /> },
      { key: "deadline", label: t("alert.deadline"), children: <When at={one.deadline} /> },
      { key: "duty", label: t("alert.duty"), children: one.on_duty || t("alert.duty.any") },
      {
        key: "rule", label: t("alert.by.rule"),
        children: <>{rule}<br />{t("alert.version", { n: one.rule_version, hours: one.by_rule.hours })} · {one.by_rule.source} {one.by_rule.to_confirm && <Tag>{t("alert.confirm")}</Tag>}</>,
      },
    ]} />
  );
}

function Evidence({ one }: { one: Record }) {
  const { t } = useTranslation();
  return (
    <div>
      <Typography.Title level={5}>{t("alert.evidence")}</Typography.Title>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>{one.evidence.map((line, at) => <li key={at}>{sayEvidence(t, line)}</li>)}</ul>
      {one.explained_by && <Note type="info" showIcon style={{ marginTop: 8 }} title={t("alert.explained", { why: t(`excluded.${one.explained_by}` as "excluded.leave") })} />}
    </div>
  );
}

function Take({ one }: { one: Record }) {
  const { t } = useTranslation();
  const sent = useSent((body: Api<"AlertTaken">) => answer(api.POST("/api/alerts/{alert}/acknowledge", { params: { path: { alert: one.id } }, body })));
  if (one.acknowledged_at) {
    return <Typography.Text>{t("alert.taken", { name: one.acknowledged_by })} · <When at={one.acknowledged_at} /> {one.note}</Typography.Text>;
  }
  return (
    <Form layout="vertical" onFinish={sent.mutate} initialValues={{ note: "" }}>
      <Form.Item name="note" label={t("alert.note")}><Input maxLength={1000} /></Form.Item>
      <Button htmlType="submit" loading={sent.isPending}>{t("alert.take")}</Button>
    </Form>
  );
}

function Answer({ one }: { one: Record }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Api<"AlertAnswer">>();
  const outcome = Form.useWatch("outcome", form);
  const sent = useSent((body: Api<"AlertAnswer">) => answer(api.POST("/api/alerts/{alert}/decide", { params: { path: { alert: one.id } }, body: { ...body, follow_up: body.outcome === "founded" ? body.follow_up ?? "" : "" } })));
  if (!one.mine) return <Note type="info" showIcon title={t("alert.own")} />;
  return (
    <Form form={form} layout="vertical" onFinish={sent.mutate} initialValues={{ follow_up: "" }}>
      <Typography.Title level={5}>{t("alert.answer")}</Typography.Title>
      <Form.Item name="outcome" label={t("alert.outcome")} rules={[{ required: true }]}>
        <Radio.Group options={OUTCOMES.map((value) => ({ value, label: t(`alert.outcome.${value}`) }))} />
      </Form.Item>
      <Form.Item name="words" label={t("alert.words")} rules={[{ required: true, whitespace: true }]}><Input.TextArea rows={3} maxLength={2000} showCount /></Form.Item>
      {outcome === "founded" && one.about === "person" && (
        <Form.Item name="follow_up" label={t("alert.follow")}>
          <Select options={FOLLOW.map((value) => ({ value, label: t(`alert.follow.${value || "none"}`) }))} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={sent.isPending}>{t("alert.send")}</Button>
    </Form>
  );
}

function Outcome({ one }: { one: Record }) {
  const { t } = useTranslation();
  if (!one.outcome || !one.outcome_at) return null;
  return (
    <Note type="success" showIcon title={t(`alert.outcome.${one.outcome}`)} description={
      <>{one.words}<br />{one.outcome_by} · <When at={one.outcome_at} />{one.follow_up && <> · {t(`alert.follow.${one.follow_up}`)}</>}</>
    } />
  );
}

export function Opened({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const read = useAlert(id);
  const [changes, city] = [useMay("change_people"), useMay("decide_city")];
  const title = read.data ? t(`alert.rule.${read.data.rule}`) : t("alert.title");
  return (
    <Drawer open onClose={close} size={560} title={title}>
      <Shown read={read}>
        {(one) => (
          <Flex vertical gap={16}>
            <Facts one={one} />
            <Evidence one={one} />
            <Outcome one={one} />
            {!one.outcome && (changes || city) && <><Take one={one} /><Answer one={one} /></>}
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}
