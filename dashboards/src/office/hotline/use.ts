/** What the screens of the hotline read and send. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";

export type Desk = Api<"HotlineDesk">;
export type Call = Api<"CallLine">;
export type CallRecord = Api<"CallRecord">;
export type Back = Api<"BackItem">;
export type Check = Api<"CheckItem">;
export const CODES = ["reached", "no_answer", "busy", "switched_off", "unreachable", "wrong_number", "refused"] as const satisfies readonly Api<"AttemptWish">["code"][];
export const CRITERIA = ["notice", "heard_out", "law", "plain", "ticket"] as const;
const BEAT_MS = 10_000; // a seat is rung while its page asks

export const deskKey = ["hotline", "desk"];

export function useDesk() {
  return useQuery({ queryKey: deskKey, queryFn: () => answer(api.GET("/api/hotline/desk")), refetchInterval: BEAT_MS, refetchIntervalInBackground: true });
}

/** Send something after which the whole hotline is read again; a refusal is said at once. */
export function useSend<T, R>(send: (body: T) => Promise<R>, done?: (made: R) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onError: useComplain(),
    onSuccess: done,
    onSettled: () => {
      for (const name of ["hotline", "matters"]) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}
