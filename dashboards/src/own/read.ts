/** What the own page reads; kept no longer than the page is open. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../kit/api.ts";

export function useHome() {
  return useQuery({ queryKey: ["own", "home"], queryFn: () => answer(api.GET("/own/api/home")) });
}

export function useRecord() {
  return useQuery({ queryKey: ["own", "record"], queryFn: () => answer(api.GET("/own/api/record")) });
}

export function useConduct() {
  return useQuery({ queryKey: ["own", "conduct"], queryFn: () => answer(api.GET("/own/api/conduct")) });
}

export function useLeaves() {
  return useQuery({ queryKey: ["own", "leaves"], queryFn: () => answer(api.GET("/own/api/leaves")) });
}

export function useTravels() {
  return useQuery({ queryKey: ["own", "travels"], queryFn: () => answer(api.GET("/own/api/travels")) });
}

export function useRegions() {
  return useQuery({ queryKey: ["own", "regions"], queryFn: () => answer(api.GET("/own/api/regions")), staleTime: Infinity });
}

export function useMoves() {
  return useQuery({ queryKey: ["own", "moves"], queryFn: () => answer(api.GET("/own/api/moves")) });
}

export function usePlaces() {
  return useQuery({ queryKey: ["own", "places"], queryFn: () => answer(api.GET("/own/api/places")), staleTime: Infinity });
}

export function useAsks() {
  return useQuery({ queryKey: ["own", "help"], queryFn: () => answer(api.GET("/own/api/help")) });
}
