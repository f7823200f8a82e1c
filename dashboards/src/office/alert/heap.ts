/** What lies at each office, with its rules below it. */
import type { Api } from "../../kit/api.ts";

type Lying = Api<"Lying">;

export interface Heap extends Omit<Lying, "rule"> {
  rule?: Lying["rule"];
  children?: Heap[];
}

function sum(some: Heap[], key: "open" | "untaken" | "late" | "over_a_day" | "over_a_week"): number {
  return some.reduce((all, one) => all + one[key], 0);
}

/** The offices of one direction, who lets most lie too long first. */
export function byOffice(rows: readonly Lying[], about: Lying["about"]): Heap[] {
  const mine = rows.filter((one) => one.about === about);
  const offices = [...new Set(mine.map((one) => one.office))];
  const found = offices.map((office) => ({ office, children: mine.filter((one) => one.office === office) })).map(({ office, children }) => ({
    office,
    about,
    children,
    open: sum(children, "open"),
    untaken: sum(children, "untaken"),
    late: sum(children, "late"),
    over_a_day: sum(children, "over_a_day"),
    over_a_week: sum(children, "over_a_week"),
    on_duty: children[0]?.on_duty ?? "",
    oldest: children.map((one) => one.oldest).sort()[0] ?? "",
  }));
  return found.sort((one, other) => other.late - one.late || one.oldest.localeCompare(other.oldest));
}
