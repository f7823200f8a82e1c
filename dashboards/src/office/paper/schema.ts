/** The form of a kind of paper, read from the JSON Schema of its typed fields. */
import dayjs, { type Dayjs, isDayjs } from "dayjs";
import type { Lang } from "../../kit/time.ts";

interface Node {
  type?: string;
  title?: string;
  en?: string;
  format?: string;
  words?: Record<string, readonly [string, string]>;
  enum?: string[];
  const?: string;
  default?: unknown;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Node;
  anyOf?: Node[];
  $ref?: string;
  properties?: Record<string, Node>;
  required?: string[];
}

export interface Schema extends Node {
  $defs?: Record<string, Node>;
}

export type Kind = "line" | "text" | "day" | "moment" | "number" | "yes" | "choice" | "lines" | "rows";
export type Values = Record<string, unknown>;

export interface Field {
  name: string;
  label: readonly [string, string];
  kind: Kind;
  optional: boolean;
  start: unknown;
  longest: number;
  least: number;
  most: number;
  words: Record<string, readonly [string, string]>;
  parts: Field[];
}

function kindOf(node: Node, item: Node | undefined): Kind {
  if (node.words) return "choice";
  if (node.type === "array") return item?.properties ? "rows" : "lines";
  if (node.type === "integer") return "number";
  if (node.type === "boolean") return "yes";
  return ({ date: "day", "date-time": "moment", text: "text" } as const)[node.format ?? ""] ?? "line";
}

/** The fields of a kind in their order. */
export function fieldsOf(schema: Node, defs: Record<string, Node> = (schema as Schema).$defs ?? {}): Field[] {
  const find = (node?: Node): Node | undefined => (node?.$ref ? defs[node.$ref.split("/").pop() ?? ""] : node);
  return Object.entries(schema.properties ?? {}).map(([name, raw]) => {
    const node = { ...raw.anyOf?.find((one) => one.type !== "null"), ...raw };
    const item = find(node.items);
    const only = node.const ?? (node.enum?.length === 1 ? node.enum[0] : undefined);
    return {
      name,
      label: [raw.title ?? name, raw.en ?? name],
      kind: kindOf(node, item),
      optional: !schema.required?.includes(name),
      start: raw.default ?? only,
      longest: (node.type === "array" ? item?.maxLength : node.maxLength) ?? 4000,
      least: node.minimum ?? 0,
      most: node.maximum ?? 10_000,
      words: node.words ?? {},
      parts: item?.properties ? fieldsOf(item, defs) : [],
    };
  });
}

export function labelOf(field: Field, lang: string): string {
  return field.label[(lang as Lang) === "en" ? 1 : 0];
}

function shown(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return field.kind === "rows" ? [{}] : undefined;
  if (field.kind === "day" || field.kind === "moment") return dayjs(value as string);
  if (field.kind === "lines") return (value as string[]).join("\n");
  if (field.kind === "rows") return (value as Values[]).map((row) => start(field.parts, row));
  return value;
}

/** What the form begins with: what is known, else the defaults. */
export function start(fields: readonly Field[], known: Values): Values {
  return Object.fromEntries(fields.map((one) => [one.name, shown(one, known[one.name] ?? one.start)]));
}

function told(field: Field, value: unknown): unknown {
  if (isDayjs(value)) return field.kind === "day" ? (value as Dayjs).format("YYYY-MM-DD") : (value as Dayjs).toISOString();
  if (field.kind === "lines") return String(value ?? "").split("\n").map((one) => one.trim()).filter(Boolean);
  if (field.kind === "rows") return ((value as Values[] | undefined) ?? []).map((row) => filled(field.parts, row));
  return typeof value === "string" && value.trim() === "" ? undefined : value;
}

/** What was filled in as the collector takes it; what is left empty is left out. */
export function filled(fields: readonly Field[], values: Values): Values {
  const all = fields.map((one) => [one.name, told(one, values[one.name])] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== null));
}
