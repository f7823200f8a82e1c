/** Whose page this is: one person's, for a short while. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { answer, api, type Api, carry } from "../kit/api.ts";
import { asProblem } from "../kit/problem.ts";
import { forget, queryClient } from "../kit/query.ts";
import { Failure, Loading } from "../kit/states.tsx";
import { machine, takeKey } from "./arrive.ts";
import Closed from "./closed.tsx";
import SignIn from "./signin.tsx";

export type OwnMe = Api<"OwnMe">;
/** "closed": no correction is running, and this page ends with it. */
type Known = OwnMe | "closed" | "pass_ended" | null;

function accept(me: OwnMe): OwnMe {
  carry(me.csrf);
  return me;
}

async function ask(): Promise<Known> {
  const key = takeKey();
  try {
    return accept(await answer(key ? api.POST("/own/api/pass", { body: { key } }) : api.GET("/own/api/me")));
  } catch (error) {
    const { code, status } = asProblem(error);
    if (code === "access_ended") return "closed";
    if (code === "pass_ended") return "pass_ended";
    if (status === 401) return null;
    throw error;
  }
}

// the key of the office's session too: there is one session in one open page
export const selfQuery = queryOptions({ queryKey: ["me"], queryFn: ask, staleTime: Infinity, retry: false });

/** Take the answer of the sign-in as the new session. */
export function begin(me: OwnMe): void {
  forget();
  queryClient.setQueryData(selfQuery.queryKey, accept(me));
}

/** End the session here and at the collector; a machine goes back to its own page. */
export async function leave(): Promise<void> {
  try {
    await api.POST("/own/api/sign-out");
  } finally {
    forget();
    const back = machine();
    if (back) window.location.replace(back);
  }
}

const Self = createContext<OwnMe | null>(null);

/** Who is signed in; only below RequireSelf. */
export function useSelf(): OwnMe {
  const me = useContext(Self);
  if (!me) throw new Error("useSelf outside of the own page");
  return me;
}

/** Shows what is below to the person signed in, else the way in. */
export function RequireSelf({ children }: { children: ReactNode }) {
  const me = useQuery(selfQuery);
  if (me.isPending) return <Loading />;
  if (me.data === undefined) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (me.data === "closed") return <Closed />;
  if (me.data === "pass_ended" || !me.data) return <SignIn late={me.data === "pass_ended"} />;
  return <Self value={me.data}>{children}</Self>;
}
