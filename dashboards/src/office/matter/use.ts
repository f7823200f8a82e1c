/** What the screens of the matters read and send. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";

export type Line = Api<"MatterLine">;
export type Record = Api<"MatterRecord">;
export type Kind = Line["kind"];
export type Urgency = NonNullable<Line["urgent"]>;
export type Aid = NonNullable<Record["aid"]>;
export type Link = Api<"LinkItem">;
export const VIEWS = ["open", "mine", "untaken", "ours", "party", "urgent", "late", "unreached", "closed", "unsatisfied"] as const;
export type View = (typeof VIEWS)[number];
export const KINDS = ["advice", "lawyer", "notary", "legal_aid", "appraisal", "mediation", "bar_exam", "publicity", "complaint"] as const satisfies readonly Kind[];
export const URGENCIES = ["violence", "self_harm", "fraud_in_progress", "time_limit"] as const satisfies readonly Urgency[];
const HOUR_MS = 3_600_000;

export interface Wish {
  view: View;
  kind: Kind | null;
  text: string;
}

export function useMatters({ view, kind, text }: Wish, page: number, size: number) {
  const query = { view, page, size, ...(kind && { kind }), ...(text && { text }) };
  return useQuery({
    queryKey: ["matters", query],
    queryFn: () => answer(api.GET("/api/matters", { params: { query } })),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
}

export function useMatter(matter: string) {
  return useQuery({
    queryKey: ["matter", matter],
    queryFn: () => answer(api.GET("/api/matters/{matter}", { params: { path: { matter } } })),
  });
}

/** Every category by its code, in the language of the page. */
export function useCategories(): Map<string, string> {
  const { i18n } = useTranslation();
  const read = useQuery({ queryKey: ["matter-categories"], queryFn: () => answer(api.GET("/api/matters/categories")), staleTime: HOUR_MS });
  const zh = i18n.language.startsWith("zh");
  const own = new Map((read.data ?? []).map((one) => [one.code, zh ? one.title_zh : one.title_en]));
  return new Map([...own].map(([code, title]) => {
    const branch = own.get(code.split(".")[0] ?? "");
    return [code, branch && branch !== title ? `${branch} · ${title}` : title];
  }));
}

/** What a matter is about, in a few words: its kind, and its category where that says more. */
export function useWhat(): (one: Pick<Line, "kind" | "category">) => string {
  const { t } = useTranslation();
  const categories = useCategories();
  return ({ kind, category }) => [...new Set([t(`matter.kind.${kind}`), ...(categories.get(category) ?? "").split(" · ")])].filter(Boolean).join(" · ");
}

/** Send a step of one matter; the answer is the matter as it stands then. */
export function useStep<T>(matter: string, send: (body: T) => Promise<Record>, close?: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (one) => {
      client.setQueryData(["matter", matter], one);
      void message.success(t("matter.done"));
      close?.();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ["matters"] }),
  });
}
