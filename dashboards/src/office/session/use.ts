/** What the screens of the sessions read and send. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { shanghai } from "../../kit/time.ts";

export type Item = Api<"SessionItem">;
export type Session = Api<"SessionRecord">;
export type Callout = Api<"CalloutRecord">;
export type CalloutLine = Api<"CalloutItem">;
export type Kind = Item["kind"];
export type State = Item["state"];

export const KINDS: readonly Kind[] = ["reception", "declaration", "class", "service"];
export const STATES: readonly State[] = ["planned", "open", "review", "stopped", "unknown", "closed", "cancelled"];
const LISTS = ["sessions", "session", "callouts", "callout", "segments"];
const SOON_MS = 5_000;
const LATER_MS = 30_000;

export interface Wish {
  day?: string;
  post?: string;
  kind?: Kind;
  state?: State[];
}

export function useSessions(wish: Wish, page: number, size: number) {
  return useQuery({
    queryKey: ["sessions", wish, page],
    queryFn: () => answer(api.GET("/api/sessions", { params: { query: { ...wish, page, size } } })),
    placeholderData: (before) => before,
    refetchInterval: LATER_MS,
  });
}

/** One session; while it runs it is read again and again. */
export function useSession(procedure: string) {
  return useQuery({
    queryKey: ["session", procedure],
    queryFn: () => answer(api.GET("/api/sessions/{procedure}", { params: { path: { procedure } } })),
    refetchInterval: ({ state }) => (state.data && ["open", "planned"].includes(state.data.state) ? SOON_MS : LATER_MS),
  });
}

export function useCallouts(session: string | null, page: number, size: number) {
  const query = { page, size, ...(session && { session }) };
  return useQuery({
    queryKey: ["callouts", session, page],
    queryFn: () => answer(api.GET("/api/callouts", { params: { query } })),
    placeholderData: (before) => before,
  });
}

/** One row of the register; while pieces are missing it is read again. */
export function useCallout(callout: string) {
  return useQuery({
    queryKey: ["callout", callout],
    queryFn: () => answer(api.GET("/api/callouts/{callout}", { params: { path: { callout } } })),
    refetchInterval: ({ state }) => (state.data && waits(state.data) ? SOON_MS : false),
  });
}

/** Whether the post still has something to send. */
export function waits(one: Callout): boolean {
  return one.yours && one.kind === "clip" && one.pieces.length < one.last - one.first + 1;
}

/** Send something and read again whatever shows it. */
export function useSent<T, R = unknown>(send: (body: T) => Promise<R>, done?: (made: R) => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: send,
    onSuccess: (made) => {
      void message.success(t("session.done"));
      done?.(made);
    },
    onError: useComplain(),
    onSettled: () => {
      for (const name of LISTS) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

/** Hours and minutes of an instant in Shanghai. */
export function clock(at: string): string {
  return shanghai(at).format("HH:mm");
}
