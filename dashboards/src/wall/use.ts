/** What the big screen reads: every half minute, and at once when the collector says so. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answer, api, type Api } from "../kit/api.ts";
import { listen } from "../kit/stream.ts";
import { isNew, isStale } from "./fresh.ts";

export type Wall = Api<"Wall">;
const EVERY_MS = 30_000;
const GATHER_MS = 5_000;

/** Read again soon after anything happened; many words at once make one reading. */
function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const stop = listen(() => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ["wall"] });
      }, GATHER_MS);
    }, () => undefined);
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [client]);
}

/** The time now, by the second; one timer, whatever is on the screen. */
export function useSecond(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

let first = ""; // the build this page is of

/** The counts; `null` when the last that came are too old to be shown. */
export function useWall(now: number): { wall: Wall | null; reading: boolean; error: unknown } {
  useLive();
  const read = useQuery({
    queryKey: ["wall"],
    queryFn: () => answer(api.GET("/api/wall")),
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
  const pages = read.data?.pages ?? "";
  useEffect(() => {
    first ||= pages;
    if (isNew(first, pages, performance.now())) window.location.reload();
  }, [pages]);
  return { wall: isStale(read.dataUpdatedAt, now) ? null : read.data ?? null, reading: read.isFetching, error: read.error };
}
