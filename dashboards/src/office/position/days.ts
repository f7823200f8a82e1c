/** What is read of a trajectory, and the opening that lets one read it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Api } from "../../kit/api.ts";
import { asProblem } from "../../kit/problem.ts";
import { audited } from "../../kit/query.ts";

export type DayTrack = Api<"DayTrack">;
export type Fix = Api<"FixItem">;

export function useDays(person: string, span: { from?: string; until?: string }) {
  const query = { ...(span.from && { from_on: span.from }), ...(span.until && { until_on: span.until }) };
  return useQuery({
    ...audited,
    queryKey: ["trajectory", person, query],
    queryFn: () => answer(api.GET("/api/people/{person}/trajectory", { params: { path: { person }, query } })),
  });
}

export function useFixes(person: string, day: string) {
  return useQuery({
    ...audited,
    queryKey: ["trajectory", person, "day", day],
    queryFn: () => answer(api.GET("/api/people/{person}/trajectory/{day}", { params: { path: { person, day } } })),
  });
}

/** Whether a refusal only means that nobody has said yet why they look. */
export function isClosed(error: unknown): boolean {
  return asProblem(error).code === "trajectory_closed";
}

export function useOpen(person: string, order: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Api<"WhyLook">) => answer(api.POST("/api/positioning/{order}/trajectory", { params: { path: { order } }, body })),
    onSuccess: () => {
      // whatever of another person was read may not stay
      client.removeQueries({ queryKey: ["trajectory"], predicate: (one) => one.queryKey[1] !== person });
      void client.resetQueries({ queryKey: ["trajectory", person] });
      void client.invalidateQueries({ queryKey: ["trajectory-openings", person] });
    },
  });
}
