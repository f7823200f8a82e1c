/** The draft of a contact, kept in this browser until it is saved; a lost network loses nothing. */
import type { Api } from "../../kit/api.ts";

type Way = Api<"NewContact">["way"];

export interface Draft {
  id: string; // the contact's own key: sent twice it is kept once
  person: string;
  way: Way;
  at: string; // local, YYYY-MM-DDTHH:mm
  outcome: "reached" | "not_reached";
  place: string;
  present: string;
  said: string;
  next_step: string;
  is_report: boolean;
}

const keyOf = (staff: string, person: string) => `yizhan.contact.${staff}.${person}`;

export function kept(staff: string, person: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(staff, person)) ?? "null") as Draft | null;
  } catch {
    return null; // what cannot be read is no draft
  }
}

export function keep(staff: string, draft: Draft): void {
  localStorage.setItem(keyOf(staff, draft.person), JSON.stringify(draft));
}

export function drop(staff: string, person: string): void {
  localStorage.removeItem(keyOf(staff, person));
}

/** An empty draft, as of now. */
export function begun(person: string, at: string): Draft {
  const id = crypto.randomUUID();
  return { id, person, way: "home_visit", at, outcome: "reached", place: "", present: "", said: "", next_step: "", is_report: false };
}

/** A draft as the collector takes it; its clock is Shanghai's. */
export function contactOf(draft: Draft): Api<"NewContact"> {
  const present = draft.present.split(/[、，,;；\n]/).map((one) => one.trim()).filter(Boolean);
  const is_report = draft.is_report && draft.outcome === "reached";
  return { ...draft, present, is_report, at: `${draft.at}:00+08:00` };
}
