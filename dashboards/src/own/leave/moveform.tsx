/** Ask to live elsewhere: where, from when, why. */
import { Flex, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { dayOf } from "../../kit/time.ts";
import { Card } from "../card.tsx";
import { usePlaces, useRegions } from "../read.ts";
import { SendOrNot, useAsk } from "./asking.tsx";

type Filled = { where: string; body?: string; address: string; moving_on: string; why: string; proof?: string; urgent?: string };
const TOWNSHIP = 9; // digits of its code; a place outside has six
const LONGEST = { body: 100, address: 150, why: 1000, proof: 500, urgent: 500 } as const;

function wish({ where, body, address, moving_on, why, proof, urgent }: Filled): Api<"NewMove"> {
  const ours = where.length === TOWNSHIP;
  return {
    region: where.slice(0, 6), township: ours ? where : null, body: ours ? "" : (body ?? ""),
    address, moving_on, why, proof: proof ?? "", urgent: urgent ?? "",
  };
}

/** Our townships, then every place outside. */
function useWhere() {
  const { t } = useTranslation();
  const places = usePlaces().data ?? [];
  const ours = new Set(places.map(({ code }) => code.slice(0, 4)));
  const outside = (useRegions().data ?? []).filter(({ code }) => !ours.has(code.slice(0, 4)));
  return [
    { label: t("own.move.ours"), options: places.map(({ code, name, district }) => ({ value: code, label: `${district} ${name}` })) },
    { label: t("own.move.outside"), options: outside.map(({ code, name }) => ({ value: code, label: name })) },
  ];
}

function Words({ name, optional = false }: { name: keyof typeof LONGEST; optional?: boolean }) {
  const { t } = useTranslation();
  const rules = optional ? [] : [{ required: true, whitespace: true, message: t("own.leave.need") }];
  return (
    <Form.Item name={name} label={t(`own.move.${name}`)} rules={rules}>
      {name === "why" ? <Input.TextArea rows={3} maxLength={LONGEST.why} /> : <Input maxLength={LONGEST[name]} />}
    </Form.Item>
  );
}

function Body() {
  const where = Form.useWatch<string | undefined>("where");
  return where && where.length < TOWNSHIP ? <Words name="body" /> : null;
}

export function AskMove({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const ask = useAsk((filled: Filled) => answer(api.POST("/own/api/moves", { body: wish(filled) })), close);
  const need = [{ required: true, message: t("own.leave.need") }];
  return (
    <Card title={t("own.move.new")}>
      <Form layout="vertical" requiredMark={false} onFinish={ask.mutate}>
        <Form.Item name="where" label={t("own.move.where")} rules={need}>
          <Select showSearch={{ optionFilterProp: "label" }} options={useWhere()} />
        </Form.Item>
        <Body />
        <Words name="address" />
        <Form.Item name="moving_on" label={t("own.move.on")} rules={need}><Input type="date" min={dayOf(Date.now())} /></Form.Item>
        <Words name="why" />
        <Words name="proof" optional />
        <Words name="urgent" optional />
        <Flex vertical gap="middle"><SendOrNot ask={ask} close={close} /></Flex>
      </Form>
    </Card>
  );
}
