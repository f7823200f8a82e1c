/** Reading a person's term, and taking a step of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { type Action, take, type TermRecord, type Values } from "./steps.ts";

const AFTER = ["person", "timeline", "people", "today", "approvals", "due", "papers"];

export function useTerm(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["term", person],
    queryFn: () => answer(api.GET("/api/people/{person}/term", { params: { path: { person } } })),
  });
}

/** What a step changes beyond the term itself. */
export function useAfter(person: string): (record?: TermRecord) => void {
  const client = useQueryClient();
  return (record) => {
    if (record) client.setQueryData(["term", person], record);
    else void client.invalidateQueries({ queryKey: ["term", person] });
    for (const name of AFTER) void client.invalidateQueries({ queryKey: [name] });
  };
}

export function useStep(person: string, action: Exclude<Action, "document">, close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const after = useAfter(person);
  return useMutation({
    mutationFn: (values: Values) => take(action, person, values),
    onSuccess: (record) => {
      after(record);
      void message.success(t("term.saved"));
      close();
    },
  });
}

/** The codes of the categories, the closest first. */
export function useCategories(): string[] {
  const read = useQuery({ queryKey: ["categories"], queryFn: () => answer(api.GET("/api/categories")), staleTime: 600_000 });
  return (read.data ?? []).map((one) => one.code);
}
