/** What the parts of the board share: titles, filters, and what is read anew after a change. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";

export type Owned = Api<"OwnedItem">;
export type Fault = Owned["faults"][number]["fault"];
export const FAULTS = ["ownerless", "failing", "unanswered", "stale"] as const satisfies readonly Fault[];
export const KINDS = ["column", "queue", "account", "sign", "post"] as const satisfies readonly Owned["kind"][];
/** The colour of each fault; the word says the same. */
export const COLOURS: Record<Fault, string> = { ownerless: "error", failing: "error", unanswered: "warning", stale: "warning" };

interface Named {
  title_zh: string;
  title_en: string;
}

/** The title in the language of the page. */
export function useTitle(): (one: Named) => string {
  const { i18n } = useTranslation();
  return (one) => (i18n.language === "zh" ? one.title_zh : one.title_en);
}

/** Where a thing is, "" when it is of the whole bureau. */
export function usePlace(): (one: Owned) => string {
  const area = useAreaName();
  return (one) => (one.area || one.kind === "queue" ? area(one.area) : "");
}

export function useDepartments() {
  return useQuery({ queryKey: ["departments"], queryFn: () => answer(api.GET("/api/departments")), staleTime: 60_000 });
}

/** The name of a department by its code. */
export function useDepartmentName(): (code: string | null) => string {
  const { t, i18n } = useTranslation();
  const all = useDepartments().data ?? [];
  return (code) => {
    const found = all.find((one) => one.code === code);
    if (!found) return code ?? t("owned.department.none");
    return i18n.language === "zh" ? found.name_zh : found.name_en;
  };
}

/** Those a thing may be assigned to, to choose from. */
export function usePeople() {
  const { t } = useTranslation();
  const area = useAreaName();
  const read = useQuery({ queryKey: ["owned", "people"], queryFn: () => answer(api.GET("/api/owned/people")) });
  const options = (read.data ?? []).map((one) => ({ value: one.id, label: `${one.name} · ${t(`role.${one.role}`)} · ${area(one.area)}` }));
  return { options, loading: read.isPending, error: read.error };
}

/** Have everything of the board read anew. */
export function useAnew(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["owned"] });
}
