/** Codes of the boxes as words; a code we do not know yet is shown as it is. */
import type { TFunction } from "i18next";
import { all, type Word } from "../words/index.ts";

export function sayCode(t: TFunction, kind: string, code: string): string {
  const key = `${kind}.${code}`;
  return key in all ? t(key as Word) : code;
}
