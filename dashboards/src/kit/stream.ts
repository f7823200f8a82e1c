/** The live stream: server-sent events that come back by themselves after a break. */

export type LiveState = "connecting" | "live" | "lost";
export type Heard =
  | { kind: "checkin"; id: string; person: string; due_on: string | null }
  | { kind: "post"; device: string }
  | { kind: "help"; device: string }
  | { kind: "quarantine" }
  | { kind: "alert"; id: string }
  | { kind: "matter"; id: string }
  | { kind: "call"; id: string }
  | { kind: "queue"; over_s: number };

const KINDS = ["checkin", "post", "help", "quarantine", "alert", "matter", "call", "queue"] as const;
const LONGEST_MS = 15_000;

/** Milliseconds before the next try: doubling from one second, spread so that pages do not
 * return all at once. */
export function pause(tries: number, chance = Math.random()): number {
  return Math.min(LONGEST_MS, 1000 * 2 ** tries) * (0.5 + chance / 2);
}

/** Listen until the returned function is called. */
export function listen(hear: (one: Heard) => void, tell: (state: LiveState) => void): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let tries = 0;

  function open(): void {
    source = new EventSource("/api/live");
    source.onopen = () => {
      tries = 0;
      tell("live");
    };
    source.onerror = () => {
      source?.close();
      tell("lost");
      timer = window.setTimeout(open, pause(tries++));
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, (event: MessageEvent<string>) => {
        hear({ ...JSON.parse(event.data || "{}"), kind } as Heard);
      });
    }
  }

  tell("connecting");
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}
