/** The townships this officer works for, and their names. */
import { useQuery } from "@tanstack/react-query";
import { answer, api, type Api } from "./api.ts";

const HOUR_MS = 3_600_000;

export function useTownships(): Api<"Township">[] {
  const read = useQuery({
    queryKey: ["townships"],
    queryFn: () => answer(api.GET("/api/townships")),
    staleTime: HOUR_MS,
  });
  return read.data ?? [];
}

/** Name of a township by its code; the code itself until the names are there. */
export function useTownshipName(): (code: string) => string {
  const names = new Map(useTownships().map((one) => [one.code, one.name]));
  return (code) => names.get(code) ?? code;
}
