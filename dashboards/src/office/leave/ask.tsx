/** Write down a wish for leave or travel; who decides is shown while it is written. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { sayCode } from "../../kit/code.ts";
import { asProblem } from "../../kit/problem.ts";
import { sayProblem } from "../../kit/say.ts";
import { Dialog } from "./dialog.tsx";
import { Day, Line, Regions, Text } from "./fields.tsx";

type Filled = Omit<Api<"NewLeave">, "from_on" | "to_on"> & { from_on: Dayjs; to_on: Dayjs };
type Often = Omit<Api<"NewTravel">, "from_on"> & { from_on: Dayjs };
const REASONS = ["medical", "study", "litigation", "family", "work"];

function body(filled: Partial<Filled>): Api<"NewLeave"> {
  const day = (one: Dayjs | undefined) => one?.format("YYYY-MM-DD") ?? "";
  const { proof, urgent, region = "", reason = "" } = filled;
  return {
    from_on: day(filled.from_on),
    to_on: day(filled.to_on),
    region,
    reason,
    place: filled.place ?? "-",
    why: filled.why ?? "-",
    proof: proof ?? "",
    urgent: urgent ?? "",
  };
}

function Weighed({ person }: { person: string }) {
  const { t, i18n } = useTranslation();
  const form = Form.useFormInstance<Filled>();
  const [from_on, to_on, region, urgent] = ["from_on", "to_on", "region", "urgent"].map((name) => Form.useWatch(name, form) as unknown);
  const whole = Boolean(from_on && to_on && region);
  const wish = body({ from_on, to_on, region, reason: "family", urgent } as Partial<Filled>);
  const read = useQuery({
    queryKey: ["leave weighed", person, wish],
    queryFn: () => answer(api.POST("/api/people/{person}/leaves/weigh", { params: { path: { person } }, body: wish })),
    enabled: whole,
    retry: false,
    gcTime: 0,
  });
  if (!whole || read.isPending) return null;
  if (!read.data) return <Alert type="warning" showIcon title={sayProblem(t, asProblem(read.error), i18n.language).title} style={{ marginBottom: 12 }} />;
  const { needed, level, days, total } = read.data;
  const title = needed && level ? t("leave.weigh.level", { days, total, level: t(`level.${level}`) }) : t("leave.weigh.none");
  return <Alert type={needed ? "info" : "success"} showIcon title={title} role="status" style={{ marginBottom: 12 }} />;
}

export function AskLeave({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const send = (filled: Filled) =>
    answer(api.POST("/api/people/{person}/leaves", { params: { path: { person } }, body: body(filled) }));
  const reasons = REASONS.map((value) => ({ value, label: sayCode(t, "own.reason", value) }));
  return (
    <Dialog title={t("leave.ask")} send={send} close={close}>
      <Day name="from_on" word="leave.from" />
      <Day name="to_on" word="leave.until" />
      <Regions name="region" word="leave.region" />
      <Weighed person={person} />
      <Line name="place" word="leave.place" />
      <Form.Item name="reason" label={t("leave.reason")} rules={[{ required: true, message: t("leave.need") }]}>
        <Select options={reasons} />
      </Form.Item>
      <Text name="why" word="leave.why" />
      <Line name="proof" word="leave.proof" optional max={500} />
      <Text name="urgent" word="leave.urgency" hint="leave.urgency.hint" optional max={500} />
    </Dialog>
  );
}

export function AskTravel({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const send = (filled: Often) =>
    answer(api.POST("/api/people/{person}/travels", {
      params: { path: { person } },
      body: { ...filled, from_on: filled.from_on.format("YYYY-MM-DD") },
    }));
  return (
    <Dialog title={t("leave.ask.travel")} send={send} close={close}>
      <Day name="from_on" word="leave.from" />
      <Regions name="regions" word="leave.regions" many />
      <Line name="places" word="leave.places" />
      <Line name="times" word="leave.times" max={90} />
      <Line name="frequency" word="leave.often" max={90} />
      <Text name="why" word="leave.why" />
      <Line name="proof" word="leave.proof" max={500} />
    </Dialog>
  );
}
