/** The steps of legal aid that need a choice: applied for, told once, complete, decided. */
import { Alert, Card, Checkbox, DatePicker, Flex, Form, Input, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { dayOf } from "../../kit/time.ts";
import { Asked, type Own, Words } from "./dialogs.tsx";

type Ground = Api<"AidWish">["ground"];
type Item = Api<"AidWish">["items"][number];
type Paper = Api<"MissingWish">["papers"][number];
const GROUNDS: readonly Ground[] = ["means", "migrant_wages", "migrant_injury", "violence", "minor", "elderly", "disabled", "relief", "parental_support", "hero", "retrial", "other"];
const ITEMS: readonly Item[] = ["advice", "drafting", "representation", "arbitration", "mediation", "defence", "appraisal_fee", "translation"];
const PAPERS: readonly Paper[] = ["identity", "application", "means", "facts", "labour", "injury", "violence", "guardian", "agency", "status", "judgment"];

function useNeed() {
  const { t } = useTranslation();
  return [{ required: true, message: t("matter.need") }];
}

export function Apply(own: Own) {
  const { t } = useTranslation();
  const need = useNeed();
  const path = { params: { path: { matter: own.one.id } } };
  return (
    <Asked<Api<"AidWish">> {...own} send={(body) => answer(api.POST("/api/matters/{matter}/aid", { ...path, body }))}>
      {() => (
        <>
          <Form.Item name="ground" label={t("aid.ground")} rules={need}><Select options={GROUNDS.map((value) => ({ value, label: t(`aid.ground.${value}`) }))} /></Form.Item>
          <Form.Item name="items" label={t("aid.items")} rules={need}><Select mode="multiple" maxCount={5} showSearch={{ optionFilterProp: "label" }} options={ITEMS.map((value) => ({ value, label: t(`aid.item.${value}`) }))} /></Form.Item>
        </>
      )}
    </Asked>
  );
}

/** The one notice: a checklist, and a tick that it is everything. */
export function Missing(own: Own) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  // "required" would mark the group with an attribute that a group does not have
  const some = { validator: (_: unknown, ticked?: Paper[]) => (ticked?.length ? Promise.resolve() : Promise.reject(new Error(t("matter.need")))) };
  const path = { params: { path: { matter: own.one.id } } };
  return (
    <Asked<Api<"MissingWish">> {...own} blocked={!sure} first={{ said: "" }} send={(body) => answer(api.POST("/api/matters/{matter}/aid/missing", { ...path, body }))}>
      {() => (
        <>
          <Alert type="warning" showIcon title={t("aid.once")} style={{ marginBottom: 12 }} />
          <Form.Item name="papers" label={t("aid.missing")} rules={[some]}>
            <Checkbox.Group><Flex vertical gap={8}>{PAPERS.map((one) => <Checkbox key={one} value={one}>{t(`aid.paper.${one}`)}</Checkbox>)}</Flex></Checkbox.Group>
          </Form.Item>
          <Words label={t("matter.words")} extra={t("matter.words.public")} needed={false} />
          <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>{t("aid.once.sure")}</Checkbox>
        </>
      )}
    </Asked>
  );
}

export function Complete(own: Own) {
  const { t } = useTranslation();
  const need = useNeed();
  const aid = own.one.aid;
  const [since, today] = [aid?.missing_told_on ?? aid?.received_on ?? "", dayOf(Date.now())];
  const path = { params: { path: { matter: own.one.id } } };
  const outside = (day: Dayjs) => day.format("YYYY-MM-DD") < since || day.format("YYYY-MM-DD") > today;
  // the key that takes a day does not send the form
  const keep = (event: KeyboardEvent) => event.key === "Enter" && event.preventDefault();
  return (
    <Asked<{ on: Dayjs }> {...own} first={{ on: dayjs(today) }} send={({ on }) => answer(api.POST("/api/matters/{matter}/aid/complete", { ...path, body: { on: on.format("YYYY-MM-DD") } }))}>
      {() => <Form.Item name="on" label={t("aid.complete.on")} extra={t("aid.complete.text")} rules={need}><DatePicker allowClear={false} disabledDate={outside} onKeyDown={keep} /></Form.Item>}
    </Asked>
  );
}

interface Choice {
  granted?: boolean;
  reason?: string;
}

function Deciding({ item, choice }: { item: Item; choice: Choice | undefined }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t(`aid.item.${item}`)} style={{ marginBottom: 8 }}>
      <Form.Item name={[item, "granted"]} rules={useNeed()}>
        <Radio.Group aria-label={t(`aid.item.${item}`)} options={[{ value: true, label: t("aid.granted") }, { value: false, label: t("aid.refused") }]} />
      </Form.Item>
      {choice?.granted === false && (
        <Form.Item name={[item, "reason"]} label={t("aid.decide.reason")} extra={t("matter.words.public")} rules={[{ required: true, whitespace: true, min: 10, message: t("aid.decide.reason") }]}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      )}
    </Card>
  );
}

export function Decide(own: Own) {
  const { t } = useTranslation();
  const asked = own.one.aid?.items ?? [];
  const path = { params: { path: { matter: own.one.id } } };
  const decision = (given: { [item: string]: Choice }) => asked.map(({ item }) => ({ item, granted: given[item]?.granted === true, reason: given[item]?.reason ?? "" }));
  return (
    <Asked<{ [item: string]: Choice }> {...own} send={(given) => answer(api.POST("/api/matters/{matter}/aid/decision", { ...path, body: { items: decision(given) } }))}>
      {(form) => (
        <>
          <Alert type="info" title={t("aid.decide.text")} style={{ marginBottom: 12 }} />
          <Form.Item noStyle shouldUpdate>
            {() => asked.map(({ item }) => <Deciding key={item} item={item} choice={form.getFieldValue(item) as Choice | undefined} />)}
          </Form.Item>
        </>
      )}
    </Asked>
  );
}
