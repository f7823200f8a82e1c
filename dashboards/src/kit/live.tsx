/** The live stream for every page: what was read is read again when the collector says so. */
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { meQuery } from "./session.tsx";
import { type Heard, listen, type LiveState } from "./stream.ts";

const FRESH_MS = 6_000;
/** What a word on the stream makes old; a record only when it speaks of that very record. */
function stale(one: Heard): string[][] {
  if (one.kind === "checkin") return [["due"], ["checkins"], ["person", one.person], ["checkin", one.id]];
  if (one.kind === "alert") return [["alerts"], ["alert", one.id], ["board"]];
  if (one.kind === "matter") return [["matters"], ["matter", one.id], ["party-links"]];
  if (one.kind === "call" || one.kind === "queue") return [["hotline"]];
  if (one.kind === "help") return [["posts"]];
  return one.kind === "post" ? [["posts"], ["due"], ["rollouts"], ["rollout"], ["commands"]] : [["quarantine"]];
}

interface Live {
  state: LiveState;
  /** When the stream was last known to be whole. */
  wholeAt: number;
  /** Visits heard of in the last seconds. */
  fresh: ReadonlySet<string>;
}

const Context = createContext<Live>({ state: "connecting", wholeAt: 0, fresh: new Set() });

/** State of the stream and what is fresh on it. */
export function useLive(): Live {
  return useContext(Context);
}

function useFresh(): [ReadonlySet<string>, (id: string) => void] {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  function add(id: string): void {
    setFresh((now) => new Set(now).add(id));
    window.setTimeout(() => setFresh((now) => new Set([...now].filter((one) => one !== id))), FRESH_MS);
  }
  return [fresh, add];
}

/** A notice that stays: somebody at a post needs help; which post, and never who. */
function useHelp(): (device: string) => void {
  const { notification } = App.useApp();
  const { t } = useTranslation();
  return (device) =>
    notification.warning({
      key: device,
      title: t("help.pressed"),
      description: <Link to={`/posts/${device}`}>{t("help.pressed.text", { device })}</Link>,
      duration: 0,
    });
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [wholeAt, setWholeAt] = useState(() => Date.now());
  const [fresh, add] = useFresh();
  const help = useRef(useHelp());

  useEffect(() => {
    function hear(one: Heard): void {
      if (one.kind === "checkin") add(one.id);
      if (one.kind === "help") help.current(one.device);
      const again = () => stale(one).forEach((queryKey) => void client.invalidateQueries({ queryKey }));
      // all pages of the hotline hear of its queue in one moment, and do not ask in one
      one.kind === "queue" ? window.setTimeout(again, Math.random() * one.over_s * 1000) : again();
    }
    let broken = false;
    function tell(next: LiveState): void {
      setState(next);
      if (next === "lost" && !broken) setWholeAt(Date.now());
      // a refused stream may mean a session that ended
      if (next === "lost") void client.refetchQueries({ queryKey: meQuery.queryKey });
      // words said during the break were not heard
      if (next === "live" && broken) void client.invalidateQueries({ predicate: (one) => !one.meta?.audited });
      broken = next === "lost" || (broken && next !== "live");
    }
    return listen(hear, tell);
  }, [client]);

  return <Context value={{ state, wholeAt, fresh }}>{children}</Context>;
}
