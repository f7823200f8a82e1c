/** What was read, kept and read again. A lost session is noticed here, whoever asked. */
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem.ts";

const ME = ["me"];

function noticeEnd(error: unknown): void {
  if (asProblem(error).status === 401 && queryClient.getQueryData(ME)) forget();
}

function again(failures: number, error: unknown): boolean {
  const { status } = asProblem(error);
  return failures < 2 && (status === 0 || status >= 502);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    // "always": a computer that believes it is offline may still reach the collector
    queries: { retry: again, retryDelay: 1000, staleTime: 5_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

/** For what the collector writes down when it is opened: read once at each opening, never by
 * itself, and not kept afterwards. */
export const audited = {
  gcTime: 0,
  staleTime: Infinity,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  meta: { audited: true },
} as const;

/** Nobody is signed in any more; nothing of what was read may stay. */
export function forget(): void {
  queryClient.setQueryData(ME, null);
  queryClient.removeQueries({ predicate: (one) => one.queryKey[0] !== ME[0] });
}
