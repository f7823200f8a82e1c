/** Every township of our counties, also those of other offices: where one can move to. */
import { useQuery } from "@tanstack/react-query";
import { answer, api, type Api } from "../../kit/api.ts";

export function useAllTownships(): Api<"PlaceItem">[] {
  const read = useQuery({ queryKey: ["places"], queryFn: () => answer(api.GET("/api/places")), staleTime: Infinity });
  return read.data ?? [];
}

/** Name of a place by its code, with its county. */
export function usePlaceName(): (code: string) => string {
  const names = new Map(useAllTownships().map((one) => [one.code, `${one.district} ${one.name}`]));
  return (code) => names.get(code) ?? code;
}
