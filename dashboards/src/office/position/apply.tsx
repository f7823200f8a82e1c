/** Apply for an order, or for another after it: one of five grounds, its proof, three months at most. */
import { Alert, DatePicker, Form, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";
import { dayOf } from "../../kit/time.ts";
import { useConduct } from "../conduct/use.ts";
import { Dialog } from "../leave/dialog.tsx";
import { Day, Text } from "../leave/fields.tsx";
import type { Order } from "./order.tsx";
import { useLongest, useReread } from "./use.ts";

type Wish = Api<"NewPositioning">;
type Filled = Omit<Wish, "from_on" | "until_on"> & { from_on: Dayjs; until_on: Dayjs };
type Sanction = Api<"SanctionItem">;
const GROUNDS = ["no_entry_breached", "left_unapproved", "refused_report", "punished", "revocation"] as const;
const day = (one: Dayjs) => one.format("YYYY-MM-DD");

/** What proves the ground: told warnings that hold, and proposals that public security granted. */
const PROOF = {
  warning: (one: Sanction) => one.measure === "warning" && one.told_on !== null && one.state !== "annulled",
  punishment: (one: Sanction) => one.measure === "security_proposal" && one.outcome === "granted",
};

function Proof({ person, kind }: { person: string; kind: keyof typeof PROOF }) {
  const { t } = useTranslation();
  const need = [{ required: true, message: t("pos.need") }];
  return (
    <Shown read={useConduct(person)}>
      {({ sanctions }) => {
        const found = sanctions.filter(PROOF[kind]);
        const options = found.map((one) => ({ value: one.id, label: `${one.outcome_on ?? one.told_on} ${one.ground_words}` }));
        return (
          <Form.Item name={kind} label={t(`pos.need.${kind}`)} rules={need} {...(!found.length && { extra: t(`pos.need.${kind}.none`) })}>
            <Select options={options} notFoundContent={t(`pos.need.${kind}.none`)} />
          </Form.Item>
        );
      }}
    </Shown>
  );
}

function Ground({ person }: { person: string }) {
  const { t } = useTranslation();
  const ground = Form.useWatch<Wish["ground"] | undefined>("ground");
  const options = GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }));
  return (
    <>
      <Form.Item name="ground" label={t("pos.ground")} rules={[{ required: true, message: t("pos.need") }]}>
        <Radio.Group options={options} style={{ display: "flex", flexDirection: "column", gap: 8 }} />
      </Form.Item>
      {ground === "refused_report" && <Proof person={person} kind="warning" />}
      {ground === "punished" && <Proof person={person} kind="punishment" />}
      <Text name="evidence" word="pos.evidence" hint="pos.evidence.hint" max={4000} />
    </>
  );
}

/** The last day, which the law bounds by the first. */
function Until() {
  const { t } = useTranslation();
  const from = Form.useWatch<Dayjs | undefined>("from_on");
  const months = useLongest();
  const last = from?.add(months, "month").subtract(1, "day");
  const outside = (one: Dayjs) => !from || one.isBefore(from, "day") || one.isAfter(last, "day");
  const within = {
    validator: (_: unknown, one?: Dayjs) =>
      one && last && outside(one) ? Promise.reject(new Error(t("pos.until.law", { day: day(last) }))) : Promise.resolve(),
  };
  return (
    <Form.Item
      name="until_on"
      label={t("pos.until")}
      dependencies={["from_on"]}
      rules={[{ required: true, message: t("pos.need") }, within]}
      {...(last && { extra: t("pos.until.law", { day: day(last) }) })}
    >
      <DatePicker style={{ width: "100%" }} disabledDate={outside} disabled={!from} />
    </Form.Item>
  );
}

function begin(renews: Order | undefined): Partial<Filled> {
  const today = dayjs(dayOf(Date.now()));
  if (!renews) return { from_on: today };
  const next = dayjs(renews.until_on).add(1, "day");
  return { ground: renews.ground, evidence: renews.evidence, warning: renews.warning, punishment: renews.punishment, from_on: next.isBefore(today) ? today : next };
}

export function ApplyForm({ person, renews, close }: { person: string; renews?: Order; close: () => void }) {
  const { t } = useTranslation();
  const reread = useReread();
  const send = async (filled: Filled) => {
    const body = { ...filled, from_on: day(filled.from_on), until_on: day(filled.until_on), renews: renews?.id ?? null, assessment: filled.assessment ?? "" };
    await answer(api.POST("/api/people/{person}/positioning", { params: { path: { person } }, body }));
    reread();
  };
  return (
    <Dialog title={t(renews ? "pos.renew" : "pos.apply.title")} send={send} close={close} start={begin(renews)}>
      <Alert type="info" title={t("pos.law")} style={{ marginBottom: 12 }} />
      <Ground person={person} />
      {renews && <Text name="assessment" word="pos.assessment" hint="pos.assessment.hint" max={4000} />}
      <Day name="from_on" word="pos.from" />
      <Until />
    </Dialog>
  );
}
