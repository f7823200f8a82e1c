/** Reading how a person reports, and what changes it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";

const AFTER = ["reporting", "due", "checkins", "conduct", "conduct_hints", "timeline", "person", "today"];

export function useReporting(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["reporting", person],
    queryFn: () => answer(api.GET("/api/people/{person}/reporting", { params: { path: { person } } })),
  });
}

/** Send something that changes how a person stands. */
export function useSend<Given>(send: (given: Given) => Promise<unknown>, close: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      for (const name of AFTER) void client.invalidateQueries({ queryKey: [name] });
      close();
    },
  });
}
