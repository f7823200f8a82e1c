/** Reading leave and travel. */
import { useQuery } from "@tanstack/react-query";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";

export type Leave = Api<"LeaveFacts">;
export type LeaveRecord = Api<"LeaveRecord">;
export type Travel = Api<"TravelRecord">;
export type Phase = Leave["phase"];
export const PHASES: Phase[] = ["asked", "planned", "away", "late", "returned", "refused", "withdrawn", "cancelled"];

export function useLeaves(phase: Phase | null, page: number, size: number) {
  return useQuery({
    queryKey: ["leaves", phase, page],
    queryFn: () => answer(api.GET("/api/leaves", { params: { query: { page, size, ...(phase && { phase }) } } })),
    placeholderData: (before) => before,
  });
}

export function useTravels(live: boolean, page: number, size: number) {
  return useQuery({
    queryKey: ["travels", live, page],
    queryFn: () => answer(api.GET("/api/travels", { params: { query: { live, page, size } } })),
    placeholderData: (before) => before,
  });
}

export function useLeavesOf(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["leaves", person],
    queryFn: () => answer(api.GET("/api/people/{person}/leaves", { params: { path: { person } } })),
  });
}

export function useTravelsOf(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["travels", person],
    queryFn: () => answer(api.GET("/api/people/{person}/travels", { params: { path: { person } } })),
  });
}
