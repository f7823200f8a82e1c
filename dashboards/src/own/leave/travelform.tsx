/** Ask for a permit to travel often: from when, where, how often, why. */
import { Flex, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { dayOf } from "../../kit/time.ts";
import { Card } from "../card.tsx";
import { useRegions } from "../read.ts";
import { SendOrNot, useAsk } from "./asking.tsx";

const LONGEST = { places: 150, times: 90, frequency: 90, why: 1000, proof: 500 } as const;

function Words({ name }: { name: keyof typeof LONGEST }) {
  const { t } = useTranslation();
  const long = name === "why" || name === "proof";
  return (
    <Form.Item name={name} label={t(`own.travel.${name}`)} rules={[{ required: true, whitespace: true, message: t("own.leave.need") }]}>
      {long ? <Input.TextArea rows={3} maxLength={LONGEST[name]} /> : <Input maxLength={LONGEST[name]} />}
    </Form.Item>
  );
}

export function AskTravel({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const ask = useAsk((body: Api<"NewTravel">) => answer(api.POST("/own/api/travels", { body })), close);
  const need = [{ required: true, message: t("own.leave.need") }];
  const regions = (useRegions().data ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Card title={t("own.travel.new")}>
      <Form layout="vertical" requiredMark={false} onFinish={ask.mutate}>
        <Form.Item name="from_on" label={t("own.leave.from")} rules={need}><Input type="date" min={dayOf(Date.now())} /></Form.Item>
        <Form.Item name="regions" label={t("own.leave.region")} rules={need}>
          <Select mode="multiple" maxCount={20} showSearch={{ optionFilterProp: "label" }} options={regions} />
        </Form.Item>
        <Words name="places" />
        <Words name="times" />
        <Words name="frequency" />
        <Words name="why" />
        <Words name="proof" />
        <Flex vertical gap="middle">
          <SendOrNot ask={ask} close={close} />
        </Flex>
      </Form>
    </Card>
  );
}
