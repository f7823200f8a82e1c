/** What is typed of a text stays in this browser until it is saved, so that nothing is lost. */
import type { Api } from "../../kit/api.ts";

export type Words = Api<"ArticleDraft">;

export interface Kept {
  /** Of the text it was made from; 0 of a new one. */
  version: number;
  words: Words;
  at: string;
}

function keyOf(staff: string, text: string): string {
  return `yizhan.text.${staff}.${text}`;
}

export function keep(staff: string, text: string, kept: Kept): void {
  try {
    localStorage.setItem(keyOf(staff, text), JSON.stringify(kept));
  } catch {
    // the store of the browser is full or closed: the page itself still holds the words
  }
}

export function kept(staff: string, text: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(staff, text)) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

export function drop(staff: string, text: string): void {
  localStorage.removeItem(keyOf(staff, text));
}

/** The words of a text as they can be written on. */
export function wordsOf(one: Words): Words {
  const { column, title, lead, body, until_on, plan } = one;
  return { column, title, lead, body, until_on: until_on ?? null, plan };
}

export function same(one: Words, other: Words): boolean {
  return JSON.stringify(wordsOf(one)) === JSON.stringify(wordsOf(other));
}

const BLOCK = /<\/(?:p|h2|h3|h4|li|blockquote|tr)>/;

/** Each block of a text as plain words, to be laid beside those of another. */
export function blocks(one: Words): string[] {
  const said = one.body.split(BLOCK).map((part) => new DOMParser().parseFromString(part, "text/html").body.textContent ?? "");
  return [one.title, one.lead ?? "", ...said].map((part) => part.trim()).filter(Boolean);
}
