/** Who is signed in, what the role may do, and the way to the sign-in page. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Flex } from "antd";
import { createContext, type ReactNode, useContext } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { answer, api, type Api, carry } from "./api.ts";
import { asProblem } from "./problem.ts";
import { forget, queryClient } from "./query.ts";
import { Failure, Loading } from "./states.tsx";

export type Me = Api<"Me">;
export type Power = Me["powers"][number];

async function askMe(): Promise<Me | null> {
  try {
    return await answer(api.GET("/api/me")).then(accept);
  } catch (error) {
    if (asProblem(error).status === 401) return null;
    throw error;
  }
}

let signedIn = false;

function accept(me: Me): Me {
  carry(me.csrf);
  signedIn = true;
  return me;
}

/** Whether a session ended under this page, other than by signing out. */
export function ended(): boolean {
  return signedIn && !queryClient.getQueryData(meQuery.queryKey);
}

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: askMe, staleTime: Infinity });

/** Take the answer of the sign-in as the new session. */
export function begin(me: Me): void {
  forget();
  queryClient.setQueryData(meQuery.queryKey, accept(me));
}

/** End the session here and at the collector. */
export async function leave(): Promise<void> {
  await api.POST("/api/logout");
  signedIn = false;
  forget();
}

const Session = createContext<Me | null>(null);

/** Who is signed in; only below RequireSession. */
export function useMe(): Me {
  const me = useContext(Session);
  if (!me) throw new Error("useMe outside of a session");
  return me;
}

/** Whether the role carries a power. */
export function useMay(power: Power): boolean {
  return useMe().powers.includes(power);
}

function SignInFirst() {
  const { pathname, search } = useLocation();
  const to = pathname + search;
  const query = to === "/" ? "" : `?to=${encodeURIComponent(to)}`;
  return <Navigate to={`/login${query}`} replace />;
}

/** Shows what is below only to somebody signed in. */
export function RequireSession({ children }: { children?: ReactNode }) {
  const me = useQuery(meQuery);
  if (me.isPending) return <Loading />;
  if (me.data === undefined) {
    return (
      <Flex vertical style={{ padding: 24 }}>
        <Failure error={me.error} retry={() => void me.refetch()} />
      </Flex>
    );
  }
  if (!me.data) return <SignInFirst />;
  return <Session value={me.data}>{children ?? <Outlet />}</Session>;
}
