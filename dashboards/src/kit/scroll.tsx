/** A long table in a box of its own: reached and moved by the keyboard, whole on paper. */
import type { ReactNode } from "react";

export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return <section className="scroll" aria-label={label} tabIndex={0}>{children}</section>;
}
