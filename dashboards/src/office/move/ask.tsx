/** Write down a wish to live elsewhere: one of our counties, or a place outside. */
import { Form, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAllTownships } from "./townships.ts";
import { Dialog } from "../leave/dialog.tsx";
import { Day, Line, Text } from "../leave/fields.tsx";

type Filled = Omit<Api<"NewMove">, "moving_on"> & { moving_on: Dayjs; where: string };
const OUTSIDE = "outside";

function body({ where, moving_on, ...filled }: Filled): Api<"NewMove"> {
  const day = moving_on.format("YYYY-MM-DD");
  const told = { address: filled.address, why: filled.why, proof: filled.proof ?? "", urgent: filled.urgent ?? "" };
  if (where === OUTSIDE) return { ...told, moving_on: day, region: filled.region, township: null, body: filled.body ?? "" };
  return { ...told, moving_on: day, region: where.slice(0, 6), township: where, body: "" };
}

function Outside() {
  const where = Form.useWatch<string | undefined>("where");
  if (where !== OUTSIDE) return null;
  return <><Line name="region" word="move.region" max={6} /><Line name="body" word="move.body" max={100} /></>;
}

export function AskMove({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const townships = useAllTownships();
  const options = [
    { value: OUTSIDE, label: t("move.outside") },
    ...townships.map(({ code, name, district }) => ({ value: code, label: `${district} ${name}` })),
  ];
  const send = (filled: Filled) => answer(api.POST("/api/people/{person}/moves", { params: { path: { person } }, body: body(filled) }));
  return (
    <Dialog title={t("move.ask")} send={send} close={close}>
      <Form.Item name="where" label={t("move.to")} rules={[{ required: true, message: t("leave.need") }]}>
        <Select showSearch={{ optionFilterProp: "label" }} options={options} />
      </Form.Item>
      <Outside />
      <Line name="address" word="move.address" />
      <Day name="moving_on" word="move.on" />
      <Text name="why" word="move.why" />
      <Line name="proof" word="move.proof" optional max={500} />
      <Text name="urgent" word="move.urgent" optional max={500} />
    </Dialog>
  );
}
