/** Reading a person's conduct, and taking a step of a measure. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";

export type Sanction = Api<"SanctionItem">;
export type Conduct = Api<"Conduct">;
export type Step = "decide" | "tell" | "outcome" | "objection" | "answer" | "refer" | "withdraw";

const AFTER = ["sanctions", "conduct_hints", "timeline", "today", "approvals", "papers"];

export function useConduct(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["conduct", person],
    queryFn: () => answer(api.GET("/api/people/{person}/conduct", { params: { path: { person } } })),
  });
}

/** What a step changes: the panel, the lists, the story. */
export function useAfter(person: string): () => void {
  const client = useQueryClient();
  const { t } = useTranslation();
  const { message } = App.useApp();
  return () => {
    void client.invalidateQueries({ queryKey: ["conduct", person] });
    for (const name of AFTER) void client.invalidateQueries({ queryKey: [name] });
    void message.success(t("conduct.saved"));
  };
}

/** One POST of a step; the form holds what the collector takes. */
export function useStep(person: string, sanction: string, step: Step, close: () => void) {
  const after = useAfter(person);
  return useMutation({
    mutationFn: (body: object) => {
      const path = `/api/conduct/sanctions/{sanction}/${step}` as "/api/conduct/sanctions/{sanction}/decide";
      const asked = { params: { path: { sanction } }, body: body as Api<"Decision"> };
      return answer(api.POST(path, asked));
    },
    onSuccess: () => {
      after();
      close();
    },
  });
}

/** Lines of a text, without empty ones. */
export function lines(text: string | undefined): string[] {
  return (text ?? "").split("\n").map((one) => one.trim()).filter(Boolean);
}
