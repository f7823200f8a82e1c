/** Duties and their tasks in words; a code without words is shown as it is. */
import type { TFunction } from "i18next";
import { all, type Word } from "../../words/index.ts";

export function sayDuty(t: TFunction, name: string): string {
  const key = `duty.${name}`;
  return key in all ? t(key as Word) : name;
}

/** The source of a duty in law, empty when it is only good order. */
export function sayLaw(t: TFunction, name: string): string {
  const key = `duty.${name}.law`;
  return key in all ? t(key as Word) : "";
}

/** What a task is about; the code may be of any of these kinds. */
export function sayWhat(t: TFunction, duty: string, what: string): string {
  const kinds = [`duty.${duty}`, "sentence", "request", "route", "paper", "kind"];
  const key = kinds.map((kind) => `${kind}.${what}`).find((one) => one in all);
  return key ? t(key as Word) : "";
}
