/** The steps of a term as forms: what each asks for, and where it is sent. */
import type { Word } from "../../words/index.ts";
import { answer, api, type Api } from "../../kit/api.ts";

export type TermRecord = Api<"TermRecord">;
export type Action = TermRecord["allowed"][number];
type Kind = "day" | "line" | "text" | "choice" | "months";

export interface Field {
  name: string;
  word: Word;
  kind: Kind;
  /** Kind of words and codes to choose from. */
  of?: readonly [string, readonly string[]];
  optional?: boolean;
}

const SENTENCES = ["control", "probation", "parole", "medical"] as const;
const day: Field = { name: "on", word: "term.field.on", kind: "day" };
const line = (name: string, word: Word, optional = false): Field => ({ name, word, kind: "line", optional });
const text = (name: string, word: Word, optional = false): Field => ({ name, word, kind: "text", optional });
const pick = (name: string, word: Word, of: readonly [string, readonly string[]]): Field => ({ name, word, kind: "choice", of });
const ruling = [day, line("organ", "term.field.organ"), line("number", "term.field.number")];

/** What the document of the court says, as one fills it in. */
export const FACTS: readonly Field[] = [
  pick("sentence", "term.sentence", ["sentence", SENTENCES]),
  line("offence", "term.offence"),
  line("court", "term.court"),
  line("judgment_no", "term.judgment_no"),
  { name: "judged_on", word: "term.judged_on", kind: "day" },
  { name: "effective_on", word: "term.effective_on", kind: "day" },
  { name: "starts_on", word: "term.starts_on", kind: "day" },
  { name: "ends_on", word: "term.ends_on", kind: "day" },
  { name: "months", word: "intake.months", kind: "months", optional: true },
];

const PARTICULARS: readonly Field[] = [
  line("phone", "term.field.phone", true),
  line("address", "term.field.address", true),
  line("registered_home", "term.field.registered_home", true),
  line("work", "term.field.work", true),
  text("family", "term.field.family", true),
  text("health", "term.field.health", true),
  line("guardian", "term.field.guardian", true),
  line("guardian_phone", "term.field.guardian_phone", true),
];

const reason = (codes: readonly string[]): Field => pick("reason", "term.field.reason", ["end", codes]);

/** The fields of the plain steps; group, plan, declaration and upload have forms of their own. */
export function fieldsOf(action: Action, term: TermRecord["term"], categories: readonly string[]): readonly Field[] | undefined {
  const plain: Partial<Record<Action, readonly Field[]>> = {
    receive: [
      day,
      pick("came", "term.field.came", ["came", ["self", "handed_over", "home_visit"]]),
      pick("identity", "term.field.identity", ["identity", ["id_card", "household", "passport", "other"]]),
      pick("checked", "term.field.checked", ["checked", ["reader", "original", "archive"]]),
      line("late_why", "term.field.late_why", true),
    ],
    particulars: PARTICULARS,
    categorise: [
      pick("category", "term.category", ["category", categories.filter((one) => one !== term?.category)]),
      text("reasons", "term.field.reasons"),
    ],
    commute: [...ruling, { name: "ends_on", word: "term.ends_on", kind: "day" }],
    detain: [...ruling, line("measure", "term.field.measure")],
    set_free: ruling,
    release: [day, reason(["served", "pardoned"]), line("ground", "term.field.ground", true)],
    terminate: [day, reason(["revoked", "recommitted", "dead"]), line("ground", "term.field.ground")],
    correct: [
      ...FACTS,
      ...(term?.received_on ? [{ name: "received_on", word: "term.received_on", kind: "day" } as const] : []),
      ...(term?.declared_on ? [{ name: "declared_on", word: "term.declared_on", kind: "day" } as const] : []),
      line("reason", "term.field.why"),
    ],
  };
  return plain[action];
}

export type Values = Record<string, unknown>;

/** Take a step; the term as it stands afterwards. The collector checks every field again. */
export function take(action: Exclude<Action, "document">, person: string, values: Values): Promise<TermRecord> {
  const params = { path: { person } };
  const body = values as never;
  const send = {
    receive: () => api.POST("/api/people/{person}/term/receive", { params, body }),
    group: () => api.POST("/api/people/{person}/term/group", { params, body }),
    declare: () => api.POST("/api/people/{person}/term/declare", { params, body }),
    plan: () => api.POST("/api/people/{person}/term/plan", { params, body }),
    particulars: () => api.POST("/api/people/{person}/term/particulars", { params, body }),
    categorise: () => api.POST("/api/people/{person}/term/categorise", { params, body }),
    commute: () => api.POST("/api/people/{person}/term/commute", { params, body }),
    detain: () => api.POST("/api/people/{person}/term/detain", { params, body }),
    set_free: () => api.POST("/api/people/{person}/term/free", { params, body }),
    correct: () => api.POST("/api/people/{person}/term/correct", { params, body }),
    release: () => api.POST("/api/people/{person}/term/release", { params, body }),
    terminate: () => api.POST("/api/people/{person}/term/terminate", { params, body }),
  }[action];
  return answer(send());
}
