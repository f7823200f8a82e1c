/** What only the paper of a measure asks for: whom it addresses, what it encloses. */
import { DatePicker, Form, Input } from "antd";
import { type Dayjs, isDayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import type { Word } from "../../words/index.ts";
import { lines } from "./use.ts";

type Measure = Api<"HintItem">["measure"];

export interface Filled {
  measure: Measure;
  ground: string;
  facts: string;
  heard?: string;
  considered?: string;
  evidence?: string;
  stretch?: string;
  from_on?: Dayjs;
  until_on?: Dayjs;
  to_police?: string;
  police_article?: string;
  to_court?: string;
  to_organ?: string;
  health?: string;
  enclosed?: string;
}

type Name = "from_on" | "until_on" | "to_police" | "police_article" | "to_court" | "to_organ" | "health" | "enclosed";
const WORDS: Record<Name, Word> = {
  from_on: "conduct.from",
  until_on: "conduct.to",
  to_police: "conduct.police",
  police_article: "conduct.article",
  to_court: "conduct.court",
  to_organ: "conduct.organ",
  health: "conduct.health",
  enclosed: "conduct.enclosed",
};
const ASKED: Partial<Record<Measure, readonly Name[]>> = {
  praise: ["from_on", "until_on"],
  security_proposal: ["to_police", "police_article"],
  revocation_proposal: ["to_court", "enclosed"],
  recommit_proposal: ["to_organ", "health", "enclosed"],
};

function Entry({ name, ...rest }: { name: Name; id?: string; value?: never; onChange?: () => void }) {
  if (name === "from_on" || name === "until_on") return <DatePicker {...rest} style={{ width: "100%" }} />;
  if (name === "health" || name === "enclosed") return <Input.TextArea {...rest} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />;
  return <Input {...rest} maxLength={200} autoComplete="off" />;
}

export function Details({ measure }: { measure: Measure | undefined }) {
  const { t } = useTranslation();
  return (measure ? (ASKED[measure] ?? []) : []).map((name) => (
    <Form.Item key={name} name={name} label={t(WORDS[name])} rules={[{ required: true, message: t("conduct.need") }]}>
      <Entry name={name} />
    </Form.Item>
  ));
}

/** The same as the collector takes it. */
export function detailsOf(given: Filled): Record<string, string | string[]> {
  const kept = (ASKED[given.measure] ?? []).map((name) => {
    const value = given[name];
    if (isDayjs(value)) return [name, value.format("YYYY-MM-DD")] as const;
    return [name, name === "enclosed" ? lines(value) : (value ?? "")] as const;
  });
  return Object.fromEntries(kept);
}
