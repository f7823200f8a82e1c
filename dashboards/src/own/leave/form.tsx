/** Ask for leave: when, where, why. */
import { Alert, Flex, Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { asProblem } from "../../kit/problem.ts";
import { dayOf } from "../../kit/time.ts";
import { Card } from "../card.tsx";
import { useRegions } from "../read.ts";
import { SendOrNot, useAsk } from "./asking.tsx";

type Given = Api<"NewLeave">;
const REASONS = ["medical", "study", "litigation", "family", "work"] as const;

function Days() {
  const { t } = useTranslation();
  const need = [{ required: true, message: t("own.leave.need") }];
  const first = Form.useWatch<string>("from_on");
  return (
    <>
      <Form.Item name="from_on" label={t("own.leave.from")} rules={need}><Input type="date" min={dayOf(Date.now())} /></Form.Item>
      <Form.Item name="to_on" label={t("own.leave.to")} rules={need}><Input type="date" min={first ?? dayOf(Date.now())} /></Form.Item>
    </>
  );
}

function Where() {
  const { t } = useTranslation();
  const need = [{ required: true, whitespace: true, message: t("own.leave.need") }];
  const regions = (useRegions().data ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <Form.Item name="region" label={t("own.leave.region")} rules={need}>
        <Select showSearch={{ optionFilterProp: "label" }} options={regions} />
      </Form.Item>
      <Form.Item name="place" label={t("own.leave.place")} rules={need}><Input maxLength={150} /></Form.Item>
    </>
  );
}

/** Words of the person, each with its longest. */
function Words({ name, needed, rows }: { name: "why" | "proof" | "urgent"; needed: boolean; rows: number }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={t(`own.leave.${name}`)}
      rules={[{ required: needed, whitespace: needed, message: t("own.leave.need") }]}
    >
      <Input.TextArea rows={rows} maxLength={name === "why" ? 1000 : 500} />
    </Form.Item>
  );
}

export function AskLeave({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const ask = useAsk((body: Given) => answer(api.POST("/own/api/leaves", { body })), close);
  const urgent = asProblem(ask.error).code === "urgency_needed";
  const reasons = REASONS.map((value) => ({ value, label: t(`own.reason.${value}`) }));
  return (
    <Card title={t("own.leave.ask")}>
      <Form layout="vertical" requiredMark={false} initialValues={{ why: "", proof: "", urgent: "" }} onFinish={ask.mutate}>
        <Days />
        <Where />
        <Form.Item name="reason" label={t("own.leave.reason")} rules={[{ required: true, message: t("own.choose") }]}>
          <Radio.Group vertical options={reasons} />
        </Form.Item>
        <Words name="why" needed rows={3} />
        <Words name="proof" needed={false} rows={2} />
        <Words name="urgent" needed={urgent} rows={2} />
        <Flex vertical gap="middle">
          <Alert type="info" title={t("own.leave.shall")} />
          <SendOrNot ask={ask} close={close} />
        </Flex>
      </Form>
    </Card>
  );
}
