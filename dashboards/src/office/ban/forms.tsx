/** Register or correct an order, end it, ask for entry, decide on entry. */
import { Form, Radio, Select, Switch } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Dialog } from "../leave/dialog.tsx";
import { Day, Line, Text } from "../leave/fields.tsx";

type Dated<T> = Omit<T, "from_on" | "until_on"> & { from_on: Dayjs; until_on: Dayjs };
type Filled = Dated<Api<"NewBan">>;
const KINDS = ["activity", "place", "persons"] as const;
const day = (one: Dayjs) => one.format("YYYY-MM-DD");

/** Only a place has an outline or a permitted entry. */
function OfAPlace() {
  const { t } = useTranslation();
  const kind = Form.useWatch<string | undefined>("kind");
  if (kind !== "place") return null;
  return (
    <>
      <Form.Item name="conditional" label={t("ban.conditional")} valuePropName="checked"><Switch /></Form.Item>
      <Text name="polygon" word="ban.polygon" hint="ban.polygon.hint" optional max={20000} />
    </>
  );
}

export function EnterBan({ person, before, close }: { person: string; before?: Api<"BanItem"> | undefined; close: () => void }) {
  const { t } = useTranslation();
  const send = (filled: Filled) =>
    answer(api.POST("/api/people/{person}/bans", {
      params: { path: { person } },
      body: {
        ...filled,
        from_on: day(filled.from_on),
        until_on: day(filled.until_on),
        conditional: filled.conditional ?? false,
        polygon: filled.polygon || null,
        corrects: before?.id ?? null,
      },
    }));
  const start = before && { ...before, from_on: dayjs(before.from_on), until_on: dayjs(before.until_on) };
  const kinds = KINDS.map((value) => ({ value, label: t(`ban.kind.${value}`) }));
  return (
    <Dialog title={t(before ? "ban.correct" : "ban.enter")} send={send} close={close} {...(start && { start })}>
      <Form.Item name="kind" label={t("ban.kind")} rules={[{ required: true, message: t("leave.need") }]}><Select options={kinds} /></Form.Item>
      <Text name="words" word="ban.words" hint="ban.words.hint" max={2000} />
      <Line name="court" word="ban.court" max={100} />
      <Line name="number" word="ban.number" max={100} />
      <Day name="from_on" word="ban.from" past />
      <Day name="until_on" word="ban.until" past />
      <OfAPlace />
    </Dialog>
  );
}

export function EndBan({ ban, close }: { ban: string; close: () => void }) {
  const { t } = useTranslation();
  const send = (body: Api<"BanEnd">) => answer(api.POST("/api/bans/{ban}/end", { params: { path: { ban } }, body }));
  return <Dialog title={t("ban.end")} send={send} close={close}><Line name="why" word="ban.end.why" max={500} /></Dialog>;
}

export function AskEntry({ ban, close }: { ban: string; close: () => void }) {
  const { t } = useTranslation();
  const send = (filled: Dated<Api<"NewEntry">>) => {
    const body = { ...filled, from_on: day(filled.from_on), until_on: day(filled.until_on) };
    return answer(api.POST("/api/bans/{ban}/entries", { params: { path: { ban } }, body }));
  };
  return (
    <Dialog title={t("ban.entry")} send={send} close={close}>
      <Line name="place" word="ban.entry.place" />
      <Text name="why" word="ban.entry.why" />
      <Day name="from_on" word="ban.from" />
      <Day name="until_on" word="ban.until" />
    </Dialog>
  );
}

export function DecideEntry({ entry, close }: { entry: string; close: () => void }) {
  const { t } = useTranslation();
  const send = ({ granted, reasons, conditions }: { granted: boolean; reasons?: string; conditions?: string }) => {
    const lines = (conditions ?? "").split("\n").map((one) => one.trim()).filter(Boolean);
    const body = { granted, reasons: reasons ?? "", conditions: granted ? lines : [] };
    return answer(api.POST("/api/entries/{entry}/decide", { params: { path: { entry } }, body }));
  };
  const options = [{ value: true, label: t("ban.entry.grant") }, { value: false, label: t("ban.entry.refuse") }];
  return (
    <Dialog title={t("ban.entry.decide")} send={send} close={close}>
      <Form.Item name="granted" label={t("approval.answer")} rules={[{ required: true, message: t("leave.need") }]}>
        <Radio.Group options={options} />
      </Form.Item>
      <Text name="conditions" word="ban.entry.conditions" optional />
      <Text name="reasons" word="ban.entry.reasons" optional max={2000} />
    </Dialog>
  );
}
